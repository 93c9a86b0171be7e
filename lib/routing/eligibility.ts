import { INELIGIBLE_CODES, type IneligibleCode } from "../registry/agent";
import { TIERS, type Tier } from "../registry/tier";
import type { Candidate } from "./candidate";

/** What a task asks of whoever takes it. Sats are whole; null = no limit. */
export type Conditions = {
  minTier: Tier;
  budgetSats: number | null;
  penaltySats: number;
  /** Whether Muster puts the task to the agent's endpoint. */
  dispatch?: boolean;
};

const NONE: readonly IneligibleCode[] = [];

/** Codes beside which a tier that is too low says nothing new. */
const UNCERTIFIED: readonly IneligibleCode[] = ["not_certified", "expired", "deregistered", "below_tier"];

/** Whether an agent has a certificate in force whose tier can be too low for a task. */
export function hasTier({ barredBy }: Pick<Candidate, "barredBy">): boolean {
  return barredBy.length === 0 || !barredBy.some((code) => UNCERTIFIED.includes(code));
}

export function isFull({ openTasks, capacity }: Pick<Candidate, "openTasks" | "capacity">): boolean {
  return openTasks >= capacity;
}

export function minLevel({ minTier }: Pick<Conditions, "minTier">): number {
  return TIERS.indexOf(minTier);
}

/** Whether a price and the penalty fit under what the agent's tier lets it owe; at the ceiling they do. */
export function fitsCeiling(exposureSats: number, ceilingSats: number, priceSats: number, penaltySats: number): boolean {
  return exposureSats + priceSats + penaltySats <= ceilingSats;
}

/** All that keeps an agent from a task, whatever its price, in the order of the codes. `suited`: its skills suffice. */
export function barsTo(task: Conditions, agent: Candidate, suited: boolean): readonly IneligibleCode[] {
  const below = hasTier(agent) && agent.level < minLevel(task);
  const unreachable = task.dispatch === true && !agent.reachable;
  if (agent.barredBy.length === 0 && !below && suited && !isFull(agent) && !unreachable) return NONE;
  const codes = [...agent.barredBy];
  if (below) codes.push("below_tier");
  if (!suited) codes.push("capability_missing");
  if (isFull(agent)) codes.push("no_capacity");
  if (unreachable) codes.push("no_endpoint");
  return codes.length < 2 ? codes : INELIGIBLE_CODES.filter((code) => codes.includes(code));
}

/** Whether the task's budget and the agent's ceiling bear this price. */
export function priceBarsTo(task: Conditions, agent: Candidate, priceSats: number): readonly IneligibleCode[] {
  const dear = task.budgetSats !== null && priceSats > task.budgetSats;
  const fits = fitsCeiling(agent.exposureSats, agent.ceilingSats, priceSats, task.penaltySats);
  if (fits) return dear ? ["over_budget"] : NONE;
  return dear ? ["over_budget", "over_ceiling"] : ["over_ceiling"];
}

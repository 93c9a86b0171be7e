import { INELIGIBLE_CODES, type IneligibleCode } from "../registry/agent";
import { TIERS, type Tier } from "../registry/tier";
import type { Candidate } from "./candidate";

/** What a task asks of whoever takes it. Sats are whole; null = no limit. */
export type Conditions = { minTier: Tier; budgetSats: number | null; penaltySats: number };

/** Codes beside which a tier that is too low says nothing new. */
const UNCERTIFIED: readonly IneligibleCode[] = ["not_certified", "expired", "deregistered", "below_tier"];

/** Whether an agent has a certificate in force whose tier can be too low for a task. */
export function hasTier({ barredBy }: Pick<Candidate, "barredBy">): boolean {
  return !barredBy.some((code) => UNCERTIFIED.includes(code));
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
export function barsTo(task: Conditions, agent: Candidate, suited: boolean): IneligibleCode[] {
  const codes = new Set(agent.barredBy);
  if (hasTier(agent) && agent.level < minLevel(task)) codes.add("below_tier");
  if (!suited) codes.add("capability_missing");
  if (isFull(agent)) codes.add("no_capacity");
  return inOrder(codes);
}

/** Whether the task's budget and the agent's ceiling bear this price. */
export function priceBarsTo(task: Conditions, agent: Candidate, priceSats: number): IneligibleCode[] {
  const codes: IneligibleCode[] = [];
  if (task.budgetSats !== null && priceSats > task.budgetSats) codes.push("over_budget");
  if (!fitsCeiling(agent.exposureSats, agent.ceilingSats, priceSats, task.penaltySats)) codes.push("over_ceiling");
  return codes;
}

export function inOrder(codes: ReadonlySet<IneligibleCode>): IneligibleCode[] {
  return INELIGIBLE_CODES.filter((code) => codes.has(code));
}

import type { Agent, IneligibleCode } from "./agent";
import type { Drop } from "./decay";
import { COMPONENT_NAMES } from "./held-by";
import { tierOf } from "./tier";

/** Why an agent may not act, as it stands behind "May not act:". */
const BECAUSE = {
  unregistered: "not registered",
  deregistered: "deregistered",
  not_certified: "not certified",
  expired: "its certificate has run out",
  revoked: "revoked",
  unrated: "unrated",
  hold_operator: "held by an operator",
  hold_integrity: "held for integrity",
  hold_architecture_drift: "held for architecture drift",
  hold_insolvent: "held as insolvent",
  hold_critical_violation: "held for a critical violation",
  below_tier: "its tier is too low",
  capability_missing: "a capability is missing",
  over_budget: "over the budget",
  over_ceiling: "over its ceiling",
  audit_inconclusive: "its audits could not measure it",
  no_capacity: "no capacity",
  no_endpoint: "no endpoint",
} as const satisfies Record<IneligibleCode, string>;

/** Whether an agent may act, up to which tier, and when that ends; `drop` is its next one, null where none comes. */
export type Verdict = { lead: string; next: { to: string; at: number; by: string } | null; holds: string };

/** The sentence at the head of an agent's page. */
export function verdictOf(agent: Agent, drop: Drop | null): Verdict {
  const lead = agent.mayAct
    ? `May act up to ${agent.tier}`
    : `May not act: ${agent.mayNotBecause.map((code) => BECAUSE[code]).join(", ")}`;
  return { lead, next: drop && { to: tierOf(drop.to), at: drop.at, by: shortNames(drop.dimensions) }, holds: holdsTier(agent) };
}

/** `Held at T3 by ER and AS together: T4 needs ER +0.109 and AS +0.014.` */
function holdsTier({ tier, bindingDimensions, robustness }: Agent): string {
  if (!robustness || bindingDimensions.length === 0) return "";
  const names = bindingDimensions.map(({ dimension }) => dimension.toUpperCase());
  const gaps = bindingDimensions.map(({ dimension, gap = 0 }) => `${dimension.toUpperCase()} +${gap.toFixed(3)}`);
  const together = names.length > 1 ? " together" : "";
  const next = names.includes("IH") ? "to leave it, it needs" : `${tierOf(Number(tier[1]) + 1)} needs`;
  return `Held at ${tier} by ${listed(names)}${together}: ${next} ${listed(gaps)}.`;
}

function shortNames(dimensions: Drop["dimensions"]): string {
  return listed(dimensions.map((dimension) => COMPONENT_NAMES[dimension].short));
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

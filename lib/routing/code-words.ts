import type { IneligibleCode } from "../registry/agent";

/** Why a gate stopped an agent, said of one agent. */
export const CODE_WORDS = {
  unregistered: "nobody is registered under this id",
  deregistered: "it is deregistered",
  not_certified: "it has no certificate",
  expired: "its certificate has run out",
  revoked: "its trust is revoked",
  unrated: "too few signals to be rated",
  hold_operator: "held by an operator",
  hold_integrity: "held for integrity",
  hold_architecture_drift: "held for architecture drift",
  hold_insolvent: "held as insolvent",
  hold_critical_violation: "held for a critical violation",
  audit_inconclusive: "its audits could not measure it",
  below_tier: "its tier is too low",
  capability_missing: "its skills do not suffice",
  over_budget: "its price is over the budget",
  over_ceiling: "the task is over what its tier lets it owe",
  no_capacity: "it has no free capacity",
  no_endpoint: "it has no endpoint that tasks can be put to",
} as const satisfies Record<IneligibleCode, string>;

/** The same of several agents, after their number: "4 below the tier". */
export const CODE_SHORT = {
  unregistered: "not registered",
  deregistered: "deregistered",
  not_certified: "not certified",
  expired: "expired",
  revoked: "revoked",
  unrated: "unrated",
  hold_operator: "held by an operator",
  hold_integrity: "held for integrity",
  hold_architecture_drift: "held for drift",
  hold_insolvent: "held as insolvent",
  hold_critical_violation: "held for a violation",
  audit_inconclusive: "not measurable",
  below_tier: "below the tier",
  capability_missing: "without the skills",
  over_budget: "over the budget",
  over_ceiling: "over their ceiling",
  no_capacity: "without capacity",
  no_endpoint: "without an endpoint",
} as const satisfies Record<IneligibleCode, string>;

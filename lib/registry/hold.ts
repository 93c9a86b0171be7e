import type { HoldCause } from "./agent";

/** Causes of a hold as they are written. */
export const HOLD_NAMES = {
  operator: "operator",
  integrity: "integrity",
  architecture_drift: "architecture drift",
  insolvent: "insolvent",
  critical_violation: "critical violation",
} as const satisfies Record<HoldCause, string>;

/** What takes a hold away by itself, and who else may; each stands behind the cause. */
export const HOLD_ENDS = {
  operator: "It ends when somebody resumes the agent.",
  integrity: "It ends with a certificate whose IH reaches the threshold, or when somebody lifts it.",
  architecture_drift:
    "It ends with a certificate for the registered architecture, when the observed one is accepted, or when somebody lifts it.",
  insolvent: "It ends with a top-up to 0 sats or more, or when somebody lifts it.",
  critical_violation: "It ends only when somebody lifts it.",
} as const satisfies Record<HoldCause, string>;

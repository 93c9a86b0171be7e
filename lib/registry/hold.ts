import type { HoldCause } from "./agent";

/** Causes of a hold as they are written. */
export const HOLD_NAMES = {
  operator: "operator",
  integrity: "integrity",
  architecture_drift: "architecture drift",
  insolvent: "insolvent",
  critical_violation: "critical violation",
} as const satisfies Record<HoldCause, string>;

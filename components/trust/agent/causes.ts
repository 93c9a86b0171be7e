import { DIMENSION_LOOKS } from "@/components/chips/dimension";
import type { DeltaStep } from "@/components/ui/chart-delta";
import { count } from "@/components/ui/format";
import type { ScoreChange } from "@/lib/trust/change";
import { DIMENSION_NAMES } from "@/lib/trust/dimension";

export type Cause = ScoreChange["causes"][number];

/** Causes that are told as one for all dimensions. */
const TOGETHER = {
  weights: { name: "Weights were changed", short: "Weights" },
  ageing: { name: "Older signals weigh less or left", short: "Older signals" },
  evidence: { name: "Evidence no longer kept", short: "No longer kept" },
} as const satisfies Record<Exclude<Cause["kind"], "signals">, { name: string; short: string }>;

/** The causes as steps: new signals by dimension, the rest by kind; those that pull the way the score went come first. */
export function stepsOf(change: ScoreChange): DeltaStep[] {
  const fresh = change.causes.filter((cause) => cause.kind === "signals").map(freshStep);
  const rest = Object.entries(TOGETHER).flatMap(([kind, names]) => {
    const points = sum(change.causes.filter((cause) => cause.kind === kind));
    return points === 0 ? [] : [{ key: kind, ...names, color: null, points }];
  });
  const way = change.delta < 0 ? 1 : -1;
  return [...fresh, ...rest].sort((a, b) => way * (a.points - b.points));
}

/** What stands behind a step: one cause, or those of all dimensions told as one. */
export function causesOf(change: ScoreChange, key: string): Cause[] {
  return change.causes.filter((cause) => (cause.kind === "signals" ? cause.dimension : cause.kind) === key);
}

function freshStep(cause: Cause): DeltaStep {
  return {
    key: cause.dimension,
    name: `${DIMENSION_NAMES[cause.dimension]}, ${count(cause.count, "signal")}`,
    short: `${DIMENSION_LOOKS[cause.dimension].short}, ${cause.count}`,
    color: DIMENSION_LOOKS[cause.dimension].color,
    points: cause.points,
  };
}

function sum(causes: readonly Cause[]): number {
  return causes.reduce((total, cause) => total + cause.points, 0);
}

import type { Dimension } from "./dimension";
import { totalOf } from "./score";
import type { WindowEntry } from "./slab";
import { windowAfter, windowMean } from "./window";

/** What to do next in one dimension, and the points of the total it would bring. */
export type Improvement = { dimension: Dimension; gainPoints: number; how: string };

/** Perfect signals simulated on a window that has signals, and on one that has none. */
const ROW = 20;
const FIRST = 5;

const GOOD_SIGNALS = {
  policy_compliance: "compliant policy checks",
  resource_efficiency: "tasks within their token and compute budgets",
  output_quality: "outputs accepted by their consumers",
  security_posture: "security events within the boundary",
  collaboration_health: "successful handoffs",
} as const satisfies Record<Dimension, string>;

/** One dimension as it stands: its window oldest first, its exact mean and its weight. */
export type DimensionState = { dimension: Dimension; window: readonly WindowEntry[]; mean: number; weight: number };

/**
 * Per dimension the gain of a row of perfect signals, found by adding them to the window as it is, all else unchanged.
 * Only gains of at least one point, largest first.
 */
export function improvementsOf(states: readonly DimensionState[]): Improvement[] {
  const means = states.map((state) => state.mean);
  const weights = states.map((state) => state.weight);
  const score = totalOf(means, weights);
  return states
    .map(({ dimension, window }, d) => {
      const count = window.length === 0 ? FIRST : ROW;
      const total = totalOf(means.with(d, meanAfter(window, count)), weights);
      return { dimension, gainPoints: total - score, how: adviceOf(dimension, window.length === 0) };
    })
    .filter(({ gainPoints }) => gainPoints > 0)
    .sort((a, b) => b.gainPoints - a.gainPoints);
}

/** Mean of a window after `count` perfect signals of weight 1 from an uncapped reporter. */
function meanAfter(window: readonly WindowEntry[], count: number): number {
  const perfect = Array.from({ length: count }, () => ({ value: 1, weight: 1 }));
  return windowMean(windowAfter<{ value: number; weight: number }>(window, perfect));
}

function adviceOf(dimension: Dimension, empty: boolean): string {
  const signals = GOOD_SIGNALS[dimension];
  return empty ? `First signals are needed, a neutral 50 counts until then: ${FIRST} ${signals}` : `${ROW} ${signals} in a row`;
}

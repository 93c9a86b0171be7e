import { byDimension, DIMENSIONS, type Dimension } from "./dimension";
import { type Improvement, improvementsOf } from "./improve";
import { pointsOf } from "./points";
import { totalOf } from "./score";
import type { WindowEntry } from "./slab";
import type { Weights } from "./weights";
import { weigh, windowMean } from "./window";

const TOP = 5;
const RECENT = 10;

/** What a signal earned and lost in points of the total, with the id of its stored row. */
export type RowPoints = { row: number; dimension: Dimension; value: number; earned: number; lost: number };

/**
 * One dimension explained: `score` is its mean 0–100 (null without a signal), `contribution` = mean·weight, on 0–100,
 * `neutralShare` 0–1 what no reporter may fill, because all are capped.
 */
type DimensionFigures = {
  score: number | null;
  weight: number;
  contribution: number;
  points: number;
  windowCount: number;
  neutralShare: number;
  topSignals: RowPoints[];
};

/** All of an explanation that follows from windows and weights. Σ points = score. `signals` counts the windows' signals. */
export type ScoreFigures = {
  score: number;
  points: Record<Dimension, number>;
  dimensions: Record<Dimension, DimensionFigures>;
  recentSignals: RowPoints[];
  improve: Improvement[];
  signals: number;
};

/**
 * Explains a score.
 * @param windows the five windows in dimension order, each oldest first
 */
export function explain(windows: readonly (readonly WindowEntry[])[], weights: Weights): ScoreFigures {
  const states = DIMENSIONS.map((dimension, d) => {
    const window = windows[d] ?? [];
    return { dimension, window, mean: windowMean(window), weight: weights[dimension] };
  });
  const means = states.map((state) => state.mean);
  const list = states.map((state) => state.weight);
  const score = totalOf(means, list);
  const points = pointsOf(means, list, score);
  const signals = states.map(({ dimension, window, weight }) => signalPoints(dimension, window, weight));
  return {
    score,
    points: byDimension((_, d) => points[d]!),
    dimensions: byDimension((_, d) => {
      const { window, mean, weight } = states[d]!;
      return {
        score: window.length === 0 ? null : mean,
        weight,
        contribution: mean * weight,
        points: points[d]!,
        windowCount: window.length,
        neutralShare: neutralShareOf(window),
        topSignals: topSignals(signals[d]!),
      };
    }),
    recentSignals: signals
      .flat()
      .sort((a, b) => b.row - a.row)
      .slice(0, RECENT),
    improve: improvementsOf(states),
    signals: states.reduce((sum, { window }) => sum + window.length, 0),
  };
}

/**
 * Points of the total each signal of a window earned, 10·weight·100·wᵢvᵢ/Σw, and lost, the same with 1 − vᵢ; wᵢ as `weigh`
 * says. In a window with signals, Σ earned and half of the neutral part are 10·mean·weight.
 */
export function signalPoints(dimension: Dimension, window: readonly WindowEntry[], weight: number): RowPoints[] {
  const { weights, neutral } = weigh(window);
  const total = weights.reduce((sum, each) => sum + each, neutral);
  return window.map(({ row, value }, i) => {
    const stake = (1000 * weight * weights[i]!) / total;
    return { row, dimension, value, earned: stake * value, lost: stake * (1 - value) };
  });
}

/** Share of the measured part of a score that rests on each reporter's signals, largest first; the shares sum to 1. */
export function reporterShares(
  signals: readonly { reporter: string; earned: number; lost: number }[],
): { reporter: string; share: number }[] {
  const stakes = new Map<string, number>();
  let total = 0;
  for (const { reporter, earned, lost } of signals) {
    stakes.set(reporter, (stakes.get(reporter) ?? 0) + earned + lost);
    total += earned + lost;
  }
  return [...stakes]
    .map(([reporter, stake]) => ({ reporter, share: total === 0 ? 0 : stake / total }))
    .sort((a, b) => b.share - a.share || (a.reporter < b.reporter ? -1 : 1));
}

/** The signals that tell most: the costliest, then those that earned most, then the newest. */
function topSignals(signals: readonly RowPoints[]): RowPoints[] {
  return signals.toSorted((a, b) => b.lost - a.lost || b.earned - a.earned || b.row - a.row).slice(0, TOP);
}

function neutralShareOf(window: readonly WindowEntry[]): number {
  const { weights, neutral } = weigh(window);
  return neutral === 0 ? 0 : neutral / weights.reduce((sum, each) => sum + each, neutral);
}

import { FLAG } from "./board";
import { NEUTRAL } from "./score";
import type { MeanColumns } from "./what-if";

/** Weights of one dimension, shares 0–1, both ends included. */
export type Span = { low: number; high: number };

/** Who leads and, in dimension order, how far each weight alone may move until somebody else does. */
export type Stability = { leader: number; spans: Span[] };

const RANKED = FLAG.rated | FLAG.revoked;

/**
 * For each dimension the interval of its weight, the others rescaled in proportion (equally if they are all 0), within which
 * the agent that leads at `weights` stays rank 1; ties count as staying. `leader` is a row of the columns: the ranked agent
 * with the largest raw total, the first of equals. Null if nobody is ranked.
 *
 * Every raw total is linear in the moved weight, so each other agent bounds the interval on one side at most, and the
 * result is exact: O(agents), nothing allocated per agent. Rounding to whole totals can only make more ties.
 * @param means five columns of means 0–100 in dimension order, NaN = no signal, which counts as neutral
 * @param weights shares in dimension order
 */
export function stabilityOf(means: MeanColumns, flags: Uint8Array, weights: readonly number[]): Stability | null {
  const leader = leaderOf(means, flags, weights);
  if (leader < 0) return null;
  return { leader, spans: weights.map((_, d) => spanOf(means, flags, weights, d, leader)) };
}

function leaderOf(means: MeanColumns, flags: Uint8Array, weights: readonly number[]): number {
  let leader = -1;
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < flags.length; i++) {
    if (((flags[i] as number) & RANKED) !== FLAG.rated) continue;
    const total = weighted(means, weights, i);
    if (total <= best) continue;
    best = total;
    leader = i;
  }
  return leader;
}

function spanOf(means: MeanColumns, flags: Uint8Array, weights: readonly number[], d: number, leader: number): Span {
  const rest = othersOf(weights, d);
  const own = means[d] as Float64Array;
  const leaderOwn = known(own[leader] as number);
  const leaderRest = weighted(means, rest, leader);
  let low = 0;
  let high = 1;
  for (let i = 0; i < flags.length; i++) {
    if (((flags[i] as number) & RANKED) !== FLAG.rated) continue;
    // How far the leader is ahead where the weight is 1, and where it is 0; between them a straight line.
    const ahead = leaderOwn - known(own[i] as number);
    const behind = leaderRest - weighted(means, rest, i);
    if (ahead >= 0 === behind >= 0) continue;
    const even = behind / (behind - ahead);
    if (ahead < 0) high = Math.min(high, even);
    else low = Math.max(low, even);
  }
  // Somebody level with the leader bounds the interval at the present weight itself, give or take binary noise.
  const present = weights[d] as number;
  return { low: Math.min(low, present), high: Math.max(high, present) };
}

/** What the others are of what they have together: 0 for the moved weight, sum 1. */
function othersOf(weights: readonly number[], d: number): number[] {
  const sum = weights.reduce((total, weight, i) => (i === d ? total : total + weight), 0);
  return weights.map((weight, i) => {
    if (i === d) return 0;
    return sum > 0 ? weight / sum : 1 / (weights.length - 1);
  });
}

function weighted(means: MeanColumns, weights: readonly number[], i: number): number {
  let sum = 0;
  for (let d = 0; d < means.length; d++) sum += known((means[d] as Float64Array)[i] as number) * (weights[d] as number);
  return sum;
}

/** NaN is not >= 0. */
const known = (mean: number): number => (mean >= 0 ? mean : NEUTRAL);

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
  const spans = weights.map(() => ({ low: 0, high: 1 }));
  const others = weights.map((_, d) => weights.reduce((total, weight, e) => (e === d ? total : total + weight), 0));
  const lead = weighted(means, weights, leader);
  const leadMeans = means.map((column) => known(column[leader] as number));
  // One pass for all dimensions: reading the columns costs more than the arithmetic.
  for (let i = 0; i < flags.length; i++) {
    if (((flags[i] as number) & RANKED) !== FLAG.rated) continue;
    const margin = lead - weighted(means, weights, i);
    for (let d = 0; d < weights.length; d++) {
      const rest = others[d] as number;
      // How far the leader is ahead where the weight is 1, and where it is 0; between them a straight line.
      const ahead = (leadMeans[d] as number) - known((means[d] as Float64Array)[i] as number);
      const behind = rest > TINY ? (margin - ahead * (weights[d] as number)) / rest : evenly(means, leadMeans, d, i);
      if (ahead >= 0 === behind >= 0) continue;
      const even = behind / (behind - ahead);
      const span = spans[d] as Span;
      if (ahead < 0) span.high = Math.min(span.high, even);
      else span.low = Math.max(span.low, even);
    }
  }
  // Somebody level with the leader bounds the interval at the present weight itself, give or take binary noise.
  for (const [d, span] of spans.entries()) {
    span.low = Math.min(span.low, weights[d] as number);
    span.high = Math.max(span.high, weights[d] as number);
  }
  return { leader, spans };
}

/** Weights that are 0 together, but for binary noise. */
const TINY = 1e-9;

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

/** How far the leader is ahead of an agent where all dimensions but one count the same and that one nothing. */
function evenly(means: MeanColumns, leadMeans: readonly number[], d: number, i: number): number {
  let margin = 0;
  for (let e = 0; e < means.length; e++)
    if (e !== d) margin += (leadMeans[e] as number) - known((means[e] as Float64Array)[i] as number);
  return margin / (means.length - 1);
}

function weighted(means: MeanColumns, weights: readonly number[], i: number): number {
  let total = 0;
  for (let d = 0; d < means.length; d++) total += known((means[d] as Float64Array)[i] as number) * (weights[d] as number);
  return total;
}

/** NaN is not >= 0. */
const known = (mean: number): number => (mean >= 0 ? mean : NEUTRAL);

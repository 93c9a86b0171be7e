import { FLAG } from "./board";

/** Totals run from 0 to 1000, so a ranking needs no comparisons: one bucket per total. */
const TOTALS = 1001;
const UNRATED = 2 * TOTALS;
const BUCKETS = UNRATED + 1;

/** Rank of an agent that has none: revoked or unrated. */
export const NO_RANK = 0;

/** Buffers of a ranking over `size` agents, reused by every `rank`. Agents are indices into the board's columns. */
export type Ranking = {
  /** Every agent once: the ranked by falling total, then the revoked by falling total, then the unrated. */
  order: Int32Array;
  /** Rank of each agent from 1; ties share the smallest; NO_RANK for the others. */
  ranks: Int32Array;
  ranked: number;
  revoked: number;
  unrated: number;
  /** Bucket of each agent, and where each bucket starts and continues in `order`. */
  buckets: Uint16Array;
  starts: Int32Array;
  next: Int32Array;
};

export function emptyRanking(size: number): Ranking {
  return {
    order: new Int32Array(size),
    ranks: new Int32Array(size),
    ranked: 0,
    revoked: 0,
    unrated: 0,
    buckets: new Uint16Array(size),
    starts: new Int32Array(BUCKETS + 1),
    next: new Int32Array(BUCKETS),
  };
}

/** The order in which equals stand: by name, then id, compared by code unit. */
export function tieOrder(names: readonly string[], ids: readonly string[]): Int32Array {
  const lower = names.map((name) => name.toLowerCase());
  const order = new Int32Array(ids.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  // Compared in two steps: keys put together from both cost twice as much.
  return order.sort((a, b) => {
    const x = lower[a] as string;
    const y = lower[b] as string;
    if (x === y) return (ids[a] as string) < (ids[b] as string) ? -1 : 1;
    return x < y ? -1 : 1;
  });
}

/**
 * Ranks all agents by `totals` (integers 0–1000) with a counting sort: O(agents), nothing allocated.
 * Agents with equal totals keep the order of `ties`, a permutation of all agents. A revoked agent is revoked even if unrated.
 */
export function rank(ranking: Ranking, totals: Int16Array, flags: Uint8Array, ties: Int32Array): Ranking {
  const { order, ranks, buckets, starts, next } = ranking;
  const size = ties.length;
  starts.fill(0);
  for (let i = 0; i < size; i++) {
    const bucket = bucketOf(totals[i] as number, flags[i] as number);
    buckets[i] = bucket;
    starts[bucket + 1] = (starts[bucket + 1] as number) + 1;
  }
  for (let b = 0; b < BUCKETS; b++) {
    starts[b + 1] = (starts[b + 1] as number) + (starts[b] as number);
    next[b] = starts[b] as number;
  }
  for (let t = 0; t < size; t++) {
    const i = ties[t] as number;
    const bucket = buckets[i] as number;
    const place = next[bucket] as number;
    next[bucket] = place + 1;
    order[place] = i;
    ranks[i] = bucket < TOTALS ? (starts[bucket] as number) + 1 : NO_RANK;
  }
  ranking.ranked = starts[TOTALS] as number;
  ranking.revoked = (starts[UNRATED] as number) - ranking.ranked;
  ranking.unrated = size - (starts[UNRATED] as number);
  return ranking;
}

function bucketOf(total: number, flags: number): number {
  if ((flags & FLAG.revoked) !== 0) return TOTALS + (TOTALS - 1 - total);
  return (flags & FLAG.rated) === 0 ? UNRATED : TOTALS - 1 - total;
}

/** The place of each total among some, from 1; ties share the smallest. */
export function placesOf(totals: readonly number[]): (total: number) => number {
  const above = new Int32Array(TOTALS + 1);
  for (const total of totals) above[total] = (above[total] ?? 0) + 1;
  for (let total = TOTALS - 1; total >= 0; total--) above[total] = (above[total] ?? 0) + (above[total + 1] ?? 0);
  return (total) => (above[total + 1] ?? 0) + 1;
}

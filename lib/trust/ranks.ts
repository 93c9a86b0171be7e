import { NO_RANK, placesOf } from "./rank";

/** In a column of totals: unrated, revoked, or not there. */
export const NO_TOTAL = -1;

/** Ranks of all agents by their totals (0–1000, NO_TOTAL = none) at one time: from 1, ties share the smallest; NO_RANK = none. */
export function ranksOf(totals: Int16Array): Int32Array {
  const place = placesOf([...totals].filter((total) => total !== NO_TOTAL));
  return Int32Array.from(totals, (total) => (total === NO_TOTAL ? NO_RANK : place(total)));
}

/** Whom to follow: those who lead at the end, or those who moved most between their first and their last rank. */
export type Following = "top" | "movers";

/**
 * The agents (indices into every column) to follow through some columns of ranks, in order of time: at most `most`, none that
 * never had a rank. Equals stand in the order of the columns.
 */
export function followed(ranks: readonly Int32Array[], following: Following, most: number): number[] {
  const size = ranks[0]?.length ?? 0;
  const found: { agent: number; last: number; moved: number }[] = [];
  for (let agent = 0; agent < size; agent++) {
    const known = ranks.map((column) => column[agent] ?? NO_RANK).filter((rank) => rank !== NO_RANK);
    const first = known[0];
    const last = known.at(-1);
    if (first === undefined || last === undefined) continue;
    const ranksNow = (ranks.at(-1)?.[agent] ?? NO_RANK) !== NO_RANK;
    found.push({ agent, last: ranksNow ? last : Number.POSITIVE_INFINITY, moved: Math.abs(last - first) });
  }
  if (following === "movers") found.sort((a, b) => b.moved - a.moved || compare(a.last, b.last) || a.agent - b.agent);
  else found.sort((a, b) => compare(a.last, b.last) || a.agent - b.agent);
  return found.slice(0, most).map(({ agent }) => agent);
}

/** Two infinities are equal; their difference would be NaN. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

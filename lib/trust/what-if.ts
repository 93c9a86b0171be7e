import { bandLevel } from "./band";
import { FLAG } from "./board";
import { NO_RANK, type Ranking } from "./rank";
import { type NEUTRAL, totalOfRaw } from "./score";

/** Five columns of means 0–100 in dimension order, NaN = no signal. */
export type MeanColumns = readonly Float64Array[];

/** Totals at five hypothetical weights (shares, dimension order), written to `out`. A dimension without a signal counts as neutral. */
export function totalsAt(means: MeanColumns, weights: ArrayLike<number>, out: Int16Array): Int16Array {
  const [p, r, o, s, c] = means as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const [wp = 0, wr = 0, wo = 0, ws = 0, wc = 0] = Array.from(weights);
  // Written out, and kept equal by its type: as a literal it costs this loop a sixth of what the imported binding does.
  const neutral: typeof NEUTRAL = 50;
  for (let i = 0; i < p.length; i++) {
    const mp = p[i] as number;
    const mr = r[i] as number;
    const mo = o[i] as number;
    const ms = s[i] as number;
    const mc = c[i] as number;
    // The additions of rawTotal in its order, unrolled: this runs over the whole fleet at every step of a drag. NaN is not >= 0.
    const sum =
      (mp >= 0 ? mp : neutral) * wp +
      (mr >= 0 ? mr : neutral) * wr +
      (mo >= 0 ? mo : neutral) * wo +
      (ms >= 0 ? ms : neutral) * ws +
      (mc >= 0 ? mc : neutral) * wc;
    out[i] = totalOfRaw(sum * 10);
  }
  return out;
}

/** One side of a comparison: totals and the ranking made from them. */
export type Standing = { totals: Int16Array; ranking: Ranking };

/** How many agents change rank, cross into another band, and would be revoked at once. */
export type Consequences = { moved: number; crossedBand: number; wouldRevoke: number };

/** Band level of each total: a table, because branches on random totals cost more than the look-up. */
const LEVELS = Uint8Array.from({ length: 1001 }, (_, total) => bandLevel(total));

/** Only the ranked count: an agent that is revoked or unrated has nothing to lose. */
export function consequencesOf(before: Standing, after: Standing, revocationThreshold: number): Consequences {
  const levels = LEVELS;
  const { ranks } = after.ranking;
  const ranksBefore = before.ranking.ranks;
  const totals = after.totals;
  const totalsBefore = before.totals;
  let moved = 0;
  let crossedBand = 0;
  let wouldRevoke = 0;
  for (let i = 0; i < ranks.length; i++) {
    if (ranks[i] === NO_RANK) continue;
    const total = totals[i] as number;
    if (ranksBefore[i] !== ranks[i]) moved++;
    if (levels[totalsBefore[i] as number] !== levels[total]) crossedBand++;
    if (total < revocationThreshold) wouldRevoke++;
  }
  return { moved, crossedBand, wouldRevoke };
}

/** Rated, not yet revoked, and under the line. */
export function wouldBeRevoked(total: number, flags: number, revocationThreshold: number): boolean {
  return (flags & FLAG.rated) !== 0 && (flags & FLAG.revoked) === 0 && total < revocationThreshold;
}

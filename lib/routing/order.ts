/** What decides between candidates, one after the other. `lastWonAt` epoch ms, null = never. */
export type Standing = {
  agentId: string;
  combined: number;
  capability: number;
  bidSats: number;
  score: number;
  lastWonAt: number | null;
};

/** What decides between equal combined scores, in this order. */
export const TIE_BREAKS = ["capability", "bid", "trust", "least_recent_win", "id"] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

const lastWin = ({ lastWonAt }: Standing) => lastWonAt ?? Number.NEGATIVE_INFINITY;

// Compared with < and >, because infinite times have no difference.
const upwards = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);

const BY: Record<TieBreak, (a: Standing, b: Standing) => number> = {
  capability: (a, b) => upwards(b.capability, a.capability),
  bid: (a, b) => upwards(a.bidSats, b.bidSats),
  trust: (a, b) => upwards(b.score, a.score),
  least_recent_win: (a, b) => upwards(lastWin(a), lastWin(b)),
  id: (a, b) => upwards(a.agentId, b.agentId),
};

/** Best first: higher combined score; then higher capability, lower bid, higher trust, least recent win, id by code unit. */
export function byMerit(a: Standing, b: Standing): number {
  if (a.combined !== b.combined) return b.combined - a.combined;
  for (const rule of TIE_BREAKS) {
    const order = BY[rule](a, b);
    if (order !== 0) return order;
  }
  return 0;
}

/** The rule that put the first of two before the second; null where the combined score did. */
export function tieBreakOf(first: Standing, second: Standing): TieBreak | null {
  if (first.combined !== second.combined) return null;
  return TIE_BREAKS.find((rule) => BY[rule](first, second) !== 0) ?? null;
}

import { NO_RANK } from "@/lib/trust/rank";

type SlopeLine = { agent: number; from: number; to: number };
/** The lines to draw, the largest moves first; how many move and how many keep their rank in all. */
type SlopeOf = { lines: SlopeLine[]; movers: number; unchanged: number };

const size = ({ from, to }: SlopeLine) => Math.abs(to - from);

/** Who moves between two rankings of the same agents (rank by agent, NO_RANK = none): at most `most` of them. Agents ranked in only one are in neither count. */
export function slopeOf(before: ArrayLike<number>, after: ArrayLike<number>, most: number): SlopeOf {
  const lines: SlopeLine[] = [];
  let unchanged = 0;
  for (let agent = 0; agent < after.length; agent++) {
    const from = before[agent] ?? NO_RANK;
    const to = after[agent] ?? NO_RANK;
    if (from === NO_RANK || to === NO_RANK) continue;
    if (from === to) unchanged++;
    else lines.push({ agent, from, to });
  }
  lines.sort((a, b) => size(b) - size(a) || a.to - b.to || a.agent - b.agent);
  return { lines: lines.slice(0, most), movers: lines.length, unchanged };
}

import { INELIGIBLE_CODES } from "../registry/agent";
import type { Assessed, Ranking } from "./contest";
import type { Contest } from "./decide";
import type { Outcome } from "./decision-shape";
import type { TieBreak } from "./order";
import { PART_NAMES, PARTS, type RoutingPolicy } from "./policy";
import { pointsOf } from "./score";

const TIE_WORDS = {
  capability: "its capability is higher",
  bid: "its price is lower",
  trust: "its trust score is higher",
  least_recent_win: "its last win is longer ago",
  id: "its id comes first",
} as const satisfies Record<TieBreak, string>;

type Facts = {
  outcome: Outcome;
  contest: Contest;
  ranking: Ranking;
  policy: RoutingPolicy;
  tieBreak: TieBreak | null;
  margin: number | null;
};

/** The decision in words. */
export function reasonOf({ outcome, contest, ranking, policy, tieBreak, margin }: Facts): string {
  const [first, second] = ranking.ranked;
  if (outcome === "no_bids") return contest === "scoring" ? "Only scored: nobody bid, so nobody wins." : "No bids received.";
  if (outcome === "no_suitable_agent" || !first) return unsuitable(ranking);
  const stopped = stoppedWords(ranking);
  if (!second || margin === null) return `${first.agentId} is the only eligible agent, at ${shown(first.combined)}.${stopped}`;
  const best = `${first.agentId} has the best combined score, ${shown(first.combined)}, of ${ranking.eligible} eligible agents`;
  if (tieBreak) return `${best}, as ${second.agentId} has; it comes first because ${TIE_WORDS[tieBreak]}.${stopped}`;
  return `${best}, ${shown(margin)} ahead of ${second.agentId}${differences(policy, first, second)}.${stopped}`;
}

/** `: price +0.040, trust −0.018`, largest first. */
function differences({ weights }: RoutingPolicy, first: Assessed, second: Assessed): string {
  const ours = pointsOf(weights, first.parts, first.combined);
  const theirs = pointsOf(weights, second.parts, second.combined);
  const parts = PARTS.map((part) => ({ part, points: ours[part] - theirs[part] })).filter(({ points }) => points !== 0);
  parts.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const words = parts.map(({ part, points }) => `${PART_NAMES[part]} ${signed(points)}`);
  return words.length === 0 ? "" : `: ${words.join(", ")}`;
}

function unsuitable({ considered, eligible, refused }: Ranking): string {
  if (considered === 0) return "There is no agent to consider.";
  if (eligible > 0) return `None of ${eligible} eligible agents has a combined score above 0.`;
  const codes = INELIGIBLE_CODES.flatMap((code) => (refused.has(code) ? [`${code} ${refused.get(code)}`] : []));
  return `No gate lets any of ${considered} agents pass: ${codes.join(", ")}.`;
}

function stoppedWords({ considered, eligible }: Ranking): string {
  const stopped = considered - eligible;
  if (stopped === 0) return "";
  return stopped === 1 ? " One more was stopped by a gate." : ` ${stopped} more were stopped by a gate.`;
}

function shown(score: number): string {
  return score.toFixed(3);
}

function signed(points: number): string {
  return `${points < 0 ? "−" : "+"}${(Math.abs(points) / 1000).toFixed(3)}`;
}

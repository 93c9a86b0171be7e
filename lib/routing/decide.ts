import { INELIGIBLE_CODES } from "../registry/agent";
import { tierOf } from "../registry/tier";
import { bandOf } from "../trust/band";
import type { Assessed, Ranking } from "./contest";
import type { DecidedCandidate, Finding, Outcome } from "./decision-shape";
import { tieBreakOf } from "./order";
import type { RoutingPolicy } from "./policy";
import { reasonOf } from "./reason";
import { pointsOf, toPrecision } from "./score";

/** A policy and the version it stands in. */
export type PolicyInForce = { version: number; policy: RoutingPolicy };

/** How the agents came to their prices. Where they were only scored, nobody wins. */
export type Contest = "bids" | "offers" | "scoring";

/** Offers that a decision keeps; bids are all kept. */
export const OFFERS_KEPT = 20;

/**
 * What follows from a ranking: who gets the task, by how much, why, and who else was considered. Nobody does where no bid
 * came, no agent is eligible, or the best combined score is 0.
 */
export function decide({ version, policy }: PolicyInForce, contest: Contest, ranking: Ranking): Finding {
  const { considered, eligible, refused, ranked, stopped, prices } = ranking;
  const [first, second] = ranked;
  const winner = contest !== "scoring" && first && first.combined > 0 ? first : null;
  const outcome: Outcome =
    contest === "scoring" || (contest === "bids" && considered === 0) ? "no_bids" : winner ? "assigned" : "no_suitable_agent";
  const tieBreak = winner && second ? tieBreakOf(winner, second) : null;
  const margin = winner && second ? toPrecision(winner.combined - second.combined) : null;
  const order = winOrder([...ranked, ...stopped]);
  return {
    outcome,
    recommended: winner?.agentId ?? null,
    reason: reasonOf({ outcome, contest, ranking, policy, tieBreak, margin }),
    policy: { name: policy.name, version, weights: policy.weights, minimumCapability: policy.minimumCapability },
    ...(tieBreak && { tieBreak }),
    ...(margin !== null && { margin }),
    totals: {
      considered,
      eligible,
      refused: inOrder(refused),
    },
    prices: { budgetSats: prices.budgetSats, middle: [...prices.middle] },
    candidates: [
      ...ranked.map((candidate, i) => candidateOf(policy, candidate, order, i + 1, candidate === winner)),
      ...stopped.map((candidate) => candidateOf(policy, candidate, order, null, false)),
    ],
  };
}

function inOrder(refused: Ranking["refused"]): Finding["totals"]["refused"] {
  const ordered: Finding["totals"]["refused"] = {};
  for (const code of INELIGIBLE_CODES) {
    const count = refused.get(code);
    if (count !== undefined) ordered[code] = count;
  }
  return ordered;
}

/** Place of each time of a last win, from 1: never comes first. */
function winOrder(candidates: readonly Assessed[]): Map<number | null, number> {
  const times = [...new Set(candidates.map(({ lastWonAt }) => lastWonAt))];
  times.sort((a, b) => (a === null ? -1 : b === null ? 1 : a - b));
  return new Map(times.map((time, i) => [time, i + 1]));
}

function candidateOf(
  policy: RoutingPolicy,
  candidate: Assessed,
  order: ReadonlyMap<number | null, number>,
  rank: number | null,
  won: boolean,
): DecidedCandidate {
  const { agentId, agent, bidSats, offered, ineligibleBecause, parts, combined, score } = candidate;
  return {
    agentId,
    rank,
    eligible: ineligibleBecause.length === 0,
    ineligibleBecause: [...ineligibleBecause],
    bidSats,
    // Undefined where nobody of that id is registered, rather than spread: it is done for every candidate.
    rateSats: agent?.rateSats,
    winOrder: agent ? order.get(candidate.lastWonAt) : undefined,
    offered,
    capabilityScore: parts.capability,
    bidScore: parts.price,
    trustScore: parts.trust,
    trackRecord: parts.track,
    loadScore: parts.load,
    combined,
    points: pointsOf(policy.weights, parts, combined),
    won,
    trust: { score, band: agent?.rated ? bandOf(score) : null, tier: tierOf(agent?.level ?? 0) },
  };
}

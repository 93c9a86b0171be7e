import type { IneligibleCode } from "../registry/agent";
import { TIERS, tierOf } from "../registry/tier";
import { bandOf } from "../trust/band";
import type { Contest } from "./decide";
import type { DecidedCandidate, Finding } from "./decision-shape";
import type { RoutingWeights } from "./policy-shape";
import { pointsOf } from "./score";

/** A candidate in the order in which it is kept. What follows from the rest (points, band, who won) is not kept. */
type KeptCandidate = [
  agentId: string,
  rank: number | null,
  codes: readonly IneligibleCode[],
  bidSats: number | null,
  capability: number,
  price: number,
  trust: number | null,
  track: number | null,
  load: number | null,
  combined: number,
  score: number,
  rated: 0 | 1,
  level: number,
];

type Kept = {
  contest: Contest;
  reason: string;
  policy: [name: string, version: number, capability: number, price: number, trust: number, track: number, load: number];
  tieBreak?: Finding["tieBreak"];
  margin?: number;
  totals: [considered: number, eligible: number, refused: Finding["totals"]["refused"]];
  candidates: KeptCandidate[];
};

/** A finding as the text that is kept and hashed: a fifth of its answer. */
export function keptFinding(finding: Finding, contest: Contest): string {
  const { reason, policy, tieBreak, margin, totals, candidates } = finding;
  const { capability, price, trust, track, load } = policy.weights;
  const kept: Kept = {
    contest,
    reason,
    policy: [policy.name, policy.version, capability, price, trust, track, load],
    ...(tieBreak !== undefined && { tieBreak }),
    ...(margin !== undefined && { margin }),
    totals: [totals.considered, totals.eligible, totals.refused],
    candidates: candidates.map(keptCandidate),
  };
  return JSON.stringify(kept);
}

function keptCandidate(candidate: DecidedCandidate): KeptCandidate {
  const { agentId, rank, ineligibleBecause, bidSats, capabilityScore, bidScore, trustScore, trackRecord, loadScore } = candidate;
  return [
    agentId,
    rank,
    ineligibleBecause,
    bidSats ?? null,
    capabilityScore,
    bidScore,
    trustScore ?? null,
    trackRecord ?? null,
    loadScore ?? null,
    candidate.combined,
    candidate.trust.score,
    candidate.trust.band === null ? 0 : 1,
    TIERS.indexOf(candidate.trust.tier),
  ];
}

/** The finding that was kept; `outcome` and `recommended` stand beside its text. */
export function findingOf(
  text: string,
  { outcome, recommended }: Pick<Finding, "outcome" | "recommended">,
): { finding: Finding; contest: Contest } {
  const { contest, reason, policy, tieBreak, margin, totals, candidates } = JSON.parse(text) as Kept;
  const [name, version, capability, price, trust, track, load] = policy;
  const weights = { capability, price, trust, track, load };
  const [considered, eligible, refused] = totals;
  return {
    contest,
    finding: {
      outcome,
      recommended,
      reason,
      policy: { name, version, weights },
      ...(tieBreak !== undefined && { tieBreak }),
      ...(margin !== undefined && { margin }),
      totals: { considered, eligible, refused },
      candidates: candidates.map((kept) => candidateOf(kept, { weights, contest, recommended })),
    },
  };
}

function candidateOf(
  kept: KeptCandidate,
  { weights, contest, recommended }: { weights: RoutingWeights; contest: Contest; recommended: string | null },
): DecidedCandidate {
  const [agentId, rank, codes, bidSats, capability, price, trust, track, load, combined, score, rated, level] = kept;
  const parts = { capability, price, trust: trust ?? 0, track: track ?? 0, load: load ?? 0 };
  return {
    agentId,
    rank,
    eligible: codes.length === 0,
    ineligibleBecause: [...codes],
    ...(bidSats !== null && { bidSats }),
    offered: contest === "offers",
    capabilityScore: capability,
    bidScore: price,
    ...(trust !== null && { trustScore: trust }),
    ...(track !== null && { trackRecord: track }),
    ...(load !== null && { loadScore: load }),
    combined,
    points: pointsOf(weights, parts, combined),
    won: agentId === recommended,
    trust: { score, band: rated === 1 ? bandOf(score) : null, tier: tierOf(level) },
  };
}

import type { IneligibleCode } from "../registry/agent";
import { TIERS, tierOf } from "../registry/tier";
import { bandOf } from "../trust/band";
import type { Contest } from "./decide";
import type { DecidedCandidate, Finding } from "./decision-shape";
import type { RoutingWeights } from "./policy-shape";
import { FULL_TRUST, pointsOf } from "./score";

/**
 * A candidate in the order in which it is kept. What follows from the rest is not kept: its rank is its place among those
 * without codes, its trust part a thousandth of its score; points, band and who won are computed.
 */
type KeptCandidate = [
  agentId: string,
  bidSats: number | null,
  capability: number,
  price: number,
  track: number | null,
  load: number | null,
  combined: number,
  score: number,
  rated: 0 | 1,
  level: number,
  rateSats: number | null,
  winOrder: number | null,
  ...codes: IneligibleCode[],
];

type Kept = {
  contest: Contest;
  reason: string;
  policy: [name: string, version: number, capability: number, price: number, trust: number, track: number, load: number];
  minimum?: number;
  prices?: [budgetSats: number | null, ...middle: number[]];
  tieBreak?: Finding["tieBreak"];
  margin?: number;
  totals: [considered: number, eligible: number, refused: Finding["totals"]["refused"]];
  candidates: KeptCandidate[];
};

/** A finding as the text that is kept and hashed: a fifth of its answer. */
export function keptFinding(finding: Finding, contest: Contest): string {
  const { reason, policy, prices, tieBreak, margin, totals, candidates } = finding;
  const { capability, price, trust, track, load } = policy.weights;
  const kept: Kept = {
    contest,
    reason,
    policy: [policy.name, policy.version, capability, price, trust, track, load],
    ...(policy.minimumCapability !== undefined && { minimum: policy.minimumCapability }),
    ...(prices && { prices: [prices.budgetSats, ...prices.middle] }),
    ...(tieBreak !== undefined && { tieBreak }),
    ...(margin !== undefined && { margin }),
    totals: [totals.considered, totals.eligible, totals.refused],
    candidates: candidates.map(keptCandidate),
  };
  return JSON.stringify(kept);
}

function keptCandidate(candidate: DecidedCandidate): KeptCandidate {
  const { agentId, bidSats, capabilityScore, bidScore, trackRecord, loadScore, combined, trust } = candidate;
  return [
    agentId,
    bidSats ?? null,
    capabilityScore,
    bidScore,
    trackRecord ?? null,
    loadScore ?? null,
    combined,
    trust.score,
    trust.band === null ? 0 : 1,
    TIERS.indexOf(trust.tier),
    candidate.rateSats ?? null,
    candidate.winOrder ?? null,
    ...candidate.ineligibleBecause,
  ];
}

/** The finding that was kept; `outcome` and `recommended` stand beside its text. */
export function findingOf(
  text: string,
  { outcome, recommended }: Pick<Finding, "outcome" | "recommended">,
): { finding: Finding; contest: Contest } {
  const { contest, reason, policy, minimum, prices, tieBreak, margin, totals, candidates } = JSON.parse(text) as Kept;
  const [name, version, capability, price, trust, track, load] = policy;
  const weights = { capability, price, trust, track, load };
  const [considered, eligible, refused] = totals;
  return {
    contest,
    finding: {
      outcome,
      recommended,
      reason,
      policy: { name, version, weights, ...(minimum !== undefined && { minimumCapability: minimum }) },
      ...(tieBreak !== undefined && { tieBreak }),
      ...(margin !== undefined && { margin }),
      totals: { considered, eligible, refused },
      ...(prices && { prices: { budgetSats: prices[0], middle: prices.slice(1).filter((price) => price !== null) } }),
      candidates: candidates.map((kept, i) => candidateOf(kept, i + 1, { weights, contest, recommended })),
    },
  };
}

function candidateOf(
  kept: KeptCandidate,
  rank: number,
  { weights, contest, recommended }: { weights: RoutingWeights; contest: Contest; recommended: string | null },
): DecidedCandidate {
  const [agentId, bidSats, capability, price, track, load, combined, score, rated, level, rateSats, winOrder, ...codes] = kept;
  const trust = score / FULL_TRUST;
  const parts = { capability, price, trust, track: track ?? 0, load: load ?? 0 };
  return {
    agentId,
    rank: codes.length === 0 ? rank : null,
    eligible: codes.length === 0,
    ineligibleBecause: codes,
    ...(bidSats !== null && { bidSats }),
    rateSats,
    ...(winOrder !== null && { winOrder }),
    offered: contest === "offers",
    capabilityScore: capability,
    bidScore: price,
    trustScore: trust,
    ...(track !== null && { trackRecord: track }),
    ...(load !== null && { loadScore: load }),
    combined,
    points: pointsOf(weights, parts, combined),
    won: agentId === recommended,
    trust: { score, band: rated === 1 ? bandOf(score) : null, tier: tierOf(level) },
  };
}

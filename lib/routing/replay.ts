import type { DecidedCandidate, Finding } from "./decision-shape";

/** Members of a candidate that a replay compares. */
const COMPARED = [
  "eligible",
  "bidSats",
  "capabilityScore",
  "bidScore",
  "trustScore",
  "trackRecord",
  "loadScore",
  "combined",
] as const;
type Compared = (typeof COMPARED)[number];

/** One thing that is no more what it was. `codes` are gates of an agent; an agent that is missing on one side has no value there. */
export type Difference =
  | { of: "outcome" | "recommended"; was: string | null; is: string | null }
  | { of: "policy"; was: string; is: string }
  | { of: "candidate"; agentId: string; was: number | null; is: number | null }
  | { of: "codes"; agentId: string; was: string[]; is: string[] }
  | { of: Compared; agentId: string; was: number | boolean | null; is: number | boolean | null };

/**
 * What a decision would be today, against what it was: outcome, winner, policy, then agent by agent in the order of the
 * former ranks what its gates and scores are. Nothing, if the facts and the policy are the same.
 */
export function differences(was: Finding, is: Finding): Difference[] {
  const found: Difference[] = [];
  if (was.outcome !== is.outcome) found.push({ of: "outcome", was: was.outcome, is: is.outcome });
  if (was.recommended !== is.recommended) found.push({ of: "recommended", was: was.recommended, is: is.recommended });
  const policies = [policyWords(was), policyWords(is)] as const;
  if (policies[0] !== policies[1]) found.push({ of: "policy", was: policies[0], is: policies[1] });
  const now = new Map(is.candidates.map((candidate) => [candidate.agentId, candidate]));
  const before = new Map(was.candidates.map((candidate) => [candidate.agentId, candidate]));
  for (const [agentId, candidate] of before) {
    const other = now.get(agentId);
    found.push(...(other ? changes(candidate, other) : [{ of: "candidate" as const, agentId, was: candidate.rank, is: null }]));
  }
  for (const { agentId, rank } of is.candidates)
    if (!before.has(agentId)) found.push({ of: "candidate", agentId, was: null, is: rank });
  return found;
}

function changes(was: DecidedCandidate, is: DecidedCandidate): Difference[] {
  const { agentId } = was;
  const found: Difference[] = COMPARED.filter((member) => was[member] !== is[member]).map((member) => ({
    of: member,
    agentId,
    was: was[member] ?? null,
    is: is[member] ?? null,
  }));
  const [a, b] = [was.ineligibleBecause, is.ineligibleBecause];
  if (a.join() !== b.join()) found.push({ of: "codes", agentId, was: a, is: b });
  if (was.rank !== is.rank) found.push({ of: "candidate", agentId, was: was.rank, is: is.rank });
  return found;
}

function policyWords({ policy: { name, version, weights } }: Finding): string {
  const { capability, price, trust, track, load } = weights;
  return `${name} v${version}: ${[capability, price, trust, track, load].join(" ")}`;
}

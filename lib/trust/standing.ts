import { type Band, bandOf } from "./band";
import type { TrustPolicy } from "./policy";

/** What a standing follows from: total 0–1000, signals in the windows (evidence), dimensions with data (coverage). */
export type ScoreFacts = { score: number; evidence: number; coverage: number; revoked: boolean; policy: TrustPolicy };

/** Unrated agents have no band and are never at risk. */
export type TrustStanding = { rated: boolean; band: Band | null; atRisk: boolean };

/** Whether there is enough evidence, on enough dimensions, to speak of a score. */
function isRated({ evidence, coverage, policy }: Pick<ScoreFacts, "evidence" | "coverage" | "policy">): boolean {
  return evidence >= policy.minimumEvidence && coverage >= policy.minimumCoverage;
}

/** A revoked agent keeps its band but is not at risk: it has already fallen. */
export function standingOf(facts: ScoreFacts): TrustStanding {
  const rated = isRated(facts);
  const atRisk = rated && !facts.revoked && facts.score < facts.policy.warningThreshold;
  return { rated, band: rated ? bandOf(facts.score) : null, atRisk };
}

/** Whether a rated agent, not yet revoked, is under the line; at the line it is not. */
export function shouldRevoke(facts: ScoreFacts): boolean {
  return isRated(facts) && !facts.revoked && facts.score < facts.policy.revocationThreshold;
}

import type { Board } from "@/lib/live/board";
import { FLAG } from "@/lib/trust/board";
import type { TrustPolicy } from "@/lib/trust/policy";

type Lines = Pick<TrustPolicy, "revocationThreshold" | "warningThreshold" | "minimumEvidence" | "minimumCoverage">;

/** How a policy would class the fleet as it stands; counts of agents, revoked ones left out of the lines. */
export type PolicyEffect = { agents: number; rated: number; underRevocation: number; atRisk: number };

/** Counts what the board would be under a policy. Nothing is changed. */
export function policyEffect(board: Board, policy: Lines): PolicyEffect {
  const effect: PolicyEffect = { agents: board.ids.length, rated: 0, underRevocation: 0, atRisk: 0 };
  for (let i = 0; i < board.ids.length; i++) {
    const coverage = board.dims.reduce((count, column) => count + (Number.isNaN(column[i]) ? 0 : 1), 0);
    if ((board.signals[i] ?? 0) < policy.minimumEvidence || coverage < policy.minimumCoverage) continue;
    effect.rated++;
    if ((board.flags[i] ?? 0) & FLAG.revoked) continue;
    const score = board.scores[i] ?? 0;
    if (score < policy.revocationThreshold) effect.underRevocation++;
    if (score < policy.warningThreshold) effect.atRisk++;
  }
  return effect;
}

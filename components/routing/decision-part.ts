import type { IneligibleCode } from "@/lib/registry/agent";
import type { Decision } from "@/lib/routing/decision-shape";

/**
 * What a decision was for one agent. `ahead`: its combined score less that of the best other one; `other`: who has the task in
 * its place. Null where the decision does not say it.
 */
export type Part = {
  how: "won" | "given" | "taken" | "lost" | "stopped" | "nobody";
  other: string | null;
  codes: readonly IneligibleCode[];
  sats: number | null;
  combined: number | null;
  ahead: number | null;
};

/** The part that an agent had in a decision, of which its own candidate and the winner are enough. */
export function partIn({ candidates, recommended, assigned, margin }: Decision, agentId: string): Part {
  const own = candidates.find((candidate) => candidate.agentId === agentId);
  const winner = candidates.find(({ won }) => won);
  const codes = own?.ineligibleBecause ?? [];
  const facts = { codes, sats: own?.bidSats ?? null, combined: own && codes.length === 0 ? own.combined : null };
  const behind = own && winner && codes.length === 0 ? own.combined - winner.combined : null;
  if (recommended === agentId) {
    const taken = assigned !== null && assigned !== agentId;
    return { ...facts, how: taken ? "taken" : "won", other: taken ? assigned : null, ahead: margin ?? null };
  }
  if (assigned === agentId) return { ...facts, how: "given", other: null, ahead: behind };
  if (codes.length > 0) return { ...facts, how: "stopped", other: assigned, ahead: null };
  return { ...facts, how: assigned === null ? "nobody" : "lost", other: assigned, ahead: behind };
}

import type { TrustPolicy } from "../trust/policy";
import { type FleetRow, has } from "./fleet";

/** Why an agent needs a human, most urgent first. */
const CONCERNS = ["revoked", "hold", "at_risk", "silent", "nearly_rated"] as const;
export type ConcernKind = (typeof CONCERNS)[number];

/** What an agent lacks to be rated; zeros when nothing is missing. */
export type Missing = { signals: number; dimensions: number };

/** One agent that needs a human now, by its most urgent concern; `also` are the others. `severity` orders within a kind, largest first. */
export type Concern = { kind: ConcernKind; also: ConcernKind[]; agent: FleetRow; missing: Missing; severity: number };

/** A rated agent that sent nothing for longer is silent. Unit: ms. */
export const SILENT_AFTER_MS = 15 * 60_000;

/** An unrated agent this near to the minimum evidence is worth a look. */
const NEAR: Missing = { signals: 2, dimensions: 1 };

type Facts = { row: FleetRow; missing: Missing; now: number };

/** How urgent each concern is, or null where it does not apply. */
const SEVERITY = {
  revoked: ({ row }) => (has(row, "revoked") ? 1000 - row.score : null),
  hold: ({ row }) => (has(row, "held") ? 1000 - row.score : null),
  at_risk: ({ row }) => (has(row, "rated") && has(row, "atRisk") ? 1000 - row.score : null),
  silent: ({ row, now }) => (has(row, "rated") && silence(row, now) > SILENT_AFTER_MS ? silence(row, now) : null),
  nearly_rated: ({ row, missing }) => (!has(row, "rated") && isNear(missing) ? -(missing.signals + missing.dimensions) : null),
} as const satisfies Record<ConcernKind, (facts: Facts) => number | null>;

/** Who needs a human now: each agent once, by its most urgent concern. `now` in epoch ms. */
export function attention(rows: readonly FleetRow[], policy: TrustPolicy, now: number): Concern[] {
  return rows
    .map((row) => concernOf({ row, missing: missingEvidence(policy, row.signals, row.coverage), now }))
    .filter((concern) => concern !== null)
    .sort(byUrgency);
}

/** What is missing to be rated with this many signals in the windows and dimensions with data. */
export function missingEvidence(policy: TrustPolicy, signals: number, coverage: number): Missing {
  return { signals: Math.max(0, policy.minimumEvidence - signals), dimensions: Math.max(0, policy.minimumCoverage - coverage) };
}

function concernOf(facts: Facts): Concern | null {
  const [worst, ...others] = CONCERNS.filter((kind) => SEVERITY[kind](facts) !== null);
  if (worst === undefined) return null;
  return { kind: worst, also: others, agent: facts.row, missing: facts.missing, severity: SEVERITY[worst](facts) ?? 0 };
}

function silence(row: FleetRow, now: number): number {
  return row.lastSignalAt === null ? 0 : now - row.lastSignalAt;
}

function isNear(missing: Missing): boolean {
  return missing.signals <= NEAR.signals && missing.dimensions <= NEAR.dimensions;
}

function byUrgency(a: Concern, b: Concern): number {
  return (
    CONCERNS.indexOf(a.kind) - CONCERNS.indexOf(b.kind) || b.severity - a.severity || (a.agent.agentId < b.agent.agentId ? -1 : 1)
  );
}

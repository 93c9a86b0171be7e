import { type Actor, authorise } from "../access/action";
import { shownMean } from "../engine/board-row";
import { certifiedAt, tierDropAt } from "../engine/certification";
import { UNKNOWN_SCORE } from "../engine/fleet";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import type { BoardSnapshot } from "../trust/board";
import { byDimension } from "../trust/dimension";

/** One columnar snapshot of all agents not deregistered, in order of registration. */
export function readBoard(actor: Actor): BoardSnapshot {
  authorise(actor, "readFleet");
  const { fleet, instance, journal, now } = runtime();
  const at = now();
  const { gate } = fleet.gate;
  const agents = [...fleet.active];
  const numbers = agents.map((agent) => agent.number);
  const column = (of: Int16Array | Uint8Array): number[] => numbers.map((n) => of[n] ?? 0);
  return {
    instance,
    seq: journal.seq,
    version: fleet.version,
    at: new Date(at).toISOString(),
    weightsVersion: fleet.weights.version,
    ids: agents.map((agent) => agent.id),
    names: agents.map((agent) => agent.name),
    models: agents.map((agent) => agent.model),
    scores: column(fleet.scores),
    dims: byDimension((_, d) => numbers.map((n) => shownMean(fleet, n, d))),
    flags: column(fleet.flags),
    tiers: agents.map(({ certification }) => tierOf(certifiedAt(certification, gate, at)?.level ?? 0)),
    tierDropAt: agents.map(({ certification }) => isoOrNull(tierDropAt(certification, gate, at) ?? 0)),
    lastSignalAt: numbers.map((n) => isoOrNull(fleet.lastSignalAt[n] ?? 0)),
    signals: numbers.map((n) => fleet.windows.evidence(n)),
    delta24h: numbers.map((n) => deltaOf(fleet.scores[n] ?? 0, fleet.dayAgo[n] ?? UNKNOWN_SCORE)),
  };
}

const isoOrNull = (at: number): string | null => (at === 0 ? null : new Date(at).toISOString());
const deltaOf = (score: number, then: number): number | null => (then === UNKNOWN_SCORE ? null : score - then);

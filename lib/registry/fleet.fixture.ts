import { FLAG } from "../trust/board";
import type { FleetRow } from "./fleet";

/** A row of the fleet in the words of a test; what is left out is a healthy, rated agent that reported 2 s ago. */
export type Situation = Partial<Omit<FleetRow, "flags" | "name">> & {
  agentId: string;
  rated?: boolean;
  revoked?: boolean;
  atRisk?: boolean;
  held?: boolean;
};

export const NOW = Date.parse("2026-11-20T14:00:00Z");
export const minutesAgo = (minutes: number) => NOW - minutes * 60_000;

export function rowOf({ rated = true, revoked, atRisk, held, ...row }: Situation): FleetRow {
  const flags = (rated ? FLAG.rated : 0) | (revoked ? FLAG.revoked : 0) | (atRisk ? FLAG.atRisk : 0) | (held ? FLAG.held : 0);
  return { name: row.agentId, score: 700, delta24h: 0, lastSignalAt: NOW - 2000, signals: 100, coverage: 5, ...row, flags };
}

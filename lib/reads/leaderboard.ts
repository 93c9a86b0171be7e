import { type Actor, authorise } from "../access/action";
import type { FleetAgent } from "../engine/fleet";
import { runtime } from "../runtime";
import { bandOf } from "../trust/band";
import { placesOf } from "../trust/rank";
import type { WhatIf } from "../trust/setting";

type Row = { agent: FleetAgent; score: number; rank: number; previousScore: number; previousRank: number };

/** The ranking under other weights and what applying them would do. Nothing is stored. `weights` in dimension order. */
export function readWhatIf(actor: Actor, weights: readonly number[], limit: number): WhatIf {
  authorise(actor, "readFleet");
  const { fleet } = runtime();
  const line = fleet.policy.policy.revocationThreshold;
  const ranked = [...fleet.active].filter((agent) => fleet.rated(agent) && agent.revokedAt === null);
  const rows: Row[] = ranked.map((agent) => ({
    agent,
    score: fleet.windows.score(agent.number, weights),
    previousScore: fleet.score(agent),
    rank: 0,
    previousRank: 0,
  }));
  const places = placesOf(rows.map(({ score }) => score));
  const previousPlaces = placesOf(rows.map(({ previousScore }) => previousScore));
  for (const row of rows) {
    row.rank = places(row.score);
    row.previousRank = previousPlaces(row.previousScore);
  }
  rows.sort((a, b) => a.rank - b.rank || a.agent.number - b.agent.number);
  return {
    items: rows
      .slice(0, limit)
      .map(({ agent, ...row }) => ({ ...row, agentId: agent.id, band: bandOf(row.score), wouldRevoke: row.score < line })),
    summary: {
      moved: rows.filter((row) => row.rank !== row.previousRank).length,
      crossedBand: rows.filter((row) => bandOf(row.score) !== bandOf(row.previousScore)).length,
      wouldRevoke: rows.filter((row) => row.score < line).length,
    },
  };
}

import { type Actor, authorise } from "../access/action";
import type { FleetAgent } from "../engine/fleet";
import { runtime } from "../runtime";
import { bandOf } from "../trust/band";
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
  rank(
    rows,
    (row) => row.previousScore,
    (row, place) => {
      row.previousRank = place;
    },
  );
  rank(
    rows,
    (row) => row.score,
    (row, place) => {
      row.rank = place;
    },
  );
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

/** Sorts by score, best first, and gives each its place; ties share the smallest. */
function rank(rows: Row[], scoreOf: (row: Row) => number, place: (row: Row, rank: number) => void): void {
  rows.sort((a, b) => scoreOf(b) - scoreOf(a) || a.agent.number - b.agent.number);
  let current = 0;
  rows.forEach((row, i) => {
    const former = rows[i - 1];
    if (!former || scoreOf(former) !== scoreOf(row)) current = i + 1;
    place(row, current);
  });
}

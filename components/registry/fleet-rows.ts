import { type Board, NO_DELTA } from "@/lib/live/board";
import type { FleetRow } from "@/lib/registry/fleet";
import { FLAG } from "@/lib/trust/board";

/** The board as rows of the fleet. */
export function fleetRows(board: Board): FleetRow[] {
  return board.ids.map((agentId, i) => {
    const delta = board.delta24h[i] ?? NO_DELTA;
    const last = board.lastSignalAt[i] ?? Number.NaN;
    return {
      agentId,
      name: board.names[i] ?? agentId,
      score: board.scores[i] ?? 0,
      flags: board.flags[i] ?? 0,
      delta24h: delta === NO_DELTA ? null : delta,
      lastSignalAt: Number.isNaN(last) ? null : last,
      signals: board.signals[i] ?? 0,
      coverage: board.dims.filter((means) => !Number.isNaN(means[i] ?? Number.NaN)).length,
    };
  });
}

/** How many agents are ranked: rated and not revoked. */
export function rankedIn(board: Board): number {
  let ranked = 0;
  for (const flags of board.flags) if ((flags & (FLAG.rated | FLAG.revoked)) === FLAG.rated) ranked += 1;
  return ranked;
}

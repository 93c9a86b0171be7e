import { runtime } from "../runtime";
import type { ScoreRow } from "../trust/board";
import type { DimensionIndex } from "../trust/dimension";
import type { Fleet, FleetAgent } from "./fleet";

/** Mean 0–100 with three decimals, null where the dimension has no signal. */
export function shownMean(fleet: Fleet, number: number, dimension: DimensionIndex): number | null {
  if (fleet.windows.count(number, dimension) === 0) return null;
  return Math.round(fleet.windows.mean(number, dimension) * 1000) / 1000;
}

/** The row of a `scores` frame for one agent. */
export function scoreRow(agent: FleetAgent, now: number, fleet: Fleet = runtime().fleet): ScoreRow {
  const n = agent.number;
  const last = fleet.lastSignalAt[n] ?? 0;
  return [
    agent.id,
    fleet.scores[n] ?? 0,
    shownMean(fleet, n, 0),
    shownMean(fleet, n, 1),
    shownMean(fleet, n, 2),
    shownMean(fleet, n, 3),
    shownMean(fleet, n, 4),
    fleet.flags[n] ?? 0,
    fleet.windows.evidence(n),
    last === 0 ? null : Math.max(0, now - last),
  ];
}

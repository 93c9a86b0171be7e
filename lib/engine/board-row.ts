import { runtime } from "../runtime";
import { FULL_WINDOWS, type ScoreRow } from "../trust/board";
import type { DimensionIndex } from "../trust/dimension";
import type { Fleet, FleetAgent } from "./fleet";

/** Mean 0–100 with three decimals, null where the dimension has no signal. */
export function shownMean(fleet: Fleet, number: number, dimension: DimensionIndex): number | null {
  if (fleet.windows.count(number, dimension) === 0) return null;
  return Math.round(fleet.windows.mean(number, dimension) * 1000) / 1000;
}

/** A signal that came this shortly before the frame came with it, ms: nobody sees the difference. */
const JUST_NOW_MS = 100;

/** The row of a `scores` frame for one agent. */
export function scoreRow(agent: FleetAgent, now: number, fleet: Fleet = runtime().fleet): ScoreRow {
  const n = agent.number;
  const last = fleet.lastSignalAt[n] ?? 0;
  const signals = fleet.windows.evidence(n);
  const age = last === 0 ? null : now - last;
  const row: ScoreRow = [
    agent.id,
    fleet.scores[n] ?? 0,
    shownMean(fleet, n, 0),
    shownMean(fleet, n, 1),
    shownMean(fleet, n, 2),
    shownMean(fleet, n, 3),
    shownMean(fleet, n, 4),
    fleet.flags[n] ?? 0,
  ];
  const justNow = age !== null && age <= JUST_NOW_MS;
  if (!justNow) row.push(signals, age);
  else if (signals !== FULL_WINDOWS) row.push(signals);
  return row;
}

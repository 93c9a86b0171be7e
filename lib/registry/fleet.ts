import { bandLevel } from "../trust/band";
import { FLAG } from "../trust/board";

/** One agent of the fleet as the live board shows it. */
export type FleetRow = {
  agentId: string;
  name: string;
  /** 0–1000. */
  score: number;
  /** Bits of FLAG (lib/trust/board.ts). */
  flags: number;
  delta24h: number | null;
  /** Epoch ms, null = never. */
  lastSignalAt: number | null;
  /** Signals in the windows. */
  signals: number;
  /** Dimensions with data, 0–5. */
  coverage: number;
};

/** The fleet in numbers. Ranked = rated and not revoked; `bands` counts them per band, lowest first. */
export type Fleet = {
  agents: number;
  ranked: number;
  unrated: number;
  revoked: number;
  held: number;
  /** Median score of the ranked, null without any. */
  median: number | null;
  /** Signals in all windows. */
  signals: number;
  bands: [number, number, number, number, number];
  /** Scores of the ranked. */
  scores: number[];
};

export function fleetOf(rows: readonly FleetRow[]): Fleet {
  const scores = rows.filter(isRanked).map((row) => row.score);
  const bands: Fleet["bands"] = [0, 0, 0, 0, 0];
  for (const score of scores) bands[bandLevel(score)] += 1;
  return {
    agents: rows.length,
    ranked: scores.length,
    unrated: rows.filter((row) => !has(row, "rated") && !has(row, "revoked")).length,
    revoked: rows.filter((row) => has(row, "revoked")).length,
    held: rows.filter((row) => has(row, "held")).length,
    median: medianOf(scores),
    signals: rows.reduce((sum, row) => sum + row.signals, 0),
    bands,
    scores,
  };
}

function has(row: FleetRow, flag: keyof typeof FLAG): boolean {
  return (row.flags & FLAG[flag]) !== 0;
}

function isRanked(row: FleetRow): boolean {
  return has(row, "rated") && !has(row, "revoked");
}

/** Middle of some whole numbers, the mean of two made whole; null of none. */
export function medianOf(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
}

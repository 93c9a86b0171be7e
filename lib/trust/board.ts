import { DIMENSIONS } from "./dimension";
import { WINDOW } from "./score";

/** Bits of a board row's `flags`. */
export const FLAG = { rated: 1, revoked: 2, atRisk: 4, held: 8 } as const;

/** Signals in the windows of an agent whose five windows are full. */
export const FULL_WINDOWS = DIMENSIONS.length * WINDOW;

/**
 * One changed row of a `scores` frame: id, score, five means (3 decimals, null = no signal), flags,
 * signals in the windows, and how many ms before the frame's `at` the last signal came (null = never).
 * The last two are left off from the end where they are FULL_WINDOWS and 0: of most rows of a fleet at work.
 */
export type ScoreRow = [
  agentId: string,
  score: number,
  p: number | null,
  r: number | null,
  o: number | null,
  s: number | null,
  c: number | null,
  flags: number,
  signals?: number,
  lastSignalAgeMs?: number | null,
];

import { z } from "zod";
import { byDimension, DIMENSIONS } from "./dimension";
import { WINDOW } from "./score";

/** Bits of a board row's `flags`. */
export const FLAG = { rated: 1, revoked: 2, atRisk: 4, held: 8 } as const;

/**
 * One columnar snapshot of all agents not deregistered, for ranking in the browser: index i of every column is one agent.
 * `dims` are means 0–100 with 3 decimals, null = no signal. `signals` counts signals in the windows (evidence);
 * `delta24h` is the change of the score over 24 h or, if younger, since its first rated sample.
 */
export const BoardSnapshot = z
  .strictObject({
    instance: z.string(),
    seq: z.int(),
    version: z.int(),
    at: z.string(),
    weightsVersion: z.int(),
    ids: z.array(z.string()),
    names: z.array(z.string()),
    models: z.array(z.string()),
    scores: z.array(z.int()),
    dims: z.strictObject(byDimension(() => z.array(z.number().nullable()))),
    flags: z.array(z.int()),
    tiers: z.array(z.string()),
    tierDropAt: z.array(z.string().nullable()),
    lastSignalAt: z.array(z.string().nullable()),
    signals: z.array(z.int()),
    delta24h: z.array(z.int().nullable()),
  })
  .meta({ id: "Board" });
export type BoardSnapshot = z.infer<typeof BoardSnapshot>;

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

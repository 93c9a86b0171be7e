import { FULL_WINDOWS, type ScoreRow } from "../trust/board";
import type { BoardSnapshot } from "../trust/board-shape";
import { DIMENSIONS } from "../trust/dimension";
import type { Moment } from "../trust/moment-shape";

/** In `delta24h`: the change over 24 h is not known. */
export const NO_DELTA = -32_768;

/** In `heldBy`: no certificate is in force. */
export const NOT_CERTIFIED = 255;

type Means = readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * The whole fleet in columns, for ranking in the browser; row i of every column is one agent.
 * The columns are patched in place. Every change is published as a new object with new views on the same
 * memory, so that whoever compares by identity sees it.
 */
export type Board = {
  instance: string;
  /** Journal entries up to this one are in the snapshot this board was made from. */
  seq: number;
  /** Commits up to this one are in the rows. */
  version: number;
  /** Counts what was published here, also between snapshots. */
  revision: number;
  /** Server time of the newest row, RFC 3339. */
  at: string;
  weightsVersion: number;
  ids: readonly string[];
  names: readonly string[];
  models: readonly string[];
  /** Row of an agent. */
  index: ReadonlyMap<string, number>;
  /** What a board of the past rests on; null = live. */
  moment: Moment | null;
  /** Totals 0–1000. */
  scores: Int16Array;
  /** Means 0–100 per dimension in fixed order; NaN = no signal. */
  dims: Means;
  /** Levels 0–5 of the effective tiers. */
  tiers: Uint8Array;
  /** Next loss of a tier, epoch ms; NaN = none. */
  tierDropAt: Float64Array;
  /** What holds the tier, in bits (lib/registry/held-by), or NOT_CERTIFIED. */
  heldBy: Uint8Array;
  /** Bits of FLAG. */
  flags: Uint8Array;
  /** Signals in the windows. */
  signals: Uint16Array;
  /** Epoch ms; NaN = never. */
  lastSignalAt: Float64Array;
  /** Change over 24 h, or NO_DELTA. */
  delta24h: Int16Array;
};

/** Plain loops: on a large fleet they take a fifth of what `from` with a function does, while the page stands still. */
export function boardFrom(snapshot: BoardSnapshot): Board {
  const means = (d: (typeof DIMENSIONS)[number]) => filled(Float64Array, snapshot.dims[d], Number.NaN);
  return {
    instance: snapshot.instance,
    seq: snapshot.seq,
    version: snapshot.version,
    revision: 0,
    at: snapshot.at,
    weightsVersion: snapshot.weightsVersion,
    moment: snapshot.moment ?? null,
    ids: snapshot.ids,
    names: snapshot.names,
    models: snapshot.models,
    index: rowsOf(snapshot.ids),
    scores: new Int16Array(snapshot.scores),
    dims: [means(DIMENSIONS[0]), means(DIMENSIONS[1]), means(DIMENSIONS[2]), means(DIMENSIONS[3]), means(DIMENSIONS[4])],
    tiers: levelsOf(snapshot.tiers),
    tierDropAt: timesOf(snapshot.tierDropAt),
    heldBy: filled(Uint8Array, snapshot.heldBy, NOT_CERTIFIED),
    flags: new Uint8Array(snapshot.flags),
    signals: new Uint16Array(snapshot.signals),
    lastSignalAt: timesOf(snapshot.lastSignalAt),
    delta24h: filled(Int16Array, snapshot.delta24h, NO_DELTA),
  };
}

function rowsOf(ids: readonly string[]): Map<string, number> {
  const index = new Map<string, number>();
  for (let row = 0; row < ids.length; row++) index.set(ids[row] as string, row);
  return index;
}

/** `T3` is level 3. */
function levelsOf(tiers: readonly string[]): Uint8Array {
  const column = new Uint8Array(tiers.length);
  for (let row = 0; row < tiers.length; row++) column[row] = digit(tiers[row] as string, 1);
  return column;
}

function filled<Column extends Float64Array | Int16Array | Uint8Array>(
  Made: new (length: number) => Column,
  values: readonly (number | null)[],
  none: number,
): Column {
  const column = new Made(values.length);
  for (let row = 0; row < values.length; row++) column[row] = values[row] ?? none;
  return column;
}

/** Epoch ms of RFC 3339 times, NaN for null. The day is parsed once for all rows that share it. */
function timesOf(times: readonly (string | null)[]): Float64Array {
  const column = new Float64Array(times.length);
  let day = "";
  let midnight = Number.NaN;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] ?? "";
    if (time.length !== AS_WRITTEN.length) {
      column[row] = Date.parse(time);
      continue;
    }
    if (day === "" || !time.startsWith(day)) {
      day = time.slice(0, 10);
      midnight = Date.parse(day);
    }
    column[row] = midnight + timeOfDay(time);
  }
  return column;
}

const AS_WRITTEN = "2026-11-20T14:02:11.250Z";
const digit = (text: string, at: number) => text.charCodeAt(at) - 48;
const pair = (text: string, at: number) => digit(text, at) * 10 + digit(text, at + 1);

/** Ms since midnight of a time as the server writes it. */
function timeOfDay(time: string): number {
  const seconds = (pair(time, 11) * 60 + pair(time, 14)) * 60 + pair(time, 17);
  return seconds * 1000 + pair(time, 20) * 10 + digit(time, 22);
}

/** Writes one row in place; false where the board does not know the agent. `at` is the frame's time, epoch ms. */
export function patchRow(board: Board, row: ScoreRow, at: number): boolean {
  const [id, score, p, r, o, s, c, flags, signals = FULL_WINDOWS, lastSignalAgeMs = 0] = row;
  const i = board.index.get(id);
  if (i === undefined) return false;
  const delta = board.delta24h[i] ?? NO_DELTA;
  // The score of 24 h ago stands still between two frames, so the change moves with the score.
  if (delta !== NO_DELTA) board.delta24h[i] = delta + score - (board.scores[i] ?? score);
  board.scores[i] = score;
  const { dims } = board;
  dims[0][i] = p ?? Number.NaN;
  dims[1][i] = r ?? Number.NaN;
  dims[2][i] = o ?? Number.NaN;
  dims[3][i] = s ?? Number.NaN;
  dims[4][i] = c ?? Number.NaN;
  board.flags[i] = flags;
  board.signals[i] = signals;
  board.lastSignalAt[i] = lastSignalAgeMs === null ? Number.NaN : at - lastSignalAgeMs;
  return true;
}

/** The same rows as a new object, after they were patched. */
export function published(board: Board, version: number, at: string): Board {
  const [p, r, o, s, c] = board.dims;
  return {
    ...board,
    version: Math.max(board.version, version),
    revision: board.revision + 1,
    at,
    scores: board.scores.subarray(),
    dims: [p.subarray(), r.subarray(), o.subarray(), s.subarray(), c.subarray()],
    flags: board.flags.subarray(),
    signals: board.signals.subarray(),
    lastSignalAt: board.lastSignalAt.subarray(),
    delta24h: board.delta24h.subarray(),
  };
}

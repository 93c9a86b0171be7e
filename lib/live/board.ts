import type { BoardSnapshot, ScoreRow } from "../trust/board";
import { DIMENSIONS } from "../trust/dimension";

/** In `delta24h`: the change over 24 h is not known. */
export const NO_DELTA = -32_768;

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
  /** Totals 0–1000. */
  scores: Int16Array;
  /** Means 0–100 per dimension in fixed order; NaN = no signal. */
  dims: Means;
  /** Bits of FLAG. */
  flags: Uint8Array;
  /** Signals in the windows. */
  signals: Uint16Array;
  /** Epoch ms; NaN = never. */
  lastSignalAt: Float64Array;
  /** Change over 24 h, or NO_DELTA. */
  delta24h: Int16Array;
};

export function boardFrom(snapshot: BoardSnapshot): Board {
  const means = (d: (typeof DIMENSIONS)[number]) => Float64Array.from(snapshot.dims[d], (mean) => mean ?? Number.NaN);
  return {
    instance: snapshot.instance,
    seq: snapshot.seq,
    version: snapshot.version,
    revision: 0,
    at: snapshot.at,
    weightsVersion: snapshot.weightsVersion,
    ids: snapshot.ids,
    names: snapshot.names,
    models: snapshot.models,
    index: new Map(snapshot.ids.map((id, row) => [id, row])),
    scores: Int16Array.from(snapshot.scores),
    dims: [means(DIMENSIONS[0]), means(DIMENSIONS[1]), means(DIMENSIONS[2]), means(DIMENSIONS[3]), means(DIMENSIONS[4])],
    flags: Uint8Array.from(snapshot.flags),
    signals: Uint16Array.from(snapshot.signals),
    lastSignalAt: Float64Array.from(snapshot.lastSignalAt, (at) => (at === null ? Number.NaN : Date.parse(at))),
    delta24h: Int16Array.from(snapshot.delta24h, (delta) => delta ?? NO_DELTA),
  };
}

/** Writes one row in place; false where the board does not know the agent. `at` is the frame's time, epoch ms. */
export function patchRow(board: Board, row: ScoreRow, at: number): boolean {
  const [id, score, p, r, o, s, c, flags, signals, lastSignalAgeMs] = row;
  const i = board.index.get(id);
  if (i === undefined) return false;
  const delta = board.delta24h[i] ?? NO_DELTA;
  // The score of 24 h ago stands still between two frames, so the change moves with the score.
  if (delta !== NO_DELTA) board.delta24h[i] = delta + score - (board.scores[i] ?? score);
  board.scores[i] = score;
  [p, r, o, s, c].forEach((mean, d) => {
    board.dims[d]![i] = mean ?? Number.NaN;
  });
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

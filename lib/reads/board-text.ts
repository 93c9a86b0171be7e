import { TIERS } from "../registry/tier";
import { DIMENSIONS } from "../trust/dimension";
import type { Moment } from "../trust/moment-shape";
import type { Breathe } from "../turns";

/** The fleet's columns at one moment, nobody else's to change; row i of each is one agent. */
export type BoardColumns = {
  instance: string;
  seq: number;
  version: number;
  at: string;
  weightsVersion: number;
  /** Of a board of the past only. */
  moment?: Moment;
  ids: readonly string[];
  names: readonly string[];
  models: readonly string[];
  scores: Int16Array;
  /** Thousandths of the means, dimension after dimension; NO_MEAN = no signal. */
  means: readonly Int32Array[];
  flags: Uint8Array;
  /** Levels 0–5. */
  tiers: Uint8Array;
  /** Epoch ms, 0 = never. */
  tierDropAt: Float64Array;
  /** Bits (lib/registry/held-by); NOT_CERTIFIED = no certificate in force. */
  heldBy: Uint8Array;
  /** Epoch ms, 0 = never. */
  lastSignalAt: Float64Array;
  signals: Uint16Array;
  /** NO_DELTA = not known. */
  delta24h: Int16Array;
};

/** The columns of so many agents, to be filled. */
export function emptyColumns(size: number) {
  return {
    names: new Array<string>(size),
    models: new Array<string>(size),
    scores: new Int16Array(size),
    means: DIMENSIONS.map(() => new Int32Array(size)),
    flags: new Uint8Array(size),
    tiers: new Uint8Array(size),
    tierDropAt: new Float64Array(size),
    heldBy: new Uint8Array(size),
    lastSignalAt: new Float64Array(size),
    signals: new Uint16Array(size),
    delta24h: new Int16Array(size),
  };
}

export const NO_MEAN = -1;
export const NO_DELTA = -32_768;
export const NOT_CERTIFIED = 255;

/** Rows that are worked on before the clock is looked at. */
export const ROWS_AT_ONCE = 2_000;
/** Bytes that the longest number or time takes with its comma. */
const WIDEST = 30;
const ENCODER = new TextEncoder();

type WriteRow = (bytes: Uint8Array, at: number, row: number) => number;
type WriteRows = (from: number, to: number) => Uint8Array;

/**
 * The columns as the JSON text of a BoardSnapshot. Written as bytes and in turns: the board of 100,000 agents is 11 MB,
 * and nothing else would happen while JSON.stringify made it.
 */
export async function boardText(board: BoardColumns, breathe: Breathe): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const column = async (name: string, write: WriteRows): Promise<void> => {
    parts.push(ENCODER.encode(`"${name}":[`));
    for (let from = 0; from < board.ids.length; from += ROWS_AT_ONCE) {
      const bytes = write(from, Math.min(from + ROWS_AT_ONCE, board.ids.length));
      const last = from + ROWS_AT_ONCE >= board.ids.length;
      parts.push(last ? bytes.subarray(0, -1) : bytes);
      await breathe();
    }
    parts.push(ENCODER.encode("]"));
  };
  const next = (text: string) => parts.push(ENCODER.encode(text));
  const { instance, seq, version, at, weightsVersion } = board;
  next(`${JSON.stringify({ instance, seq, version, at, weightsVersion }).slice(0, -1)},`);
  await column("ids", texts(board.ids));
  next(",");
  await column("names", texts(board.names));
  next(",");
  await column("models", texts(board.models));
  next(",");
  await column("scores", rows(integers(board.scores)));
  for (const [d, dimension] of DIMENSIONS.entries()) {
    next(d === 0 ? ',"dims":{' : ",");
    await column(dimension, rows(thousandths(board.means[d] as Int32Array)));
  }
  next("},");
  await column("flags", rows(integers(board.flags)));
  next(",");
  await column("tiers", rows(tiers(board.tiers)));
  next(",");
  await column("tierDropAt", rows(times(board.tierDropAt)));
  next(",");
  await column("heldBy", rows(integers(board.heldBy, NOT_CERTIFIED)));
  next(",");
  await column("lastSignalAt", rows(times(board.lastSignalAt)));
  next(",");
  await column("signals", rows(integers(board.signals)));
  next(",");
  await column("delta24h", rows(integers(board.delta24h, NO_DELTA)));
  next(board.moment ? `,"moment":${JSON.stringify(board.moment)}}` : "}");
  return Buffer.concat(parts);
}

/** Texts with a comma behind each. */
function texts(column: readonly string[]): WriteRows {
  return (from, to) => ENCODER.encode(`${JSON.stringify(column.slice(from, to)).slice(1, -1)},`);
}

function rows(writeRow: WriteRow): WriteRows {
  return (from, to) => {
    const bytes = new Uint8Array((to - from) * WIDEST);
    let at = 0;
    for (let row = from; row < to; row++) at = writeRow(bytes, at, row);
    return bytes.subarray(0, at);
  };
}

function tiers(column: Uint8Array): WriteRow {
  const ready = TIERS.map((tier) => ENCODER.encode(`"${tier}",`));
  return (bytes, at, row) => {
    const text = ready[column[row] as number] as Uint8Array;
    bytes.set(text, at);
    return at + text.length;
  };
}

const [COMMA, MINUS, POINT, ZERO] = [44, 45, 46, 48];
const [N, U, L] = [110, 117, 108];

function integers(column: Int16Array | Uint8Array | Uint16Array, none?: number): WriteRow {
  return (bytes, at, row) => {
    const value = column[row] as number;
    if (value === none) return nothing(bytes, at);
    let end = at;
    if (value < 0) bytes[end++] = MINUS;
    end = digits(bytes, end, Math.abs(value));
    bytes[end++] = COMMA;
    return end;
  };
}

/** 80250 as 80.25: without the zeros at the end, as JSON.stringify writes numbers. */
function thousandths(column: Int32Array): WriteRow {
  return (bytes, at, row) => {
    const value = column[row] as number;
    if (value === NO_MEAN) return nothing(bytes, at);
    let end = digits(bytes, at, Math.trunc(value / 1000));
    const fraction = value % 1000;
    if (fraction > 0) {
      bytes[end++] = POINT;
      bytes[end++] = ZERO + Math.trunc(fraction / 100);
      if (fraction % 100 > 0) bytes[end++] = ZERO + (Math.trunc(fraction / 10) % 10);
      if (fraction % 10 > 0) bytes[end++] = ZERO + (fraction % 10);
    }
    bytes[end++] = COMMA;
    return end;
  };
}

const DAY_MS = 86_400_000;
const WIDTHS = [2, 2, 2, 3] as const;

/** RFC 3339 in quotes. The day is written by Date and kept for the next row, which is mostly of the same. */
function times(column: Float64Array): WriteRow {
  let day = Number.NaN;
  let date = new Uint8Array();
  return (bytes, at, row) => {
    const time = column[row] as number;
    if (time === 0) return nothing(bytes, at);
    if (Math.floor(time / DAY_MS) !== day) {
      day = Math.floor(time / DAY_MS);
      date = ENCODER.encode(`"${new Date(time).toISOString().slice(0, -13)}`);
    }
    bytes.set(date, at);
    let end = at + date.length;
    const rest = time - day * DAY_MS;
    const parts = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60, rest % 1000];
    for (let i = 0; i < 4; i++) {
      end = padded(bytes, end, Math.trunc(parts[i] as number), WIDTHS[i] as number);
      bytes[end++] = i < 2 ? 58 : i === 2 ? POINT : 90;
    }
    bytes[end++] = 34;
    bytes[end++] = COMMA;
    return end;
  };
}

function nothing(bytes: Uint8Array, at: number): number {
  bytes[at] = N;
  bytes[at + 1] = U;
  bytes[at + 2] = L;
  bytes[at + 3] = L;
  bytes[at + 4] = COMMA;
  return at + 5;
}

function digits(bytes: Uint8Array, at: number, value: number): number {
  let width = 1;
  for (let power = 10; power <= value; power *= 10) width++;
  return padded(bytes, at, value, width);
}

function padded(bytes: Uint8Array, at: number, value: number, width: number): number {
  let rest = value;
  for (let place = at + width - 1; place >= at; place--) {
    bytes[place] = ZERO + (rest % 10);
    rest = Math.trunc(rest / 10);
  }
  return at + width;
}

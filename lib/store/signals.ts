import type Database from "better-sqlite3";
import type { PrismaClient, Signal } from "../generated/prisma/client";
import { WindowWalk } from "../trust/window";
import { prepared } from "./prepared";

/** A signal as the raw connection reads it: times are epoch ms. */
export type SignalRecord = Omit<Signal, "receivedAt" | "observedAt"> & { receivedAt: number; observedAt: number | null };

/** Where reading goes on in each dimension: the row of its next older signal, null at its end. */
export type Heads = (number | null)[];

export type SignalQuery = { source?: string; from?: number; to?: number; limit: number };

// Rows read before the event loop gets its turn, and rows looked at for one answer at most.
const CHUNK = 500;
const LOOK_AT = 50_000;

/** The evidence below some heads, newest first, at most `limit` rows; a recursive query with an order is a merge of the lists. */
function chunk(raw: Database.Database, heads: Heads, limit: number): SignalRecord[] {
  return prepared<[string, number], SignalRecord>(
    raw,
    `WITH RECURSIVE evidence AS (
         SELECT * FROM Signal WHERE row IN (SELECT value FROM json_each(?))
         UNION ALL
         SELECT Signal.* FROM evidence JOIN Signal ON Signal.row = evidence.previous
         ORDER BY 1 DESC LIMIT ?
       ) SELECT * FROM evidence`,
  ).all(JSON.stringify(heads.filter((row) => row !== null)), limit);
}

/** An agent's signals that match, newest first, and where to go on; `next` is null at the end of the evidence. */
export async function findSignals(
  raw: Database.Database,
  from: Heads,
  query: SignalQuery,
): Promise<{ found: SignalRecord[]; next: Heads | null }> {
  const heads = [...from];
  const found: SignalRecord[] = [];
  for (let looked = 0; looked < LOOK_AT; ) {
    const rows = chunk(raw, heads, CHUNK);
    for (const signal of rows) {
      if (found.length === query.limit) return { found, next: heads };
      if (query.from !== undefined && signal.receivedAt < query.from) return { found, next: null };
      heads[signal.dimension] = signal.previous;
      const late = query.to !== undefined && signal.receivedAt > query.to;
      if (!late && (query.source === undefined || signal.source === query.source)) found.push(signal);
    }
    looked += rows.length;
    if (rows.length < CHUNK) return { found, next: null };
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return { found, next: heads };
}

/**
 * An agent's window of one dimension as it was at a time (epoch ms), oldest first. `head` is a signal of then or later.
 * Not `whole` where signals that were in it are forgotten, where a flood hides it behind more rows than are looked at, or
 * where a cap that was lowered leaves open how far it went back.
 */
export async function windowAt(
  raw: Database.Database,
  head: number | null,
  at: number,
): Promise<{ signals: SignalRecord[]; whole: boolean }> {
  const signals: SignalRecord[] = [];
  const walk = new WindowWalk();
  let next = head;
  for (let looked = 0; next !== null && !walk.full; looked += CHUNK) {
    const rows = looked < LOOK_AT ? chunk(raw, [next], CHUNK) : [];
    const last = rows.at(-1);
    if (!last) return { signals: signals.reverse(), whole: false };
    for (const signal of rows) if (!walk.full && signal.receivedAt <= at && walk.takes(signal)) signals.push(signal);
    next = last.previous;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return { signals: signals.reverse(), whole: !walk.doubtful };
}

/** The newest `size` signals below a head as they are to be pushed, oldest first: a window, if no capped reporter is in it. */
export function windowBelow(raw: Database.Database, head: number | null, size: number): SignalRecord[] {
  return chunk(raw, [head], size).reverse();
}

/** Signals by their rows; in no order. */
export function signalsByRow(prisma: PrismaClient, rows: readonly number[]): Promise<Signal[]> {
  return prisma.signal.findMany({ where: { row: { in: [...rows] } } });
}

/** How many signals came since an instant (epoch ms), and from how many reporters the newest `sample` of them. */
export function signalsSince(
  raw: Database.Database,
  last: number,
  instant: number,
  sample: number,
): { count: number; reporters: number } {
  const at = prepared<[number], { receivedAt: number }>(raw, "SELECT receivedAt FROM Signal WHERE row >= ? ORDER BY row LIMIT 1");
  // Rows rise with time: the first of them is found by halving.
  let low = 1;
  let high = last + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at.get(middle)?.receivedAt ?? Number.POSITIVE_INFINITY) < instant) low = middle + 1;
    else high = middle;
  }
  const found = prepared<[number], { reporters: number }>(
    raw,
    "SELECT count(DISTINCT reporter) AS reporters FROM Signal WHERE row >= ?",
  ).get(Math.max(low, last + 1 - sample));
  return { count: last + 1 - low, reporters: found?.reporters ?? 0 };
}

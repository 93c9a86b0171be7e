import type Database from "better-sqlite3";
import { type ChainedEntry, hashedText } from "../../../lib/journal/chain";
import { Checkpoint } from "../../../lib/journal/checkpoint";
import { sha256 } from "../../../lib/store/journal";

/** What was changed, between which entries the first bad one must be named (null = no entry is to blame), and the changed checkpoint file. */
export type Mutation = { what: string; first: { from: number; to: number } | null; checkpoints?: string };

type Entry = ChainedEntry & { hash: string };
type Context = { db: Database.Database; checkpoints: string; random: () => number; size: number };

/** Runs a change as somebody with the file in hand could: without the triggers that stop our own mistakes. */
export function withoutTriggers<T>(db: Database.Database, change: (db: Database.Database) => T): T {
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[])
    db.exec(`DROP TRIGGER "${name}"`);
  db.pragma("foreign_keys = OFF");
  return change(db);
}

/** Makes one change at random, of a random kind. */
export function mutate(db: Database.Database, checkpoints: string, random: () => number): Mutation {
  const size = db.prepare<[], number>("SELECT max(seq) FROM JournalEntry").pluck().get() ?? 0;
  const kind = KINDS[Math.floor(random() * KINDS.length)] ?? changeEntry;
  return kind({ db, checkpoints, random, size });
}

const KINDS: ((context: Context) => Mutation)[] = [
  changeEntry,
  changeEntry,
  changeEntry,
  removeEntry,
  swapEntries,
  insertEntry,
  cutTail,
  rewriteSuffix,
  changeSignal,
  changeSignal,
  removeSignal,
  changeDecision,
  removeDecision,
  changeCheckpoint,
];

const at = (seq: number) => ({ from: seq, to: seq });
const below = (random: () => number, n: number): number => Math.floor(random() * n);
const oneOf = <T>(random: () => number, of: readonly T[]): T => of[below(random, of.length)] as T;

const ENTRY_COLUMNS = ["seq", "id", "at", "type", "agentId", "actor", "cause", "data", "prevHash", "hash"] as const;

/** Another value of the same type: the smallest change there is. */
function other(value: unknown): unknown {
  if (value === null) return "x";
  if (typeof value === "number") return Number.isInteger(value) ? value + 1 : value / 2;
  const text = String(value);
  return text.length === 0 ? "x" : `${text[0] === "a" ? "b" : "a"}${text.slice(1)}`;
}

function entryAt({ db }: Context, seq: number): Entry {
  return db.prepare<[number], Entry>("SELECT * FROM JournalEntry WHERE seq = ?").get(seq) as Entry;
}

function changeEntry(context: Context): Mutation {
  const { db, random, size } = context;
  const seq = 1 + below(random, size);
  const column = oneOf(random, ENTRY_COLUMNS);
  const value = column === "seq" ? oneOf(random, [0, -seq, size + 1 + below(random, 100)]) : other(entryAt(context, seq)[column]);
  db.prepare(`UPDATE JournalEntry SET "${column}" = ? WHERE seq = ?`).run(value, seq);
  // What stands before the first is what is wrong first.
  const first = column === "seq" && Number(value) < 1 ? 1 : seq;
  return { what: `${column} of entry ${seq} becomes ${String(value)}`, first: at(first) };
}

function removeEntry({ db, random, size }: Context): Mutation {
  const seq = 1 + below(random, size);
  db.prepare("DELETE FROM JournalEntry WHERE seq = ?").run(seq);
  return { what: `entry ${seq} of ${size} removed`, first: at(seq) };
}

function swapEntries({ db, random, size }: Context): Mutation {
  const one = 1 + below(random, size - 1);
  const two = one + 1 + below(random, size - one);
  const move = db.prepare("UPDATE JournalEntry SET seq = ? WHERE seq = ?");
  move.run(-1, one);
  move.run(one, two);
  move.run(two, -1);
  return { what: `entries ${one} and ${two} swapped`, first: at(one) };
}

/** A forged entry in the middle, properly linked to the one before it: the first that does not hold is the one after, unless a checkpoint was about its place. */
function insertEntry(context: Context): Mutation {
  const { db, random, size, checkpoints } = context;
  const seq = 2 + below(random, size - 1);
  const sizes = sizesOf(checkpoints);
  db.prepare("UPDATE JournalEntry SET seq = -(seq + 1) WHERE seq >= ?").run(seq);
  db.exec("UPDATE JournalEntry SET seq = -seq WHERE seq < 0");
  const before = entryAt(context, seq - 1);
  insert(db, { ...before, seq, id: "forged", type: "agent.suspended", data: "{}", prevHash: before.hash });
  return {
    what: `a forged entry inserted at ${seq}`,
    first: { from: sizes.includes(seq) ? lastBelow(seq, sizes) + 1 : seq, to: seq + 1 },
  };
}

function insert(db: Database.Database, entry: Omit<Entry, "hash">): void {
  const { seq, id, at: time, type, agentId, actor, cause, data, prevHash } = entry;
  const row = { seq, id, at: time, type, agentId, actor, cause, data, prevHash };
  db.prepare(`INSERT INTO JournalEntry VALUES (@seq, @id, @at, @type, @agentId, @actor, @cause, @data, @prevHash, @hash)`).run({
    ...row,
    hash: sha256(hashedText(row)),
  });
}

function cutTail({ db, random, size }: Context): Mutation {
  const seq = 1 + below(random, size);
  db.prepare("DELETE FROM JournalEntry WHERE seq >= ?").run(seq);
  return { what: `the tail from ${seq} of ${size} cut off`, first: at(seq) };
}

/** Everything from an entry on written anew with hashes that fit: only a checkpoint shows it, and between which two. */
function rewriteSuffix(context: Context): Mutation {
  const { db, random, size, checkpoints } = context;
  const seq = 1 + below(random, size);
  let { prevHash } = entryAt(context, seq);
  for (let next = seq; next <= size; next++) {
    const entry = entryAt(context, next);
    db.prepare("DELETE FROM JournalEntry WHERE seq = ?").run(next);
    insert(db, { ...entry, actor: next === seq ? "somebody else" : entry.actor, prevHash });
    prevHash = (entryAt(context, next) as Entry).hash;
  }
  return { what: `everything from ${seq} written anew`, first: { from: lastBelow(seq, sizesOf(checkpoints)) + 1, to: seq } };
}

/** How many entries each checkpoint is about. */
const sizesOf = (checkpoints: string): number[] =>
  checkpoints
    .trimEnd()
    .split("\n")
    .map((line) => Checkpoint.parse(JSON.parse(line)).size);

const lastBelow = (seq: number, sizes: readonly number[]): number => Math.max(0, ...sizes.filter((size) => size < seq));

const SIGNAL_COLUMNS = [
  "row",
  "agentNumber",
  "dimension",
  "value",
  "weight",
  "source",
  "details",
  "traceId",
  "signalId",
  "observedAt",
  "receivedAt",
  "reporter",
  "maxShare",
  "previous",
] as const;

function someSignal({ db, random }: Context): { row: number; seq: number } {
  const last = db.prepare<[], number>("SELECT max(row) FROM Signal").pluck().get() ?? 1;
  const row = 1 + below(random, last);
  const recording =
    "SELECT seq FROM JournalEntry WHERE type = 'signals.recorded' AND data->>'firstRow' <= ? AND data->>'lastRow' >= ?";
  return { row, seq: db.prepare<[number, number], number>(recording).pluck().get(row, row) ?? 0 };
}

function changeSignal(context: Context): Mutation {
  const { db, random } = context;
  const { row, seq } = someSignal(context);
  const column = oneOf(random, SIGNAL_COLUMNS);
  const kept = db.prepare<[number], Record<string, unknown>>("SELECT * FROM Signal WHERE row = ?").get(row) ?? {};
  const value = column === "row" ? 1_000_000 + row : kept[column] === null && isNumber(column) ? 1 : other(kept[column]);
  db.prepare(`UPDATE Signal SET "${column}" = ? WHERE row = ?`).run(value, row);
  return { what: `${column} of signal ${row} becomes ${String(value)}`, first: at(seq) };
}

const isNumber = (column: string): boolean => ["observedAt", "maxShare", "previous"].includes(column);

function removeSignal(context: Context): Mutation {
  const { row, seq } = someSignal(context);
  context.db.prepare("DELETE FROM Signal WHERE row = ?").run(row);
  return { what: `signal ${row} removed`, first: at(seq) };
}

const DECISION_COLUMNS = ["id", "taskNumber", "attempt", "decidedAt", "outcome", "finding", "recommended"] as const;

function someDecision({ db, random }: Context): { id: string; seq: number } {
  const decided = db
    .prepare<[], { id: string; seq: number }>(
      "SELECT data->>'decisionId' AS id, seq FROM JournalEntry WHERE type = 'routing.decided' ORDER BY seq",
    )
    .all();
  return oneOf(random, decided);
}

function changeDecision(context: Context): Mutation {
  const { db, random } = context;
  const { id, seq } = someDecision(context);
  const column = oneOf(random, DECISION_COLUMNS);
  const kept = db.prepare<[string], Record<string, unknown>>("SELECT * FROM Decision WHERE id = ?").get(id) ?? {};
  const value = column === "recommended" ? (kept[column] === 1 ? 2 : 1) : other(kept[column]);
  db.prepare(`UPDATE Decision SET "${column}" = ? WHERE id = ?`).run(value, id);
  return { what: `${column} of decision ${id} becomes ${String(value).slice(0, 40)}`, first: at(seq) };
}

function removeDecision(context: Context): Mutation {
  const { id, seq } = someDecision(context);
  context.db.prepare("DELETE FROM Decision WHERE id = ?").run(id);
  return { what: `decision ${id} removed`, first: at(seq) };
}

/** One character of the file of checkpoints; which entry is meant is then anybody's guess. */
function changeCheckpoint({ checkpoints, random }: Context): Mutation {
  const places = [...checkpoints].flatMap((character, i) => (character === "\n" ? [] : [i]));
  const place = oneOf(random, places);
  const changed = checkpoints[place] === "7" ? "8" : "7";
  return {
    what: `character ${place} of the checkpoints becomes ${changed}`,
    first: null,
    checkpoints: `${checkpoints.slice(0, place)}${changed}${checkpoints.slice(place + 1)}`,
  };
}

import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import { v7 as uuidv7 } from "uuid";
import type { JournalEntry, PrismaClient } from "../generated/prisma/client";
import { GENESIS, hashedText } from "../journal/chain";
import type { Entry, EntryType, NewEntry } from "../journal/entry";
import { prepared } from "./prepared";

/** A journal row as it is kept: `at` is epoch ms, `data` canonical text. */
export type StoredEntry = {
  seq: number;
  id: string;
  at: number;
  type: EntryType;
  agentId: string | null;
  actor: string;
  cause: string | null;
  data: string;
  prevHash: string;
  hash: string;
};

export type Head = { seq: number; hash: string };

export const EMPTY_JOURNAL: Head = { seq: 0, hash: GENESIS };

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const newId = (): string => uuidv7();

/** Assigns sequence, time and hashes; to be called in the writer's slot only. */
export function chain(head: Head, entries: readonly NewEntry[], at: number): StoredEntry[] {
  let { seq, hash: prevHash } = head;
  return entries.map((entry) => {
    seq += 1;
    const linked = {
      seq,
      id: entry.id ?? newId(),
      at,
      type: entry.type,
      agentId: entry.agentId ?? null,
      actor: entry.actor,
      cause: entry.cause ?? null,
      data: JSON.stringify(entry.data),
      prevHash,
    };
    const hash = sha256(hashedText(linked));
    prevHash = hash;
    return { ...linked, hash };
  });
}

/** Hash of the entry at a sequence, null where there is none. */
export function hashAt(raw: Database.Database, seq: number): string | null {
  return raw.prepare<[number], string>("SELECT hash FROM JournalEntry WHERE seq = ?").pluck().get(seq) ?? null;
}

/** When the newest entry was made, epoch ms; 0 before the first. */
export function lastJournaledAt(raw: Database.Database): number {
  return raw.prepare<[], number>("SELECT at FROM JournalEntry ORDER BY seq DESC LIMIT 1").pluck().get() ?? 0;
}

const MOST_AT_ONCE = 20_000;

/**
 * The entry of a decision that was made at a time (epoch ms), null where there is none. Times never go back along the journal,
 * so the first entry of that time is found by halving; the index knows only sequences.
 */
export function entryOfDecision(raw: Database.Database, id: string, at: number): Head | null {
  const timeAt = prepared<[number], { at: number }>(raw, "SELECT at FROM JournalEntry WHERE seq = ?");
  let [low, high] = [1, prepared<[], { seq: number | null }>(raw, "SELECT max(seq) seq FROM JournalEntry").get()?.seq ?? 0];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((timeAt.get(middle)?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const found = prepared<[number, number, number, string], Head>(
    raw,
    "SELECT seq, hash FROM JournalEntry WHERE seq BETWEEN ? AND ? AND at = ? AND type = 'routing.decided' AND json_extract(data, '$.decisionId') = ?",
  ).get(low, low + MOST_AT_ONCE, at, id);
  return found ?? null;
}

/** Whether an agent's architecture was seen or accepted to be another since its newest audit began. */
export async function architectureChangedInAudit(prisma: PrismaClient, agentId: string): Promise<boolean> {
  const changes: EntryType[] = ["agent.architecture_accepted", "certification.architecture_mismatch"];
  const newest = await prisma.journalEntry.findFirst({
    where: { agentId, type: { in: [...changes, "audit.started"] } },
    orderBy: { seq: "desc" },
    select: { type: true },
  });
  return newest !== null && newest.type !== "audit.started";
}

/** Entries after one sequence up to another, oldest first, without those of ingest commits, which nobody is told one by one. */
export function pushedBetween(raw: Database.Database, after: number, upTo: number): StoredEntry[] {
  return prepared<[number, number], StoredEntry>(
    raw,
    "SELECT * FROM JournalEntry WHERE seq > ? AND seq <= ? AND type <> 'signals.recorded' ORDER BY seq",
  ).all(after, upTo);
}

/** A Prisma row as a StoredEntry. */
export function storedEntry(row: JournalEntry): StoredEntry {
  return { ...row, type: row.type as EntryType, at: Number(row.at) };
}

/** The entry as it is answered and pushed. */
export function presentEntry(entry: StoredEntry): Entry {
  return { ...entry, at: new Date(entry.at).toISOString(), data: JSON.parse(entry.data) as Record<string, unknown> };
}

/** How many entries after a sequence are of these types; read from an index alone, unless their data must say something. */
export function countEntries(
  raw: Database.Database,
  after: number,
  { types, status }: { types: readonly EntryType[]; status?: string },
): number {
  const conditions = ["type = ?", "seq > ?"];
  if (status !== undefined) conditions.push("instr(data, ?) > 0");
  const statement = prepared<(string | number)[], { count: number }>(
    raw,
    `SELECT count(*) AS count FROM JournalEntry WHERE ${conditions.join(" AND ")}`,
  );
  const said = status === undefined ? [] : [`"status":${JSON.stringify(status)}`];
  return types.reduce((sum, type) => sum + (statement.get(type, after, ...said)?.count ?? 0), 0);
}

/** When an entry was made, epoch ms; null where there is none. */
export function entryTime(raw: Database.Database, seq: number): number | null {
  return prepared<[number], { at: number }>(raw, "SELECT at FROM JournalEntry WHERE seq = ?").get(seq)?.at ?? null;
}

/** The last entry made before an instant (epoch ms), 0 where there is none: times rise with the sequence, so it is halved. */
export function seqBefore(raw: Database.Database, instant: number): number {
  let low = 0;
  let high = raw.prepare<[], number | null>("SELECT max(seq) FROM JournalEntry").pluck().get() ?? 0;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((entryTime(raw, middle) ?? 0) < instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

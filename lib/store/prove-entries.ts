import { hash as digestOf } from "node:crypto";
import type Database from "better-sqlite3";
import { GENESIS } from "../journal/chain";
import { Evidence, type EvidencePosition, NO_EVIDENCE } from "./prove-evidence";

/** How far the entries were verified. */
export type EntryPosition = { entries: number; head: string; evidence: EvidencePosition };

export const BEGINNING: EntryPosition = { entries: 0, head: GENESIS, evidence: NO_EVIDENCE };

/** What does not hold; `seq` is the first bad entry, absent where no entry is to blame. */
export type EntryFinding = { seq?: number; why: string };

/** The columns of an entry in the order in which its hash covers them, then its hash. */
export type EntryColumns = [
  seq: unknown,
  id: unknown,
  at: unknown,
  type: unknown,
  agentId: unknown,
  actor: unknown,
  cause: unknown,
  data: unknown,
  prevHash: unknown,
  hash: unknown,
];

// Rows of one read transaction: a longer one would keep the write-ahead log from beginning anew.
const CHUNK = 5_000;

export type Proving = {
  /** Epoch ms. */
  now: number;
  onProgress?: (entries: number) => void;
};

/** Recomputes every entry after a position, and the evidence that entries are about, in order; stops at the first that does not hold. */
export function proveEntries(
  db: Database.Database,
  from: EntryPosition,
  { now, onProgress }: Proving,
): { position: EntryPosition; finding: EntryFinding | null } {
  const after = db
    .prepare<[number], EntryColumns>(
      `SELECT seq, id, at, type, agentId, actor, cause, data, prevHash, hash FROM JournalEntry WHERE seq > ? ORDER BY seq LIMIT ${CHUNK}`,
    )
    .raw();
  const before = db.prepare("SELECT 1 FROM JournalEntry WHERE seq < 1 LIMIT 1").pluck();
  let { entries, head } = from;
  const evidence = new Evidence(db, from.evidence, now);
  const at = () => ({ entries, head, evidence: evidence.position });
  if (before.get() !== undefined) return { position: at(), finding: { seq: 1, why: "There is an entry before the first." } };
  for (;;) {
    db.exec("BEGIN");
    try {
      const rows = after.all(entries);
      for (const row of rows) {
        const finding = linkProblem(row, entries, head) ?? evidence.problemOf(row);
        if (finding) return { position: at(), finding };
        entries += 1;
        head = String(row[9]);
      }
      if (rows.length < CHUNK) return { position: at(), finding: evidence.problemAtEnd() };
    } finally {
      db.exec("COMMIT");
    }
    onProgress?.(entries);
  }
}

/** Why an entry does not follow the one before it, null where it does. */
export function linkProblem(row: EntryColumns, entries: number, head: string): EntryFinding | null {
  const seq = entries + 1;
  if (row[0] !== seq) return { seq, why: `Entry ${seq} is missing.` };
  if (row[8] !== head) return { seq, why: `Entry ${seq} does not name the hash of the entry before it.` };
  // The same text as hashedText's (lib/journal/chain), without an object for each of a million entries.
  if (digestOf("sha256", JSON.stringify(row.slice(0, 9))) !== row[9])
    return { seq, why: `Entry ${seq} was changed: its hash is not that of what it says.` };
  return null;
}

import { chmodSync, closeSync, fsyncSync, openSync, rmSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { prove } from "./prove";

/** A finished copy: its journal's length and head, and what does not hold in it, if anything. */
export type Copied = { bytes: number; entries: number; head: string; why: string | null };

// More pages than any database has: in one step the copy is of one moment, and no commit makes it begin again.
const ALL_PAGES = 0x7fffffff;

/**
 * Copies a database, which may be in use, into a file of its own: of one moment, without a write-ahead log, for its owner's
 * eyes only, flushed to the disk, checked page by page and entry by entry. Throws, and leaves nothing, where the copy is not whole.
 */
export async function copyDatabase(from: string, to: string, now: number): Promise<Copied> {
  try {
    closeSync(openSync(to, "wx", 0o600));
    const source = new Database(from, { readonly: true, fileMustExist: true, timeout: 10_000 });
    try {
      await source.backup(to, { progress: () => ALL_PAGES });
    } finally {
      source.close();
    }
    chmodSync(to, 0o600);
    const copied = check(to, now);
    flush(to);
    return copied;
  } catch (error) {
    for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(`${to}${end}`, { force: true });
    throw error;
  }
}

function check(file: string, now: number): Copied {
  const copy = new Database(file, { fileMustExist: true });
  try {
    copy.pragma("journal_mode = DELETE");
    const found = copy.pragma("integrity_check(1)", { simple: true });
    if (found !== "ok") throw new Error(`The copy is damaged, and so is the database: ${String(found)}`);
    const { proof } = prove(copy, { now, from: null, checkpointFile: null, publicKey: null });
    const last = copy
      .prepare<[], { seq: number; hash: string }>("SELECT seq, hash FROM JournalEntry ORDER BY seq DESC LIMIT 1")
      .get();
    return { bytes: statSync(file).size, entries: last?.seq ?? 0, head: last?.hash ?? proof.head, why: proof.why ?? null };
  } finally {
    copy.close();
  }
}

function flush(file: string): void {
  const handle = openSync(file, "r+");
  fsyncSync(handle);
  closeSync(handle);
}

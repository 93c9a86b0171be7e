import type Database from "better-sqlite3";
import { GENESIS } from "../journal/chain";
import type { JournalProof } from "../journal/proof";
import { hashAt } from "./journal";
import { type CheckpointPosition, chainOf, NO_LINES, proveCheckpoints } from "./prove-checkpoints";
import { BEGINNING, type EntryPosition, proveEntries } from "./prove-entries";

/** Where the next verification goes on; it can be kept and sent to a thread. */
export type ProofPosition = { entries: EntryPosition; lines: CheckpointPosition };

export type ProofQuestion = {
  /** Epoch ms. */
  now: number;
  /** Null begins at the first entry and the first line. */
  from: ProofPosition | null;
  /** Null compares with no checkpoint. */
  checkpointFile: string | null;
  /** By whom checkpoints must be signed, base64; null = by whoever signed the first. */
  publicKey: string | null;
  onProgress?: (entries: number) => void;
};

/** `position` is null where something does not hold: the next verification begins at the first entry. */
export type Proved = { proof: JournalProof; position: ProofPosition | null };

export const originOf = (instance: string): string => `muster/${instance}`;

/** Verifies a journal: its chain, the evidence its entries are about, and the checkpoints kept outside. Only reads. */
export function prove(db: Database.Database, { now, from: given, checkpointFile, publicKey, onProgress }: ProofQuestion): Proved {
  // What was verified before and is no longer there calls for all of it.
  const from = given && (given.entries.entries === 0 || hashAt(db, given.entries.entries) === given.entries.head) ? given : null;
  const origin = originOf(db.prepare<[], string>("SELECT instance FROM Instance WHERE id = 1").pluck().get() ?? "");
  const { position: entries, finding } = proveEntries(db, from?.entries ?? BEGINNING, { now, onProgress });
  const { position: lines, finding: outside } =
    checkpointFile === null
      ? { position: NO_LINES, finding: null }
      : proveCheckpoints(checkpointFile, from?.lines ?? NO_LINES, chainOf(db), { origin, publicKey });
  // Of two findings the one about the earlier entry, and where both may mean the same one, that which knows it.
  const earlier = finding === null || finding.seq === undefined || (outside?.to ?? Number.POSITIVE_INFINITY) < finding.seq;
  const first =
    outside && earlier && (outside.from !== undefined || !finding) ? { seq: outside.from, why: outside.why } : finding;
  const { signals, forgotten, decisions, audits } = entries.evidence;
  const held = first?.seq === undefined ? entries.entries : Math.min(entries.entries, first.seq - 1);
  const proof: JournalProof = {
    ok: first === null,
    entries: held,
    head: held === entries.entries ? entries.head : (hashAt(db, held) ?? GENESIS),
    ...(first?.seq !== undefined && { firstBad: first.seq }),
    ...(first && { why: first.why }),
    at: new Date(now).toISOString(),
    full: from === null,
    digests: { signals, forgotten, decisions, audits },
    checkpoint: lines.newest,
    checkpoints: lines.lines,
  };
  return { proof, position: first === null ? { entries, lines } : null };
}

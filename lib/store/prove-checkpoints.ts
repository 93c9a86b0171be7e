import { existsSync, statSync } from "node:fs";
import type Database from "better-sqlite3";
import type { Checkpoint } from "../journal/checkpoint";
import { checkpointLines } from "./checkpoint-file";
import { isSigned } from "./checkpoint-key";
import { hashAt } from "./journal";

/** How far a checkpoint file was compared. */
export type CheckpointPosition = { bytes: number; lines: number; newest: Checkpoint | null };

export const NO_LINES: CheckpointPosition = { bytes: 0, lines: 0, newest: null };

/** What a checkpoint shows to be wrong: one of the entries `from` to `to`, which are absent where the file itself is wrong. */
export type CheckpointFinding = { from?: number; to?: number; why: string };

/** A journal as its checkpoints see it: its length, which may grow meanwhile, and the hash of the entry at a sequence. */
export type Chain = { readonly entries: number; hashAt: (seq: number) => string | null };

export function chainOf(db: Database.Database): Chain {
  const length = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM JournalEntry").pluck();
  return {
    // Read anew each time: a checkpoint that is signed while others are compared counts entries that came meanwhile.
    get entries() {
      return length.get() ?? 0;
    },
    hashAt: (seq) => hashAt(db, seq),
  };
}

export type Expected = {
  /** Which journal; null = that of the first line. Lines of others in the same file must be by other keys. */
  origin: string | null;
  /** Base64; null = whichever key the first line names. */
  publicKey: string | null;
};

/**
 * Compares every line after a position, in order, and stops at the first that does not hold. A journal of the same key but of
 * another origin stood where this one stands: whoever gives a database a new name must not get rid of its checkpoints.
 */
export function proveCheckpoints(
  file: string,
  from: CheckpointPosition,
  chain: Chain,
  expected: Expected,
): { position: CheckpointPosition; finding: CheckpointFinding | null } {
  const shrunk = existsSync(file) ? statSync(file).size < from.bytes : true;
  let position = shrunk ? NO_LINES : from;
  let { origin } = expected;
  let publicKey = expected.publicKey ?? position.newest?.publicKey ?? null;
  const others = new Map<string, Checkpoint>();
  for (const { number, end, checkpoint } of checkpointLines(file, position.bytes)) {
    const line = `Line ${position.lines + 1} of the checkpoint file`;
    if (!checkpoint || !isSigned(checkpoint)) {
      const before = number === 1 && position.lines === 0 ? "" : " It, or what stood there, was changed.";
      return { position, finding: { why: `${line} is not a checkpoint with a valid signature.${before}` } };
    }
    origin ??= checkpoint.origin;
    if (checkpoint.origin === origin) {
      publicKey ??= checkpoint.publicKey;
      const finding =
        checkpoint.publicKey === publicKey
          ? disagreement(checkpoint, position.newest, chain)
          : { why: `${line} is signed with another key than this journal's.` };
      if (finding) return { position, finding };
      position = { ...position, newest: checkpoint };
    } else others.set(checkpoint.publicKey, checkpoint);
    position = { ...position, bytes: end, lines: position.lines + 1 };
  }
  const other = publicKey === null ? others.values().next().value : others.get(publicKey);
  return { position, finding: other ? replaced(other) : null };
}

function replaced({ origin, size, at }: Checkpoint): CheckpointFinding {
  const why = `A checkpoint of ${at} is about another journal, of ${size} entries (${origin}), that was here before: the database was replaced, or given another name. If that was on purpose, move the checkpoint file away and keep it.`;
  return { why };
}

/** What a validly signed checkpoint and the journal disagree about; `before` is the last one that agreed. */
export function disagreement(checkpoint: Checkpoint, before: Checkpoint | null, chain: Chain): CheckpointFinding | null {
  const { size, at } = checkpoint;
  if (before && size < before.size)
    return { why: `The checkpoint of ${at} is about fewer entries than the one before it: two journals wrote into one file.` };
  if (size > chain.entries) {
    const why = `Entries after ${chain.entries} are missing: a checkpoint of ${at} counts ${size}. The database was rolled back, or a backup was restored.`;
    return { from: chain.entries + 1, to: size, why };
  }
  if (size === 0 || chain.hashAt(size) === checkpoint.head) return null;
  const from = (before?.size ?? 0) + 1;
  const where = from === size ? `Entry ${size} is` : `One of the entries ${from} to ${size} is`;
  return {
    from,
    to: size,
    why: `${where} not what it was when the checkpoint of ${at} was signed: the journal was written anew.`,
  };
}

/** The lengths that a file's checkpoints are about. */
export function checkpointFileSizes(file: string): Set<number> {
  const sizes = new Set<number>();
  for (const { checkpoint } of checkpointLines(file)) if (checkpoint) sizes.add(checkpoint.size);
  return sizes;
}

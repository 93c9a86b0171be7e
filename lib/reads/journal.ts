import { type Actor, authorise, can } from "../access/action";
import type { Checkpoint } from "../journal/checkpoint";
import { ENTRY_TYPES, type Entry, type EntryType } from "../journal/entry";
import type { JournalProof, JournalStatus } from "../journal/proof";
import { ROUTINE_TYPES } from "../journal/routine";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { checkpointLines } from "../store/checkpoint-file";
import { fingerprintOf } from "../store/checkpoint-key";
import { presentEntry, storedEntry } from "../store/journal";
import { madeAt } from "../store/past";
import { originOf } from "../store/prove";
import { turns } from "../turns";

export type JournalQuery = {
  after?: number;
  /** Entries after this one, newest first. */
  since?: number;
  /** What the end of an audit says. */
  status?: string;
  /** Entries that are about no agent. */
  nobody?: boolean;
  type?: EntryType | readonly EntryType[];
  agentId?: string;
  actor?: string;
  /** false leaves everyday work out. */
  routine?: boolean;
  limit: number;
  cursor?: string;
};

/** Prisma's condition for what is not everyday work (lib/journal/routine). */
const NOT_ROUTINE = [{ type: { in: [...ROUTINE_TYPES] } }, { type: "routing.decided", agentId: { not: null } }];
const LISTED = ENTRY_TYPES.filter((type) => type !== "signals.recorded");

/** Entries newest first, or with `after` oldest first. `signals.recorded` only when asked for by type. */
export async function readJournal(actor: Actor, query: JournalQuery): Promise<{ items: Entry[]; nextCursor: string | null }> {
  authorise(actor, "readJournal");
  const forward = query.after !== undefined;
  const cursor = seqCursor(query.cursor);
  const rows = await runtime().store.prisma.journalEntry.findMany({
    where: {
      type: typeof query.type === "string" ? query.type : { in: [...(query.type ?? LISTED)] },
      agentId: query.nobody ? null : query.agentId,
      actor: query.actor,
      ...(query.status !== undefined && { data: { contains: `"status":${JSON.stringify(query.status)}` } }),
      ...(query.routine === false && { NOT: NOT_ROUTINE }),
      seq: forward ? { gt: Math.max(query.after ?? 0, cursor ?? 0, query.since ?? 0) } : { lt: cursor, gt: query.since },
    },
    orderBy: { seq: forward ? "asc" : "desc" },
    take: query.limit + 1,
  });
  const items = rows.slice(0, query.limit).map((row) => presentEntry(storedEntry(row)));
  return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.seq) : null };
}

function seqCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const seq = Number(cursor);
  if (!Number.isSafeInteger(seq) || seq < 0 || seq > 2 ** 31 - 1)
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  return seq;
}

const CHUNK = 200;

/** All entries oldest first, in chunks, so that an export of any length stays small in memory. */
async function* entries(after = 0) {
  const { prisma } = runtime().store;
  for (let seq = after; ; ) {
    const rows = await prisma.journalEntry.findMany({ where: { seq: { gt: seq } }, orderBy: { seq: "asc" }, take: CHUNK });
    for (const row of rows) yield storedEntry(row);
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    seq = last.seq;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** The journal as NDJSON lines, oldest first. */
export async function* exportJournal(actor: Actor, after: number): AsyncGenerator<string> {
  authorise(actor, "readJournal");
  for await (const entry of entries(after)) yield `${JSON.stringify(presentEntry(entry))}\n`;
}

/**
 * Recomputes chain, evidence and checkpoints from where the last verification ended, in a thread; `full` starts over and needs
 * `verifyWholeJournal`. One at a time for all who ask.
 */
export async function verifyJournal(actor: Actor, full: boolean): Promise<JournalProof> {
  authorise(actor, "readJournal");
  if (full) authorise(actor, "verifyWholeJournal");
  return runtime().verification.verify(full);
}

/** What is known of the journal's integrity without verifying anything. */
export function readJournalStatus(actor: Actor): JournalStatus {
  authorise(actor, "readJournal");
  const { store, journal, checkpoints, verification } = runtime();
  const { progress, latest } = verification;
  return {
    entries: journal.seq,
    head: journal.hash,
    since: new Date(madeAt(store.raw)).toISOString(),
    proof: latest,
    verifying: progress === null ? null : { entries: progress, of: journal.seq },
    checkpoint: checkpoints.newest,
    publicKey: checkpoints.publicKey,
    fingerprint: fingerprintOf(checkpoints.publicKey),
    file: can(actor, "verifyWholeJournal").ok ? checkpoints.file : null,
    failure: checkpoints.failure,
    mismatch: checkpoints.mismatch,
  };
}

/** The newest checkpoint; refuses 404 before the first. */
export function readCheckpoint(actor: Actor): Checkpoint {
  authorise(actor, "readJournal");
  const { newest } = runtime().checkpoints;
  if (newest) return newest;
  throw new Refusal(
    404,
    "journal/no-checkpoint",
    "No checkpoint was signed yet; the first comes within ten seconds of an entry.",
  );
}

/** Every checkpoint of this journal that is kept, as NDJSON lines, oldest first. */
export async function* exportCheckpoints(actor: Actor): AsyncGenerator<string> {
  authorise(actor, "readJournal");
  const { checkpoints, instance } = runtime();
  const breathe = turns();
  for (const { checkpoint } of checkpointLines(checkpoints.file)) {
    if (checkpoint?.origin === originOf(instance)) yield `${JSON.stringify(checkpoint)}\n`;
    await breathe();
  }
}

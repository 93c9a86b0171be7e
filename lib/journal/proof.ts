import { z } from "zod";
import { Checkpoint } from "./checkpoint";

/** How much of the journal's evidence was compared with what its entries say of it. */
const Digests = z.strictObject({
  /** Signals whose digest was recomputed, and those no longer kept, of which nothing can be said. */
  signals: z.int(),
  forgotten: z.int(),
  decisions: z.int(),
  audits: z.int(),
});

/** What came of a verification. `entries` hold; what does not begins at `firstBad`, unless no entry is to blame. */
export const JournalProof = z
  .strictObject({
    ok: z.boolean(),
    entries: z.int(),
    /** Hash of the last entry that holds. */
    head: z.string(),
    firstBad: z.int().optional(),
    /** In one sentence, what does not hold. */
    why: z.string().optional(),
    at: z.string(),
    /** Whether everything was read again, not only what came since the last time. */
    full: z.boolean(),
    digests: Digests,
    /** Newest checkpoint that was compared, and how many there were. */
    checkpoint: Checkpoint.nullable(),
    checkpoints: z.int(),
  })
  .meta({ id: "JournalProof" });
export type JournalProof = z.infer<typeof JournalProof>;

/** What is known of the journal without asking for a verification. */
export const JournalStatus = z
  .strictObject({
    entries: z.int(),
    head: z.string(),
    /** When the journal began: nothing is kept of before. */
    since: z.string(),
    /** The last verification since the start, and how far the one that runs now has come. */
    proof: JournalProof.nullable(),
    verifying: z.strictObject({ entries: z.int(), of: z.int() }).nullable(),
    checkpoint: Checkpoint.nullable(),
    /** Base64 of the 32 bytes by which checkpoints are signed, and its fingerprint: 16 hex of its SHA-256. */
    publicKey: z.string(),
    fingerprint: z.string(),
    /** Where checkpoints are kept; null for who is no admin. */
    file: z.string().nullable(),
    /** Why the newest checkpoint could not be written. */
    failure: z.string().nullable(),
    /** Why the journal is not the one that the checkpoint file speaks of. */
    mismatch: z.string().nullable(),
  })
  .meta({ id: "JournalStatus" });
export type JournalStatus = z.infer<typeof JournalStatus>;

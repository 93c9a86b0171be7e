import { z } from "zod";

/**
 * A signed statement of how long the journal is and what its newest entry's hash is. Kept outside the database: what a chain
 * alone cannot show (a tail cut off, all of it written anew) shows against one of these.
 */
export const Checkpoint = z
  .strictObject({
    /** Which journal: `muster/` and the instance of the database. */
    origin: z.string(),
    /** Number of entries. */
    size: z.int(),
    /** Hash of the newest of them, hex. */
    head: z.string(),
    at: z.string(),
    /** Ed25519, base64 of the 32 raw bytes. */
    publicKey: z.string(),
    /** Over `signedText`, base64. */
    signature: z.string(),
  })
  .meta({ id: "Checkpoint" });
export type Checkpoint = z.infer<typeof Checkpoint>;

/** The text that a checkpoint's signature covers: one line for each of what it states, as in C2SP's tlog-checkpoint. */
export function signedText({ origin, size, head, at }: Omit<Checkpoint, "publicKey" | "signature">): string {
  return `muster journal checkpoint v1\n${origin}\n${size}\n${head}\n${at}\n`;
}

/** The columns of an entry that its hash covers, in this order; `data` is the stored text. */
export type ChainedEntry = {
  seq: number;
  id: string;
  at: number;
  type: string;
  agentId: string | null;
  actor: string;
  cause: string | null;
  data: string;
  prevHash: string;
};

/** Hash before the first entry. */
export const GENESIS = "0".repeat(64);

/**
 * The text whose SHA-256 is an entry's hash: a JSON array of every stored column, so that no two different
 * entries share a text (a bare delimiter would let content move from one column to the next).
 */
export function hashedText(entry: ChainedEntry): string {
  return JSON.stringify([
    entry.seq,
    entry.id,
    entry.at,
    entry.type,
    entry.agentId,
    entry.actor,
    entry.cause,
    entry.data,
    entry.prevHash,
  ]);
}

/** Follows a chain entry by entry and stops at the first that does not hold. `sha256` gives lower-case hex. */
export class ChainVerifier {
  entries = 0;
  head = GENESIS;
  firstBad: number | undefined;

  constructor(private readonly sha256: (text: string) => string) {}

  /** False once the chain is broken; `firstBad` then names the sequence. */
  accept(entry: ChainedEntry & { hash: string }): boolean {
    if (this.firstBad !== undefined) return false;
    const holds = entry.seq === this.entries + 1 && entry.prevHash === this.head && this.sha256(hashedText(entry)) === entry.hash;
    if (!holds) {
      this.firstBad = this.entries + 1;
      return false;
    }
    this.entries = entry.seq;
    this.head = entry.hash;
    return true;
  }
}

import { existsSync } from "node:fs";
import type { Logger } from "pino";
import type { Config } from "../config";
import type { Checkpoint } from "../journal/checkpoint";
import { appendCheckpoint, newestCheckpoint } from "../store/checkpoint-file";
import { CheckpointKey, isSigned } from "../store/checkpoint-key";
import type { Head } from "../store/journal";
import { type Chain, disagreement } from "../store/prove-checkpoints";

const ENTRIES = 256;
const AFTER_CHANGE_MS = 10_000;
const RETRY_MS = 10_000;

/** What signing the journal needs of the process. */
export type Signed = {
  config: Pick<Config, "secret" | "checkpointFile" | "demo">;
  log: Logger;
  origin: string;
  /** The journal as the database holds it now. */
  chain: () => Chain;
  head: () => Head;
  now: () => number;
};

/**
 * Writes a signed checkpoint of the journal every 256 entries, or 10 s after a change, into a file outside the database. It
 * never holds anything up: what cannot be written is said and tried again.
 */
export class Checkpoints {
  private readonly key: CheckpointKey;
  private changedAt: number | null = null;
  private notBefore = 0;
  /** The newest one written, or the last in the file. */
  newest: Checkpoint | null;
  /** Why the newest could not be written. */
  failure: string | null = null;
  /** Why the journal is not the one the file speaks of; nothing is added to the file then, so that it goes on saying so. */
  mismatch: string | null;
  failures = 0;

  /** Compares the journal with the newest checkpoint of the file. */
  constructor(private readonly of: Signed) {
    this.key = new CheckpointKey(of.config.secret);
    this.newest = newestCheckpoint(this.file, of.origin);
    this.mismatch = this.newest && this.mismatchWith(this.newest);
    if (this.mismatch)
      of.log.error({ file: this.file, checkpoint: this.newest }, `the journal is not what was signed. ${this.mismatch}`);
  }

  get file(): string {
    return this.of.config.checkpointFile;
  }

  get publicKey(): string {
    return this.key.publicKey;
  }

  /** Writes a checkpoint if one is due. */
  async run(): Promise<void> {
    const { now, head } = this.of;
    if (this.mismatch) this.settle();
    const behind = head().seq - (this.newest?.size ?? 0);
    if (this.mismatch || behind <= 0) {
      this.changedAt = null;
      return;
    }
    this.changedAt ??= now();
    const due = behind >= ENTRIES || now() - this.changedAt >= AFTER_CHANGE_MS;
    if (due && now() >= this.notBefore) await this.write();
  }

  /** Writes the last one. */
  async close(): Promise<void> {
    if (!this.mismatch && this.of.head().seq > (this.newest?.size ?? 0)) await this.write();
  }

  private async write(): Promise<void> {
    const { head, now, origin, log } = this.of;
    const { seq, hash } = head();
    const checkpoint = this.key.sign({ origin, size: seq, head: hash, at: new Date(now()).toISOString() });
    try {
      await appendCheckpoint(this.file, checkpoint);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      this.failures += 1;
      this.notBefore = now() + RETRY_MS;
      log.error({ err: error, file: this.file }, "the checkpoint of the journal was not written; it is tried again");
      return;
    }
    this.failure = null;
    this.newest = checkpoint;
    this.changedAt = null;
    // Whoever tries the demo reads its log, and nobody keeps it as proof.
    log[this.of.config.demo ? "debug" : "info"]({ checkpoint }, "journal checkpoint");
  }

  /** Who moved the file away has seen what it said, and kept it. */
  private settle(): void {
    if (existsSync(this.file)) return;
    this.mismatch = null;
    this.newest = null;
    this.of.log.warn({ file: this.file }, "the checkpoint file was moved away: a new one begins");
  }

  private mismatchWith(newest: Checkpoint): string | null {
    if (!isSigned(newest) || newest.publicKey !== this.key.publicKey)
      return `The newest checkpoint was signed with another key than the one that follows from this secret. ${SETTLED}`;
    const found = disagreement(newest, null, this.of.chain());
    return found && `${found.why} ${SETTLED}`;
  }
}

const SETTLED = "If that was on purpose, move the checkpoint file away and keep it: a new one begins.";

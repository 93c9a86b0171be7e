import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Store } from "./open";
import { failureOf } from "./writer";

/** Pages in the log, and how many of them are in the database. */
type Progress = { busy: number; log: number; checkpointed: number };
/** What the thread answers: how far it came, or why it could not go on. */
type Answer = { progress: Progress } | { failure: { code: string; message: string } };

// A log that the thread never got to the end of: 128 MiB in pages. Moving its rest here holds up everything, once.
const LONG = 32_000;

/** Moves the write-ahead log into the database, in a thread of its own. While one is open, the connections of the store do not. */
export class WriteAheadLog {
  private lost = false;
  /** Code of the failure that was told last. */
  private told: string | null = null;

  private constructor(
    private readonly store: Store,
    private readonly onBroken: (error: Error) => void,
    private readonly worker: Worker,
    /** Rejects when the thread ends. */
    private readonly end: Promise<never>,
  ) {}

  /** `onBroken` hears of a failed write or sync, after which nobody knows what the disk holds. */
  static async open(store: Store, databaseFile: string, onBroken: (error: Error) => void): Promise<WriteAheadLog> {
    const worker = new Worker(new URL("./write-ahead-log-worker.mjs", import.meta.url), { workerData: databaseFile });
    const end = new Promise<never>((_, reject) => {
      worker.once("error", reject).once("exit", () => reject(new Error("The thread that moves the write-ahead log is gone.")));
    });
    // Met where an answer is awaited.
    end.catch(() => {});
    await setAutomatic(store, 0);
    return new WriteAheadLog(store, onBroken, worker, end);
  }

  /**
   * Moves what the log holds. What could not be moved stays where it is, and the next turn tries again: a failure is thrown
   * once as long as it is the same. If the thread is lost, the connections checkpoint by themselves again.
   */
  async run(): Promise<void> {
    if (this.lost) return;
    this.worker.postMessage("checkpoint");
    const answer = await this.answer();
    if ("failure" in answer) return this.tell(answer.failure);
    this.told = null;
    const { progress } = answer;
    if (progress.log > LONG && progress.checkpointed < progress.log) this.store.raw.pragma("wal_checkpoint(PASSIVE)");
  }

  private tell({ code, message }: { code: string; message: string }): void {
    const error = Object.assign(new Error(message), { code });
    if (failureOf(error) === "broken") this.onBroken(error);
    if (this.told === code) return;
    this.told = code;
    throw error;
  }

  private async answer(): Promise<Answer> {
    try {
      const [answer] = (await Promise.race([once(this.worker, "message"), this.end])) as [Answer];
      return answer;
    } catch (error) {
      this.lost = true;
      await setAutomatic(this.store, AUTOMATIC);
      throw error;
    }
  }

  async close(): Promise<void> {
    await setAutomatic(this.store, AUTOMATIC);
    await this.worker.terminate();
  }
}

/** Pages after which a connection checkpoints by itself, at most 8 MiB at a time: it stops the event loop meanwhile. */
const AUTOMATIC = 2_000;

/** Sets after how many pages the connections of a store checkpoint by themselves, 0 = never. */
async function setAutomatic({ raw, prisma }: Store, pages: number): Promise<void> {
  raw.pragma(`wal_autocheckpoint = ${pages}`);
  await prisma.$queryRawUnsafe(`PRAGMA wal_autocheckpoint = ${pages}`);
}

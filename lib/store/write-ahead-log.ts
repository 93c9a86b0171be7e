import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Store } from "./open";

/** Pages in the log, and how many of them are in the database. */
type Progress = { busy: number; log: number; checkpointed: number };

// A log that the thread never got to the end of: 128 MiB in pages. Moving its rest here holds up everything, once.
const LONG = 32_000;

/** Moves the write-ahead log into the database, in a thread of its own. While one is open, the connections of the store do not. */
export class WriteAheadLog {
  private lost = false;

  private constructor(
    private readonly store: Store,
    private readonly worker: Worker,
    /** Rejects when the thread ends. */
    private readonly end: Promise<never>,
  ) {}

  static async open(store: Store, databaseFile: string): Promise<WriteAheadLog> {
    const worker = new Worker(new URL("./write-ahead-log-worker.mjs", import.meta.url), { workerData: databaseFile });
    const end = new Promise<never>((_, reject) => {
      worker.once("error", reject).once("exit", () => reject(new Error("The thread that moves the write-ahead log is gone.")));
    });
    // Met where an answer is awaited.
    end.catch(() => {});
    await setAutomatic(store, 0);
    return new WriteAheadLog(store, worker, end);
  }

  /**
   * Moves what the log holds. Throws once if the thread is lost; the connections then checkpoint by themselves again.
   */
  async run(): Promise<void> {
    if (this.lost) return;
    this.worker.postMessage("checkpoint");
    const [progress] = (await this.answer()) as [Progress | undefined];
    if (progress && progress.log > LONG && progress.checkpointed < progress.log) this.store.raw.pragma("wal_checkpoint(PASSIVE)");
  }

  private async answer(): Promise<unknown[]> {
    try {
      return await Promise.race([once(this.worker, "message"), this.end]);
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

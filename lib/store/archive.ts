import { Worker } from "node:worker_threads";
import type { Copied } from "./copy";
import type { ProofQuestion, Proved } from "./prove";

export type ArchiveTask =
  | { kind: "verify"; file: string; question: Omit<ProofQuestion, "onProgress"> }
  | { kind: "copy"; from: string; to: string; now: number };

type Told = { result: unknown } | { error: string } | { entries: number };

/**
 * Threads that verify and copy the database beside the running process, one for each task. Started from the process' entry:
 * a bundler would not find their module.
 */
export class Archive {
  private readonly workers = new Set<Worker>();

  constructor(private readonly databaseFile: string) {}

  verify(question: Omit<ProofQuestion, "onProgress">, onProgress: (entries: number) => void): Promise<Proved> {
    return this.run({ kind: "verify", file: this.databaseFile, question }, onProgress) as Promise<Proved>;
  }

  /** Copies the database into a file that does not exist yet (lib/store/copy). */
  copy(to: string, now: number): Promise<Copied> {
    return this.run({ kind: "copy", from: this.databaseFile, to, now }) as Promise<Copied>;
  }

  /** Ends what runs; it is told that it did not finish. */
  async close(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }

  private run(task: ArchiveTask, onProgress?: (entries: number) => void): Promise<unknown> {
    const worker = new Worker(new URL("./archive-worker.mjs", import.meta.url));
    this.workers.add(worker);
    return new Promise<unknown>((resolve, reject) => {
      worker.on("message", (told: Told) => {
        if ("entries" in told) onProgress?.(told.entries);
        else if ("error" in told) reject(new Error(told.error));
        else resolve(told.result);
      });
      worker.once("error", reject).once("exit", () => reject(new Error("The thread ended before it was done.")));
      worker.postMessage(task);
    }).finally(() => {
      this.workers.delete(worker);
      void worker.terminate();
    });
  }
}

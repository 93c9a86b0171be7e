import { statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Storage } from "../trust/retention-shape";

type TableSize = Storage["tables"][number];

/** Counts pages and rows of every table; reads all of the database file. Throws what the thread says if it cannot. */
export async function measureStorage(databaseFile: string, at: number): Promise<Storage> {
  const tables = await tableSizes(databaseFile);
  return {
    measuredAt: new Date(at).toISOString(),
    file: sizeOf(databaseFile),
    log: sizeOf(`${databaseFile}-wal`),
    windows: sizeOf(`${databaseFile}-windows`),
    tables,
  };
}

function tableSizes(databaseFile: string): Promise<TableSize[]> {
  const worker = new Worker(new URL("./sizes-worker.mjs", import.meta.url), { workerData: databaseFile });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
    worker.once("exit", () => reject(new Error("The thread that measures the database ended without an answer.")));
  });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

// Verifies and copies in a thread: both read everything there is, and the event loop has no time for that.
import { parentPort } from "node:worker_threads";
import Database from "better-sqlite3";
import type { ArchiveTask } from "./archive";
import { copyDatabase } from "./copy";
import { prove } from "./prove";

parentPort?.on("message", (task: ArchiveTask) => {
  void done(task).then(
    (result) => parentPort?.postMessage({ result }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});

async function done(task: ArchiveTask): Promise<unknown> {
  if (task.kind === "copy") return copyDatabase(task.from, task.to, task.now);
  const db = new Database(task.file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    return prove(db, { ...task.question, onProgress: (entries) => parentPort?.postMessage({ entries }) });
  } finally {
    db.close();
  }
}

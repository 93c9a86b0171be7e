// Moves the write-ahead log into the database when asked: disks take their time for that, and the event loop has none.
// Plain JavaScript, because a thread starts without whatever lets its parent run TypeScript.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

// While one round is on its way to the disk more is written; the next finds less, until one finds nothing new. Only then
// is everything on the disk, and the log begins anew.
const ROUNDS = 50;

const database = new Database(workerData, { fileMustExist: true, timeout: 0 });

parentPort?.on("message", () => {
  try {
    parentPort?.postMessage({ progress: checkpoint() });
  } catch ({ code, message }) {
    // The disk may be full, for now; whoever asked knows what a failure means.
    parentPort?.postMessage({ failure: { code: String(code), message } });
  }
});

function checkpoint() {
  let progress;
  for (let round = 0; round < ROUNDS; round++) {
    [progress] = database.pragma("wal_checkpoint(PASSIVE)");
    if (progress.busy !== 0 || progress.checkpointed === progress.log) break;
  }
  return progress;
}

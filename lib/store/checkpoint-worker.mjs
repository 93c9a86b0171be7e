// Moves the write-ahead log into the database when asked: disks take their time for that, and the event loop has none.
// Plain JavaScript, because a thread starts without whatever lets its parent run TypeScript.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

const database = new Database(workerData, { fileMustExist: true, timeout: 0 });
parentPort?.on("message", () => parentPort?.postMessage(database.pragma("wal_checkpoint(PASSIVE)")));

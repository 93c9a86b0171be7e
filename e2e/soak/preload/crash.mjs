// Loaded into a server that is to die in the middle of a commit: after it was told {crashAt: n}, the n-th statement of the next
// transaction of the ingest path kills the process, before it runs or after.
import { createRequire } from "node:module";

const Database = createRequire(import.meta.url)("better-sqlite3");
let armed = null;
let inside = 0;

process.on("message", (message) => {
  if (typeof message?.crashAt !== "number") return;
  armed = message;
  inside = 0;
  process.send("armed");
});
process.channel?.unref();

const memory = new Database(":memory:");
const statements = Object.getPrototypeOf(memory.prepare("SELECT 1"));
memory.close();
for (const name of ["run", "get", "all"]) {
  const call = statements[name];
  statements[name] = function (...values) {
    if (!armed) return call.apply(this, values);
    if (this.source === "BEGIN IMMEDIATE") inside = 1;
    else if (inside > 0) inside += 1;
    const here = inside === armed.crashAt;
    if (here && !armed.after) process.kill(process.pid, "SIGKILL");
    const result = call.apply(this, values);
    if (here) process.kill(process.pid, "SIGKILL");
    if (this.source === "COMMIT" || this.source === "ROLLBACK") {
      // A transaction with fewer statements than that dies at its end.
      if (inside > 0 && armed.crashAt > inside) process.kill(process.pid, "SIGKILL");
      inside = 0;
    }
    return result;
  };
}

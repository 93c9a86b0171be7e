// Loaded into a server under test: says on request how it feels since the last time, and does harm to itself when told to.
import { readdirSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const EVERY_MS = 10;
const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
delay.enable();

/** Memory is given back to the system a moment after it is collected. */
const GIVEN_BACK_MS = 500;

process.on("message", (message) => {
  if (message === "reject") void Promise.reject(new Error("nobody handles this"));
  if (message !== "feel") return;
  const longestBlockMs = Math.max(0, delay.max / 1e6 - EVERY_MS);
  // What nothing refers to any more is not held: without this the figure is of the collector's mood.
  collectGarbage();
  collectGarbage();
  setTimeout(() => tell(longestBlockMs), GIVEN_BACK_MS);
});

function tell(longestBlockMs) {
  const polluted = [];
  for (const name in {}) polluted.push(name);
  process.send({
    rss: process.memoryUsage().rss,
    /** Null where the system does not say. */
    files: process.platform === "linux" ? readdirSync("/proc/self/fd").length : null,
    longestBlockMs,
    polluted,
  });
  delay.reset();
}
process.channel?.unref();

// Preloaded into a server that the bench starts: tells over the process channel how the server feels.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Since the last reading. Delay of the event loop in ms beyond the 1 ms it is looked at; CPU in ms; memory in bytes. */
export type Reading = { p50: number; p99: number; longest: number; cpu: number; rss: number; heap: number };

const EVERY_MS = 1;
const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
delay.enable();
let cpu = process.cpuUsage();

function read(): Reading {
  const spent = process.cpuUsage(cpu);
  const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - EVERY_MS);
  const { rss, heapUsed, external } = process.memoryUsage();
  const reading = {
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    longest: ms(delay.max),
    cpu: (spent.user + spent.system) / 1000,
    rss,
    heap: heapUsed + external,
  };
  delay.reset();
  cpu = process.cpuUsage();
  return reading;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

process.on("message", ({ collect }: { collect?: boolean }) => {
  if (collect) collectGarbage();
  process.send?.(read());
});
// The server ends when it wants to, not when the bench stops listening.
process.channel?.unref();

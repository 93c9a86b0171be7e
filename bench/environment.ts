import { cpus, loadavg, totalmem } from "node:os";

/** What the figures depend on, in one line; the load is the machine's, other work included. */
export function environment(): string {
  const cores = cpus();
  const load = loadavg().map((value) => value.toFixed(2));
  return [
    `Node ${process.version}`,
    `${process.platform} ${process.arch}`,
    `${cores.length} × ${cores[0]?.model.trim() ?? "unknown processor"}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `load average ${load.join(" ")}`,
    new Date().toISOString(),
  ].join(" · ");
}

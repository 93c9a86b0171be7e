import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MusterServer, pause } from "../../server";
import type { Check, Extent } from "../check";
import { registerAgents } from "../feed";
import { unsound } from "../stored";
import { count, missesOf, verdict } from "../verdict";

export const failed: Check = {
  id: "R6",
  asks: "after a sync that failed nothing is acknowledged any more, readiness is red, and a restart is clean",
  async run(extent) {
    if (process.platform !== "linux")
      return { verdict: "not applicable", reason: "errors of the disk are injected on Linux only" };
    const folder = mkdtempSync(join(tmpdir(), "muster-shim-"));
    try {
      const shim = join(folder, "disk-error.so");
      const compiled = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-o", shim, "e2e/soak/preload/disk-error.c", "-ldl"]);
      if (compiled.status !== 0)
        return { verdict: "not applicable", reason: "there is no C compiler to build what makes a disk fail" };
      const misses: string[] = [];
      const figures: string[] = [];
      const files = { "the log": "-wal", ...(extent === "full" && { "the database": ".db" }) };
      for (const [what, suffix] of Object.entries(files)) {
        const found = await breakDisk(shim, join(folder, suffix), suffix, extent);
        figures.push(`${what} cannot be synced: ${found.figure}`);
        misses.push(...found.misses.map((miss) => `${miss} where ${what} cannot be synced`));
      }
      return verdict(figures.join("; "), misses);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function breakDisk(shim: string, broken: string, suffix: string, extent: Extent) {
  const server = await MusterServer.start({ env: { LD_PRELOAD: shim, FAIL_WHEN: broken, FAIL_SUFFIX: suffix } });
  try {
    await registerAgents(server);
    let sent = 0;
    const send = async () => {
      const id = `soak.${sent++}`;
      const { status } = await server.call("POST", "/signals", {
        body: { signals: [{ id, agentId: "agent-0", dimension: "output_quality", value: 0.9, source: "soak" }] },
      });
      return status;
    };
    let acknowledged = 0;
    const accept = (status: number) => (acknowledged += status === 200 ? 1 : 0);
    for (let i = 0; i < 100; i++) accept(await send());
    writeFileSync(broken, "");
    const statuses: number[] = [];
    const patience = Date.now() + 20_000;
    while (!statuses.includes(503) && Date.now() < patience) {
      statuses.push(await send());
      accept(statuses.at(-1) ?? 0);
    }
    for (let i = 0; i < 200; i++) statuses.push(await send());
    const ready = await fetch(`${server.origin}/readyz`).then(({ status }) => status);
    const command = await server.call("POST", "/agents", { body: { name: "Late", model: "test-model" } });
    const board = await server.call("GET", "/board");
    // A disk that seems well again has forgotten what it did not write.
    rmSync(broken);
    await pause(extent === "full" ? 2_000 : 300);
    for (let i = 0; i < 20; i++) statuses.push(await send());
    const began = performance.now();
    await server.stop();
    const stopMs = performance.now() - began;
    await server.start();
    const ids = new Set(server.read((db) => db.prepare("SELECT signalId FROM Signal").pluck().all()));
    const after = await send();
    const rows = server.read((db) => db.prepare("SELECT count(*) FROM Signal").pluck().get()) as number;
    const first = statuses.indexOf(503);
    const late = statuses.slice(first).filter((status) => status !== 503).length;
    const misses = missesOf({
      "it never stopped acknowledging": first >= 0,
      [`${late} answers other than 503 after the first error`]: late === 0,
      [`/readyz said ${ready}`]: ready === 503,
      [`a command was answered ${command.status}`]: command.status === 503,
      [`a read was answered ${board.status}`]: board.status === 200,
      [`the stop took ${count(stopMs)} ms`]: stopMs < 10_000,
      [`${acknowledged} acknowledged, ${ids.size} there after the restart`]: ids.size >= acknowledged,
      [`after the restart it answered ${after}`]: after === 200,
    });
    misses.push(...(await unsound(server, rows)));
    return { figure: `${count(statuses.length - first)} requests after the first error, 0 acknowledged, restart clean`, misses };
  } finally {
    await server.remove();
  }
}

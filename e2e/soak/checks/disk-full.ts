import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Answer, MusterServer, pause } from "../../server";
import type { Check, Extent } from "../check";
import { Feed, registerAgents } from "../feed";
import { Stored, unsound } from "../stored";
import { count, missesOf, verdict } from "../verdict";

const REQUESTS = 200;
const RECOVERS_MS = { full: 5_000, short: 15_000 };

/** A disk that can be filled and emptied. */
type Disk = { what: string; server: MusterServer; fill(): Promise<void>; empty(): Promise<void>; remove(): Promise<void> };

export const full: Check = {
  id: "R5",
  asks: "a full disk refuses what is written, keeps what was acknowledged, goes on reading and recovers without a restart",
  async run(extent) {
    const kinds = extent === "full" ? [limited, mounted] : [mounted];
    const findings: string[] = [];
    const misses: string[] = [];
    for (const make of kinds) {
      const disk = (await make()) ?? (extent === "short" ? await limited() : null);
      if (!disk) continue;
      try {
        await registerAgents(disk.server);
        const found = await fillUp(disk, extent);
        findings.push(found.figure);
        misses.push(...found.misses.map((miss) => `${miss} (${disk.what})`));
      } finally {
        await disk.remove();
      }
    }
    return verdict(findings.join("; "), misses);
  },
};

async function fillUp({ what, server, fill, empty }: Disk, extent: Extent) {
  const feed = new Feed(server, { senders: 4, batch: 100 });
  await feed.next();
  await pause(500);
  await fill();
  // What the log still has room for is kept like anything else.
  const patience = Date.now() + 20_000;
  while (!feed.statuses.has(503) && Date.now() < patience) await pause(20);
  const answers = await Promise.all(Array.from({ length: REQUESTS }, (_, i) => one(server, i)));
  const command = await server.call("POST", "/agents", { body: { name: "Late", model: "test-model" } });
  const reads = await Promise.all(
    ["/board", "/agents", "/journal", "/agents/agent-0/score"].map((path) => server.call("GET", path)),
  );
  // Samples, the log and the rest of what nobody asks for meet the full disk as well.
  await pause(extent === "full" ? 5_000 : 2_500);
  const alive = await fetch(`${server.origin}/livez`).then(({ status }) => status);
  await empty();
  const since = performance.now();
  while ((await one(server, REQUESTS)).status !== 200 && performance.now() - since < 30_000) await pause(50);
  const recovery = performance.now() - since;
  await feed.finish();
  const stored = new Stored(server);
  const { lost, doubled, torn } = stored.read(feed);
  const good = answers.filter(({ status }) => status === 200).length;
  const wrong = [...answers, command].filter((answer) => answer.status !== 200 && !isFull(answer));
  const others = [...feed.statuses.keys()].filter((status) => ![200, 503].includes(status));
  const probes = server.read((db) => db.prepare("SELECT count(*) FROM Signal WHERE signalId LIKE 'probe.%'").pluck().get());
  const misses = missesOf({
    [`answered otherwise: ${JSON.stringify(wrong[0] ?? null)}`]: wrong.length === 0,
    "nothing was refused": good < REQUESTS / 2,
    [`statuses ${others.join(", ")}`]: others.length === 0,
    [`reads answered ${reads.map(({ status }) => status).join(", ")}`]: reads.every(({ status }) => status === 200),
    [`/livez said ${alive}`]: alive === 200,
    [`${lost.length} batches lost, ${doubled.length} doubled, ${torn.length} torn`]:
      lost.length + doubled.length + torn.length === 0,
    [`recovered after ${count(recovery)} ms`]: recovery <= RECOVERS_MS[extent],
    "a refused signal was stored, or an acknowledged one was not": probes === good + 1,
  });
  const rows = server.read((db) => db.prepare("SELECT count(*) FROM Signal").pluck().get()) as number;
  misses.push(...(await unsound(server, rows)));
  if ((await server.stop()) !== 0) misses.push("the stop was not orderly");
  const figure = `${what}: ${REQUESTS - good} of ${REQUESTS} requests refused with 503, ${count(feed.signals)} acknowledged, 0 lost, reads went on, first commit ${count(recovery)} ms after there was space`;
  return { figure, misses };
}

const one = (server: MusterServer, i: number): Promise<Answer> =>
  server.call("POST", "/signals", {
    body: { signals: [{ id: `probe.${i}`, agentId: "agent-1", dimension: "output_quality", value: 0.7, source: "soak" }] },
  });

const isFull = ({ status, headers, body }: Answer): boolean =>
  status === 503 &&
  headers.get("retry-after") !== null &&
  (headers.get("content-type") ?? "").startsWith("application/problem+json") &&
  (body as { code?: string }).code === "store/full";

/** A database that may not grow: works everywhere. */
async function limited(): Promise<Disk> {
  const server = await MusterServer.start({ preload: ["./e2e/soak/preload/small-disk.mjs"] });
  const set = async (isFull: boolean) => {
    const done = once(server.process, "message");
    server.process.send({ full: isFull });
    await done;
  };
  return {
    what: "a database that may not grow",
    server,
    fill: () => set(true),
    empty: () => set(false),
    remove: () => server.remove(),
  };
}

/** A file system of its own, where it may be mounted. */
async function mounted(): Promise<Disk | null> {
  const folder = mkdtempSync(join(tmpdir(), "muster-disk-"));
  const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", folder]);
  if (mount.status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, "ballast");
  const server = await MusterServer.start({ folder });
  return {
    what: "a disk of 48 MB",
    server,
    async fill() {
      for (const bytes of [1024 * 1024, 4096]) {
        try {
          for (;;) appendFileSync(ballast, Buffer.alloc(bytes));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
    },
    async empty() {
      rmSync(ballast);
    },
    async remove() {
      await server.remove();
      spawnSync("umount", [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

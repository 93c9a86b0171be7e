import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { MusterServer, pause } from "../../server";
import type { Check, Finding } from "../check";
import { Feed, registerAgents } from "../feed";
import { FEEL, type Feeling, feel } from "../feel";
import { count, missesOf, verdict } from "../verdict";

const MINUTES = 3;
const TASK_KILLS = 20;
const MEGABYTE = 1024 ** 2;

export const unhandled: Check = {
  id: "G1",
  asks: "an error that nobody handles is logged and ends the process with 1",
  async run() {
    const server = await MusterServer.start({ preload: [FEEL] });
    try {
      const gone = once(server.process, "exit") as Promise<[number | null]>;
      server.process.send("reject");
      const [code] = await gone;
      // What it wrote last may still be on its way.
      await pause(200);
      const misses = missesOf({
        [`it ended with ${code}`]: code === 1,
        "the log does not say why": server.written.includes("nobody handles this"),
      });
      return verdict(`ended with ${code}, logged`, misses);
    } finally {
      await server.remove();
    }
  },
};

/** Versions that mend what was found in those before them. */
const OLDEST: Record<string, string> = { next: "16.2.6", "socket.io-parser": "4.2.7" };
const OLDEST_SQLITE = "3.51.3";

export const dependencies: Check = {
  id: "G2",
  asks: "what is built on has no known hole: next, socket.io-parser, SQLite, and npm audit where the registry answers it",
  async run(extent): Promise<Finding> {
    const found = Object.keys(OLDEST).map((name) => [name, versionOf(name)] as const);
    const memory = new Database(":memory:");
    const sqlite = String(memory.prepare("SELECT sqlite_version()").pluck().get());
    memory.close();
    const misses = missesOf({
      ...Object.fromEntries(
        found.map(([name, version]) => [`${name} ${version} is too old`, atLeast(version, OLDEST[name] ?? "")]),
      ),
      [`SQLite ${sqlite} is too old`]: atLeast(sqlite, OLDEST_SQLITE),
    });
    const audited = extent === "full" ? audit() : { said: "npm audit only in full", high: 0 };
    if (audited.high > 0) misses.push(`npm audit names ${audited.high} high or critical`);
    return verdict([...found.map((pair) => pair.join(" ")), `SQLite ${sqlite}`, audited.said].join(", "), misses);
  },
};

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as { version: string };
  return version;
}

function atLeast(version: string, oldest: string): boolean {
  const [have, need] = [version, oldest].map((text) => text.split(/[.-]/).map(Number));
  for (const [i, part] of (need ?? []).entries()) if ((have?.[i] ?? 0) !== part) return (have?.[i] ?? 0) > part;
  return true;
}

/** Never a pass where the registry does not answer. */
function audit(): { said: string; high: number } {
  const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], { encoding: "utf8", timeout: 60_000 });
  try {
    const { metadata } = JSON.parse(stdout) as { metadata?: { vulnerabilities: { high: number; critical: number } } };
    if (!metadata) throw new Error("no answer");
    const high = metadata.vulnerabilities.high + metadata.vulnerabilities.critical;
    return { said: `npm audit: ${high} high or critical`, high };
  } catch {
    return { said: "npm audit not applicable: the registry does not answer that question", high: 0 };
  }
}

export const steady: Check = {
  id: "G3",
  asks: "memory and open files do not grow with time",
  async run(extent) {
    if (extent === "short") return { verdict: "not applicable", reason: `it takes ${MINUTES + 1} minutes; run it in full` };
    const server = await MusterServer.start({ preload: [FEEL] });
    try {
      await registerAgents(server);
      const feed = new Feed(server, { senders: 4, batch: 50, rate: 2_000 });
      await pause(60_000);
      const seen: Feeling[] = [];
      for (let i = 0; i <= MINUTES * 6; i++) {
        seen.push(await feel(server));
        await pause(10_000);
      }
      await feed.finish();
      // Of the lowest in each half: garbage comes and goes.
      const half = Math.floor(seen.length / 2);
      const lowest = (list: typeof seen) => Math.min(...list.map(({ rss }) => rss));
      const grown = (lowest(seen.slice(half)) - lowest(seen.slice(0, half))) / MEGABYTE;
      const files = (seen.at(-1)?.files ?? 0) - (seen[0]?.files ?? 0);
      const misses = missesOf({ [`${grown.toFixed(1)} MB more`]: grown < 10, [`${files} more open files`]: files <= 2 });
      return verdict(
        `${MINUTES} min at 2,000 signals/s (${count(feed.signals)}): ${grown.toFixed(1)} MB, ${files} files more`,
        misses,
      );
    } finally {
      await server.remove();
    }
  },
};

export const tasks: Check = {
  id: "G4",
  asks: "kill -9 while tasks are decided, dispatched and settled leaves no assignment without decision, no end without payment",
  async run(extent) {
    if (extent === "short")
      return { verdict: "not applicable", reason: "e2e/tasks does this with fewer kills; run it in full for more" };
    const { status, stdout } = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "e2e/tasks"], {
      encoding: "utf8",
      env: { ...process.env, TASK_KILLS: String(TASK_KILLS) },
    });
    const failures = stdout.split("\n").filter((line) => line.includes("AssertionError"));
    return verdict(
      `${TASK_KILLS} kills, every rule of e2e/tasks after each`,
      status === 0 ? [] : [failures[0]?.trim() ?? "the suite failed"],
    );
  },
};

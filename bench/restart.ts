import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { windowFileOf } from "../lib/store/window-file";
import { Child } from "./child";
import type { SeedOrder } from "./seed";
import { KEY } from "./server";
import { median } from "./statistics";
import { atMost, type Figure, ms } from "./table";

const PORT = 3260;
const AGENTS = 10_000;
const ROOT = fileURLToPath(new URL("..", import.meta.url));

type Start = { took: number; board: string };

/** P22: from the start of the process to the first ready answer, with the windows kept and with every signal read again. */
export async function measureRestart(quick: boolean): Promise<Figure[]> {
  const counts = quick ? [20_000, 100_000] : [10_000, 100_000, 1_000_000];
  const rounds = quick ? 1 : 3;
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const seeder = Child.start<SeedOrder, { seconds: number }>("./seed.ts");
  try {
    const kept: number[] = [];
    let replayed = Number.NaN;
    for (const signals of counts) {
      const databaseFile = join(folder, `${signals}.db`);
      await seeder.ask({ databaseFile, agents: AGENTS, signals });
      const starts: Start[] = [];
      for (let round = 0; round < rounds; round++) starts.push(await start(databaseFile));
      kept.push(median(starts.map(({ took }) => took)));
      rmSync(windowFileOf(databaseFile));
      const again = await start(databaseFile);
      replayed = again.took;
      if (new Set([...starts, again].map(({ board }) => board)).size !== 1)
        throw new Error("scores differ between a start from the kept windows and one from all signals");
    }
    const most = counts.at(-1)?.toLocaleString("en");
    const longest = kept.at(-1) ?? Number.NaN;
    const steps = Math.log((counts.at(-1) ?? 1) / (counts[0] ?? 1));
    const exponent = Math.log(longest / (kept[0] ?? Number.NaN)) / steps;
    return [
      {
        id: "P22",
        metric: `start to ready, 10,000 agents and ${most} signals`,
        measured: `${ms(longest)}; reading every signal again ${ms(replayed)}; scores byte-equal`,
        value: longest,
        shown: ms(longest),
        must: atMost(5_000, "≤ 5 s"),
        goal: atMost(1_500, "≤ 1.5 s"),
      },
      {
        id: "P22",
        metric: "growth exponent of the start in stored signals",
        measured: counts.map((signals, i) => `${signals.toLocaleString("en")}: ${ms(kept[i] ?? Number.NaN)}`).join(", "),
        value: exponent,
        shown: exponent.toFixed(2),
        must: atMost(0.3),
        goal: atMost(0.1),
      },
    ];
  } finally {
    seeder.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts Muster on a database, times it, takes its board without what is of the moment, and kills it. */
async function start(databaseFile: string): Promise<Start> {
  const env = {
    ...process.env,
    DATABASE_URL: `file:${databaseFile}`,
    PORT: String(PORT),
    MUSTER_API_KEY: KEY,
    LOG_LEVEL: "error",
  };
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", "lib/server.ts"], { cwd: ROOT, env, stdio: "ignore" });
  try {
    const gone = new Promise<never>((_, reject) => child.once("exit", (code) => reject(new Error(`it ended with ${code}`))));
    await Promise.race([ready(), gone]);
    const took = performance.now() - began;
    const headers = { authorization: `Bearer ${KEY}` };
    const board = (await (await fetch(`http://127.0.0.1:${PORT}/api/v1/board`, { headers })).json()) as Record<string, unknown>;
    const { at: _, seq: __, version: ___, delta24h: ____, ...scores } = board;
    return { took, board: JSON.stringify(scores) };
  } finally {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}

async function ready(): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(10);
  }
}

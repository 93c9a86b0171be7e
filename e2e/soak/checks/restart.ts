import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../../../bench/child";
import type { SeedOrder } from "../../../bench/seed";
import { windowFileOf } from "../../../lib/store/window-file";
import { MusterServer } from "../../server";
import type { Check, Extent } from "../check";
import { count, missesOf, verdict } from "../verdict";

const AGENTS = 10_000;
const MOST_MS = { full: 5_000, short: 30_000 };

export const restarted: Check = {
  id: "R11",
  asks: "a restart with a million signals is ready within 5 s and shows the very same board",
  async run(extent) {
    const folder = mkdtempSync(join(tmpdir(), "muster-restart-"));
    try {
      return await restart(folder, extent);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function restart(folder: string, extent: Extent) {
  const signals = extent === "full" ? 1_000_000 : 50_000;
  const databaseFile = join(folder, "muster.db");
  const seeder = Child.start<SeedOrder, { seconds: number }>("./seed.ts");
  try {
    await seeder.ask({ databaseFile, agents: AGENTS, signals });
  } finally {
    seeder.stop();
  }
  const misses = missesOf({ "the windows were not kept": existsSync(windowFileOf(databaseFile)) });
  const first = await timed(folder);
  const before = await board(first.server);
  await first.server.kill();
  const second = extent === "full" ? await timed(folder) : null;
  const after = second ? await board(second.server) : before;
  await second?.server.kill();
  const { ms } = second ?? first;
  // Without the file every signal is read again: the board as a naive start makes it.
  rmSync(windowFileOf(databaseFile));
  const third = await timed(folder);
  const replayed = await board(third.server);
  await third.server.remove();
  misses.push(
    ...missesOf({
      "the board differs after a restart": after === before,
      "the board differs from one made of all signals": replayed === before,
      [`ready after ${count(ms)} ms`]: ms <= MOST_MS[extent],
      [`ready after ${count(third.ms)} ms where all signals are read again`]: third.ms <= MOST_MS[extent],
    }),
  );
  return verdict(
    `${count(signals)} signals, ${count(AGENTS)} agents: ready in ${count(ms)} ms, ${count(third.ms)} ms from all signals, board equal to the byte`,
    misses,
  );
}

async function timed(folder: string): Promise<{ server: MusterServer; ms: number }> {
  const began = performance.now();
  const server = await MusterServer.start({ folder });
  return { server, ms: performance.now() - began };
}

/** The board as text, without what is of the moment. */
async function board(server: MusterServer): Promise<string> {
  const { body } = await server.call("GET", "/board");
  const { at: _, seq: __, version: ___, delta24h: ____, ...scores } = body as Record<string, unknown>;
  return JSON.stringify(scores);
}

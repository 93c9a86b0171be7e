import { spawn } from "node:child_process";
import { once } from "node:events";
import { MusterServer, pause } from "../../server";
import type { Check, Extent } from "../check";
import { Feed, registerAgents } from "../feed";
import { FEEL, feel } from "../feel";
import { Stored, unsound } from "../stored";
import { count, missesOf, verdict } from "../verdict";

/** What asks for more is not slowed down by the database, but by itself. */
const MOST_BLOCKED_MS = { full: 200, short: 1_000 };

export const locked: Check = {
  id: "R7",
  asks: "while another program holds the database nothing is lost, nothing but 503 is answered and the process stays awake",
  async run(extent) {
    const server = await MusterServer.start({ preload: [FEEL] });
    try {
      await registerAgents(server);
      return await lockedOut(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function lockedOut(server: MusterServer, extent: Extent) {
  const holdMs = extent === "full" ? 10_000 : 2_000;
  await feel(server);
  const feed = new Feed(server, { senders: 20, batch: 20, rate: 2_000 });
  await feed.next();
  await pause(500);
  const usual = (await feel(server)).longestBlockMs;
  const { released } = await hold(server.file, holdMs);
  const before = feed.signals;
  // Commands wait like signals do.
  const command = server.call("POST", "/agents", { body: { name: "Late", model: "test-model" } });
  await released;
  const within = feed.signals - before;
  const { longestBlockMs } = await feel(server);
  const { status } = await command;
  const resumed = performance.now();
  await feed.next();
  const recovery = performance.now() - resumed;
  await feed.finish();
  const stored = new Stored(server);
  const { lost, doubled, torn } = stored.read(feed);
  const others = [...feed.statuses.keys()].filter((answered) => ![200, 503].includes(answered));
  const misses = missesOf({
    [`statuses ${others.join(", ")}`]: others.length === 0,
    [`${lost.length} batches lost, ${doubled.length} doubled, ${torn.length} torn`]:
      lost.length + doubled.length + torn.length === 0,
    [`the event loop stood still for ${count(longestBlockMs)} ms`]: longestBlockMs <= MOST_BLOCKED_MS[extent],
    [`the command was answered ${status}`]: [201, 503].includes(status),
    "the lock kept nobody waiting": within <= feed.options.senders * feed.options.batch,
  });
  misses.push(...(await unsound(server, feed.signals)));
  const refused = feed.statuses.get(503) ?? 0;
  return verdict(
    `held for ${holdMs / 1000} s at 2,000 signals/s: ${count(feed.signals)} acknowledged, 0 lost, ${refused} answers of 503, acknowledged after at most ${count(feed.longestMs)} ms, longest block ${count(longestBlockMs)} ms (before: ${count(usual)}), first commit ${count(recovery)} ms after`,
    misses,
  );
}

const HOLD = `const db = require("better-sqlite3")(process.argv[1]);
db.pragma("busy_timeout = 5000");
db.exec("BEGIN IMMEDIATE");
process.stdout.write("held");
setTimeout(() => { db.exec("COMMIT"); process.exit(0); }, Number(process.argv[2]));`;

/** Takes the lock in a process of its own; resolves once it is held. */
async function hold(file: string, ms: number): Promise<{ released: Promise<unknown> }> {
  const holder = spawn(process.execPath, ["-e", HOLD, file, String(ms)], { stdio: ["ignore", "pipe", "inherit"] });
  const released = once(holder, "exit");
  await once(holder.stdout, "data");
  return { released };
}

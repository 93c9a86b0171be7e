// The demo fleet: simulated agents that report to Muster through its public API and nothing else, and that answer chats.
// Start: one line of JSON on stdin, {"url": "http://127.0.0.1:3000", "key": "…"}; it stops when stdin closes or on SIGTERM.
// What an agent is (roster, characters) is kept apart from how it is reported (signals, simulation), from the work it is
// given (tasks, work) and from how it answers (temperaments, endpoint → answer → mind, skills).

import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { hasten, haveAudited } from "./certify";
import { Endpoint } from "./endpoint";
import { type Joined, join, report } from "./enlist";
import { Muster, Refused } from "./muster";
import { parseOrder } from "./order";
import { randomFrom } from "./random";
import { ROSTER } from "./roster";
import { biddersOf, giveWork, rateIn } from "./work";

/** The opening comes in this many parts, one every so many milliseconds. */
const ROUNDS = 10;
const ROUND_MS = 500;
/** Milliseconds between two reports, and the longest time that one report may cover after an interruption, in seconds. */
const STEP_MS = 250;
const LONGEST_STEP = 2;
const SUMMARY_SECONDS = 60;

const tell = (line: string) => process.stdout.write(`demo fleet: ${line}\n`);

async function open(muster: Muster, { simulation, arrived }: Joined): Promise<void> {
  if (arrived.size === 0) return;
  let sent = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const signals = simulation.opening(round, ROUNDS, Date.now(), arrived);
    const next = sleep(ROUND_MS);
    sent += await report(muster, simulation, signals, tell);
    await next;
  }
  tell(`${sent} signals about the past of ${arrived.size} agents are in`);
}

async function run(muster: Muster, { simulation }: Joined): Promise<void> {
  const start = performance.now();
  let last = 0;
  let sent = 0;
  let told = 0;
  while (simulation.size > 0) {
    await sleep(STEP_MS);
    const now = (performance.now() - start) / 1000;
    sent += await report(muster, simulation, simulation.step(Math.max(last, now - LONGEST_STEP), now), tell);
    last = now;
    if (now - told < SUMMARY_SECONDS) continue;
    tell(`${sent} signals accepted in ${Math.round(now - told)} s`);
    told = now;
    sent = 0;
  }
  tell("no agent is left; nothing more to report");
}

/** Port at which the agents answer; 0 where the system is to choose. */
function portIn(text: string | undefined): number {
  const port = Number(text || 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Refused(`MUSTER_DEMO_PORT=${text} is no port.`);
  return port;
}

async function main(line: string, stopped: AbortSignal): Promise<void> {
  const order = parseOrder(line);
  if (!order.ok) throw new Refused(order.why);
  const muster = new Muster(order.url, order.key, stopped, tell);
  const endpoint = new Endpoint();
  await endpoint.listen(portIn(process.env.MUSTER_DEMO_PORT));
  // Muster calls endpoints on private addresses only where it was told to, and this port may be the system's choice.
  process.send?.({ answersAt: endpoint.port });
  const perMinute = rateIn(process.env.MUSTER_DEMO_TASKS);
  const plan = { roster: ROSTER, seed: 20_261_120, run: `demo-${randomUUID().slice(0, 8)}` };
  const joined = await join(muster, endpoint, plan, tell);
  tell(`the agents answer chats at ${endpoint.urlOf("AGENT")}`);
  if (order.paceKey !== null) await hasten(new Muster(order.url, order.paceKey, stopped, tell), tell);
  await haveAudited(muster, joined.arrived, tell);
  await open(muster, joined);
  const { simulation, generation } = joined;
  const stream = { random: randomFrom(Date.now()), perMinute, now: Date.now };
  await Promise.all([run(muster, joined), giveWork(muster, simulation, biddersOf(ROSTER, generation), stream, tell)]);
}

function end(code: number): never {
  process.exit(code);
}

const stop = new AbortController();
const input = createInterface({ input: process.stdin });
const leave = (why: string) => {
  stop.abort();
  tell(`stopped: ${why}`);
  end(0);
};
process.once("SIGTERM", () => leave("asked to"));
process.once("SIGINT", () => leave("asked to"));
input.once("close", () => leave("the console that started it is gone"));
input.once("line", (line) => {
  main(line, stop.signal).then(
    () => end(0),
    (error: unknown) => {
      tell(error instanceof Refused ? error.message : `failed: ${error instanceof Error ? error.message : String(error)}`);
      end(1);
    },
  );
});

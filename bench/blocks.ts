// In a process of its own: the longest that each background job holds the event loop, with a fleet that has a past.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SYSTEM } from "../lib/access/action";
import { changeGate } from "../lib/commands/change-gate";
import { noteKeyUse } from "../lib/commands/note-key-use";
import { takeSamples } from "../lib/commands/take-samples";
import { readConfig } from "../lib/config";
import type { Agenda } from "../lib/engine/agenda";
import { type Alarm, realTimer } from "../lib/engine/alarm";
import { watchSpotAudits } from "../lib/engine/audits";
import { refreshDayAgo, watchTiers } from "../lib/engine/background";
import { followAll } from "../lib/engine/follow";
import { keepWindows } from "../lib/engine/keep-windows";
import { Retention } from "../lib/engine/retention";
import type { Runtime } from "../lib/runtime";
import { startRuntime } from "../lib/start";
import { WriteAheadLog } from "../lib/store/write-ahead-log";
import { obey } from "./child";

export type BlocksOrder = { agents: number; samples: number; oldSignals: number };
/** Longest block of each job, ms, and how long the whole job took. */
export type BlocksReply = { job: string; block: number; took: number }[];

const DAY_MS = 86_400_000;

async function measure(order: BlocksOrder): Promise<BlocksReply> {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const env = { DATABASE_URL: `file:${join(folder, "muster.db")}`, LOG_LEVEL: "error" };
  const config = readConfig(env, { demo: false, terminal: false });
  try {
    await startRuntime(config).then((fresh) => seed(fresh, order));
    const clock = { ahead: 0 };
    const runtime = await startRuntime(config, () => Date.now() + clock.ahead);
    const writeAheadLog = await WriteAheadLog.open(runtime.store, config.databaseFile, (error) => runtime.writer.fail(error));
    const agents = [...runtime.fleet.active].slice(0, 500);
    const retention = new Retention();
    const checkpoint = () => writeAheadLog.run();
    const jobs: [string, () => Promise<unknown>][] = [
      ["samples", () => takeSamples(agents)],
      ["day-ago scores", refreshDayAgo],
      ["key use", noteKeyUse],
      ["windows", () => keepWindows(Number.POSITIVE_INFINITY)],
      ["retention", () => besides(retention.run(), checkpoint)],
      ["agendas", () => followAll(runtime.fleet.active)],
      ["gate change", () => changeGate(SYSTEM, { decayRatePerDay: 0.02, reason: "bench" })],
      [
        "tier drops due",
        () =>
          besides(
            allDue(clock, 6 * DAY_MS, () => watchTiers(realTimer), runtime.tierDrops),
            checkpoint,
          ),
      ],
      [
        "spot audits due",
        () =>
          besides(
            allDue(clock, 10_000 * DAY_MS, () => watchSpotAudits(realTimer), runtime.spotAudits),
            checkpoint,
          ),
      ],
    ];
    const reply: BlocksReply = [];
    for (const [job, run] of jobs) reply.push({ job, ...(await watched(run)) });
    await writeAheadLog.close();
    await runtime.store.close();
    return reply;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets time pass by so much at once, and works off everything that came due in it. */
async function allDue(clock: { ahead: number }, ahead: number, watch: () => Alarm, agenda: Agenda): Promise<void> {
  clock.ahead = ahead;
  const alarm = watch();
  const until = Date.now() + ahead;
  while (agenda.next !== null && agenda.next <= until) await sleep(1);
  await alarm.stop();
}

/** Repeats something a few times a second, as the process does, until other work is done. */
async function besides(work: Promise<void>, repeated: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => void repeated(), 250);
  await work;
  clearInterval(timer);
}

/** Runs a job beside a loop that notes how long it had to wait for its turn. */
async function watched(run: () => Promise<unknown>): Promise<{ block: number; took: number }> {
  const start = performance.now();
  let last = start;
  let waited = waitedForCore();
  let block = 0;
  let done = false;
  const look = () => {
    const now = performance.now();
    const waiting = waitedForCore();
    block = Math.max(block, now - last - (waiting - waited));
    last = now;
    waited = waiting;
    if (!done) setImmediate(look);
  };
  setImmediate(look);
  await run();
  done = true;
  return { block, took: performance.now() - start };
}

/** Milliseconds the main thread has waited for a core, which is other programs' doing; 0 where the system does not tell. */
function waitedForCore(): number {
  const file = `/proc/${process.pid}/task/${process.pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[1]) / 1e6 : 0;
}

/** Agents with samples of the last days, one in twenty seconds, and signals of which most are older than ninety days. */
async function seed({ store, now }: Runtime, { agents, samples, oldSignals }: BlocksOrder): Promise<void> {
  const { raw } = store;
  const at = now();
  raw.transaction(() => {
    raw
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO Agent (number, id, name, model, registeredAt, registeredBy, certificate, journaledLevel, endpoint)
         SELECT i, 'agent-' || i, 'agent-' || i, 'bench', ?, 'env', i, 5, ? FROM n`,
      )
      .run(agents, at, JSON.stringify({ url: "https://agents.example/v1/chat/completions", protocol: "openai-chat" }));
    raw
      .prepare(
        `INSERT INTO Certificate (id, agentNumber, level, cc, er, "as", ih, auditType, direction, issuedAt, recordedAt, details, source,
                                  issuedBy, gateVersion, auditDraw)
         SELECT 'certificate-' || number, number, 5, 0.95, 0.95, 0.95, 0.95, 'external', 'first', ?, ?, '{}', 'import', 'env', 1,
                number / ? FROM Agent`,
      )
      .run(at, at, agents + 1);
    raw
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)
         INSERT INTO Sample (agentNumber, at, score, low, high, sum, samples, rated, pCount, rCount, oCount, sCount, cCount, weightsVersion)
         SELECT number, ? - i * 20000, 600, 600, 600, 600, 1, 1, 1, 1, 1, 1, 1, 1 FROM Agent, n ORDER BY number, i DESC`,
      )
      .run(samples, at - DAY_MS);
    raw
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)
         INSERT INTO Signal (agentNumber, dimension, value, weight, source, signalId, receivedAt, reporter)
         SELECT 1 + i % ?, 0, 0.7, 1, 'bench', 'id-' || i, ?, 'env' FROM n`,
      )
      .run(oldSignals, agents, at - 91 * DAY_MS);
    raw.exec("INSERT INTO SignalKey (reporter, signalId, row) SELECT reporter, signalId, row FROM Signal");
    raw.exec(`UPDATE Instance SET createdAt = ${at - 100 * DAY_MS}`);
  })();
  await store.close();
}

obey(measure);

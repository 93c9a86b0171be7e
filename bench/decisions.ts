// In a process of its own: Muster's commands and the original's log on databases of their own, for the rows about decisions
// that are kept.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SYSTEM } from "../lib/access/action";
import { recordSignals } from "../lib/commands/record-signals";
import { submitTask } from "../lib/commands/submit-task";
import { readConfig } from "../lib/config";
import { readRoutingStats } from "../lib/reads/decisions";
import type { Candidate } from "../lib/routing/candidate";
import type { Runtime } from "../lib/runtime";
import { startRuntime } from "../lib/start";
import { DIMENSIONS } from "../lib/trust/dimension";
import { OriginalRouter, type Routed } from "./baseline/router";
import { OriginalLog } from "./baseline/router-log";
import { obey } from "./child";
import { sceneOf, sequence } from "./scene";

export type DecisionsOrder =
  | { do: "open"; agents: number }
  /** That many tasks are submitted at once, without bids or with ten. */
  | { do: "ours" | "original"; tasks: number; bids: "ten" | "none" }
  /** Decisions with ten candidates each are added to both logs until there are so many. */
  | { do: "fill"; decisions: number }
  /** Statistics of a few agents in turn, so many times in all. */
  | { do: "our stats" | "original stats"; reads: number }
  | { do: "close" };
/** What it took in milliseconds, and by how many bytes the database grew, once its log is moved into it. */
export type DecisionsReply = { took: number; grew: number };

const TASKS = 400;
const BIDDERS = 10;
/** So that no agent is ever full: what decides stays the same from round to round. */
const ENDLESS = 1_000_000;
const BATCH = 2_000;
const WATCHED = 50;

type Scene = {
  folder: string;
  runtime: Runtime;
  fleet: readonly Candidate[];
  descriptions: readonly string[];
  original: OriginalRouter;
  log: OriginalLog;
  /** By place of the description. */
  bids: ReadonlyMap<string, number>[];
  everybody: ReadonlyMap<string, number>;
  asked: number;
  filled: number;
};

let scene: Scene | undefined;

async function obeyed(order: DecisionsOrder): Promise<DecisionsReply> {
  if (order.do === "open") scene = await open(order.agents);
  if (!scene) throw new Error("nothing is open");
  const { folder, log, runtime } = scene;
  const file = order.do.startsWith("original") ? log.file : runtime.config.databaseFile;
  const before = sizeOf(file);
  const start = performance.now();
  if (order.do === "ours") await submitAll(scene, order.tasks, order.bids);
  if (order.do === "original") recommendAll(scene, order.tasks, order.bids);
  if (order.do === "fill") fill(scene, order.decisions);
  if (order.do === "our stats") for (const agentId of watched(scene, order.reads)) readRoutingStats(SYSTEM, agentId);
  if (order.do === "original stats") for (const agentId of watched(scene, order.reads)) log.stats(agentId);
  const took = performance.now() - start;
  if (order.do !== "close") return { took, grew: sizeOf(file) - before };
  await runtime.writer.close();
  await runtime.store.close();
  rmSync(folder, { recursive: true, force: true });
  scene = undefined;
  return { took, grew: 0 };
}

function watched({ fleet }: Scene, reads: number): string[] {
  return Array.from({ length: reads }, (_, i) => fleet[i % WATCHED]?.agentId ?? "");
}

/** Bytes of a database, its write-ahead log moved into it. */
function sizeOf(file: string): number {
  if (scene?.runtime.config.databaseFile === file) scene.runtime.store.raw.pragma("wal_checkpoint(TRUNCATE)");
  return statSync(file).size;
}

async function open(agents: number): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const env = { DATABASE_URL: `file:${join(folder, "muster.db")}`, LOG_LEVEL: "error" };
  const config = readConfig(env, { demo: false, terminal: false });
  const { fleet, descriptions } = sceneOf(agents, TASKS);
  await startRuntime(config).then((fresh) => enlist(fresh, fleet));
  const runtime = await startRuntime(config);
  await rate(fleet);
  const original = new OriginalRouter();
  for (const { agentId, capabilities, keywords } of fleet)
    original.register({ agentId, capabilities: [...capabilities], keywords: [...keywords] });
  const random = sequence(agents);
  const anybody = () => fleet[Math.floor(random() * fleet.length)]?.agentId ?? "";
  const bids = descriptions.map(
    () => new Map(Array.from({ length: BIDDERS }, () => [anybody(), 10 + Math.floor(random() * 90)])),
  );
  const everybody = new Map(fleet.map(({ agentId, rateSats }) => [agentId, rateSats ?? 1]));
  const log = new OriginalLog(join(folder, "original.db"));
  return { folder, runtime, fleet, descriptions, original, log, bids, everybody, asked: 0, filled: 0 };
}

/** Agents that were certified before, written as a start finds them. */
async function enlist({ store, now }: Runtime, fleet: readonly Candidate[]): Promise<void> {
  const at = now();
  const agent = store.raw.prepare(
    `INSERT INTO Agent (number, id, name, model, registeredAt, registeredBy, certificate, journaledLevel, capabilities, keywords,
       rateSats, capacity)
     VALUES (@number, @agentId, @agentId, 'bench', @at, 'env', @number, 5, @capabilities, @keywords, @rateSats, @capacity)`,
  );
  const certificate = store.raw.prepare(
    `INSERT INTO Certificate (id, agentNumber, level, cc, er, "as", ih, auditType, direction, issuedAt, recordedAt, details, source,
       issuedBy, gateVersion, auditDraw)
     VALUES ('certificate-' || @number, @number, 5, 0.95, 0.95, 0.95, 0.95, 'external', 'first', @at, @at, '{}', 'import', 'env', 1, 0.5)`,
  );
  store.raw.transaction(() => {
    for (const [i, { agentId, capabilities, keywords, rateSats }] of fleet.entries()) {
      const words = { capabilities: JSON.stringify(capabilities), keywords: JSON.stringify(keywords) };
      agent.run({ number: i + 1, agentId, ...words, rateSats, capacity: ENDLESS, at });
      certificate.run({ number: i + 1, at });
    }
  })();
  await store.close();
}

/** One signal in each dimension for every agent. */
async function rate(fleet: readonly Candidate[]): Promise<void> {
  const signals = fleet.flatMap(({ agentId, score }) =>
    DIMENSIONS.map((dimension) => ({ agentId, dimension, value: 0.4 + (0.6 * score) / 1000, weight: 1, source: "bench" })),
  );
  for (let from = 0; from < signals.length; from += BATCH) {
    const batch = signals.slice(from, from + BATCH);
    await recordSignals(SYSTEM, { signals: batch, positions: batch.map((_, i) => i), errors: [] }, false);
  }
}

async function submitAll(scene: Scene, tasks: number, bids: "ten" | "none"): Promise<void> {
  const decisions = await Promise.all(
    Array.from({ length: tasks }, () => {
      const place = scene.asked++ % TASKS;
      const description = scene.descriptions[place] ?? "";
      const given = bids === "ten" ? { bids: Object.fromEntries(scene.bids[place] ?? []) } : {};
      return submitTask(SYSTEM, { description, ...given });
    }),
  );
  const assigned = decisions.filter(({ outcome }) => outcome === "assigned").length;
  if (bids === "none" && assigned < tasks / 2) throw new Error(`only ${assigned} of ${tasks} tasks found an agent`);
}

function recommendAll(scene: Scene, tasks: number, bids: "ten" | "none"): void {
  for (let i = 0; i < tasks; i++) {
    const place = scene.asked++ % TASKS;
    const description = scene.descriptions[place] ?? "";
    const given = bids === "ten" ? (scene.bids[place] ?? new Map()) : scene.everybody;
    scene.log.log(scene.original.recommend(`task-${scene.asked}`, description, given), given, description);
  }
}

/** The same decisions in both logs: ten agents, the first of them won. */
function fill(scene: Scene, decisions: number): void {
  const { runtime, fleet, log } = scene;
  const random = sequence(decisions);
  const past: [Routed, Map<string, number>, string][] = [];
  runtime.store.raw.transaction(() => {
    for (; scene.filled < decisions; scene.filled++) {
      const step = 1 + Math.floor(random() * 9);
      const from = Math.floor(random() * fleet.length);
      const places = Array.from({ length: BIDDERS }, (_, i) => (from + i * step) % fleet.length);
      const ids = places.map((place) => fleet[place]?.agentId ?? "");
      const number = runtime.decisions.insert({
        id: `decision-${scene.filled}`,
        taskNumber: 1,
        attempt: 1,
        decidedAt: scene.filled,
        outcome: "assigned",
        finding: "{}",
        recommended: places[0] ?? null,
        assigned: places[0] ?? null,
      });
      for (const [rank, place] of places.entries())
        runtime.decisions.insertCandidate(number, place + 1, rank + 1, 0.9 - rank / 20);
      const scores = new Map(ids.map((id, rank) => [id, 0.9 - rank / 20]));
      const routed = { taskId: `task-${scene.filled}`, candidates: ids, selected: ids[0] ?? null, reason: "the best", scores };
      past.push([routed, new Map(ids.map((id) => [id, 40])), scene.descriptions[scene.filled % TASKS] ?? ""]);
    }
  })();
  log.logAll(past);
}

obey(obeyed);

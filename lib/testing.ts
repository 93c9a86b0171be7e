import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Actor, SCOPES, type Scope } from "./access/action";
import { AUDITOR_LIMITS } from "./auditors/auditor";
import type { Patience } from "./auditors/completion";
import { recordSignals, type SignalsRecorded } from "./commands/record-signals";
import { registerAgent } from "./commands/register-agent";
import { readConfig } from "./config";
import type { Auditing } from "./engine/audits";
import type { Dispatching } from "./engine/dispatch";
import { DISPATCHER_LIMITS } from "./engine/dispatcher";
import { readBoard } from "./reads/board";
import type { Runtime } from "./runtime";
import { startRuntime } from "./start";
import type { BoardSnapshot } from "./trust/board-shape";
import type { Dimension } from "./trust/dimension";
import type { Evidence } from "./trust/signal";

// For tests only: a runtime on a real database file of its own.

export const TEST_KEY = "test-key-of-at-least-32-characters";

export function actorWith(scopes: readonly Scope[] = SCOPES, boundAgentId: string | null = null): Actor {
  return {
    kind: "key",
    id: "test",
    name: "key:test",
    reporter: "key:test",
    scopes: new Set(scopes),
    sessionId: null,
    boundAgentId,
    maxShare: 1,
  };
}

export const OWNER = actorWith();

const IMPATIENT: Patience = {
  backoffMs: 1,
  longestPauseMs: 10,
  limits: { connectMs: 500, idleMs: 300, totalMs: 600, bodyBytes: 64 * 1024 },
};

/** An auditor and a dispatcher that hold nobody back and give up soon. */
const HURRIED: { auditing: Auditing; dispatching: Dispatching } = {
  auditing: { limits: { ...AUDITOR_LIMITS, requestsPerSecond: 100_000, keepMs: 20, graceMs: 0 }, patience: IMPATIENT },
  dispatching: {
    limits: { ...DISPATCHER_LIMITS, requestsPerSecond: 100_000, pauseMs: 20, graceMs: 0 },
    patience: { ...IMPATIENT, limits: { ...IMPATIENT.limits, bodyBytes: 1024 * 1024 } },
  },
};

export type Bench = {
  runtime: Runtime;
  file: string;
  clock: { now: number };
  restart(): Promise<Runtime>;
  stop(): Promise<void>;
};

/** A started runtime on a fresh file, with a clock that tests move. `environment` adds settings. */
export async function freshRuntime(environment: Record<string, string> = {}): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "muster-test-"));
  const file = join(folder, "muster.db");
  const clock = { now: Date.UTC(2026, 10, 20, 12) };
  const config = readConfig(
    { DATABASE_URL: `file:${file}`, LOG_LEVEL: "silent", MUSTER_API_KEY: TEST_KEY, ...environment },
    { demo: false, terminal: false },
  );
  const bench: Bench = {
    runtime: await startRuntime(config, () => clock.now, HURRIED),
    file,
    clock,
    async restart() {
      await bench.runtime.writer.close();
      await bench.runtime.store.close();
      bench.runtime = await startRuntime(config, () => clock.now, HURRIED);
      return bench.runtime;
    },
    async stop() {
      await bench.runtime.writer.close();
      await bench.runtime.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

export function signal(agentId: string, dimension: Dimension, value: number, more: Partial<Evidence> = {}): Evidence {
  return { agentId, dimension, value, weight: 1, source: "test", ...more };
}

/** Records signals as a program would, all or nothing. */
export function record(signals: readonly Evidence[], actor: Actor = OWNER): Promise<SignalsRecorded> {
  return recordSignals(actor, { signals, positions: signals.map((_, i) => i), errors: [] }, false);
}

/** The board as its reader gets it. */
export async function boardNow(): Promise<BoardSnapshot> {
  return JSON.parse(Buffer.from(await readBoard(OWNER)).toString()) as BoardSnapshot;
}

export async function register(...ids: string[]): Promise<void> {
  for (const id of ids) await registerAgent(OWNER, { id, name: id, model: "test-model" });
}

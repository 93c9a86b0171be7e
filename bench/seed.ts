// In a process of its own: a database of agents with signals, recorded as the server records them.
import { SYSTEM } from "../lib/access/action";
import { changeTrustPolicy } from "../lib/commands/change-trust-policy";
import { recordSignals } from "../lib/commands/record-signals";
import { readConfig } from "../lib/config";
import { keepWindows } from "../lib/engine/keep-windows";
import { startRuntime } from "../lib/start";
import { DIMENSIONS } from "../lib/trust/dimension";
import { obey } from "./child";

export type SeedOrder = { databaseFile: string; agents: number; signals: number };

const BATCH = 2_000;

async function seed({ databaseFile, agents, signals }: SeedOrder): Promise<{ seconds: number }> {
  const start = performance.now();
  const config = readConfig({ DATABASE_URL: `file:${databaseFile}`, LOG_LEVEL: "error" }, { demo: false, terminal: false });
  const runtime = await startRuntime(config);
  await changeTrustPolicy(SYSTEM, { autoRegister: true, reason: "Agents register with their first signal." });
  for (let from = 0; from < signals; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, signals - from) }, (_, i) => signalOf(from + i, agents));
    await recordSignals(SYSTEM, { signals: batch, positions: batch.map((_, i) => i), errors: [] }, false);
  }
  await keepWindows(Number.POSITIVE_INFINITY);
  await runtime.writer.close();
  await runtime.store.close();
  return { seconds: (performance.now() - start) / 1000 };
}

function signalOf(i: number, agents: number) {
  const agentId = `seed-${String(i % agents).padStart(6, "0")}`;
  const dimension = DIMENSIONS[Math.floor(i / agents) % DIMENSIONS.length] ?? DIMENSIONS[0];
  return { agentId, dimension, value: 0.5 + ((i * 7919) % 500) / 1000, weight: 1, source: "bench", id: `seed-${i}` };
}

obey(seed);

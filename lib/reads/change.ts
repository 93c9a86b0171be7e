import { type Actor, authorise } from "../access/action";
import { anyAgent } from "../commands/find-agent";
import type { FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { headsAt, sampleAt } from "../store/samples";
import { settingAt } from "../store/settings";
import { type SignalRecord, signalsByRow, windowAt } from "../store/signals";
import { type Basis, changeBetween, type ScoreChange } from "../trust/change";
import { byDimension, DIMENSIONS, type DimensionIndex } from "../trust/dimension";

const DAY_MS = 86_400_000;
/** Signals named per cause; a cause can rest on 100. */
const NAMED = 20;

/**
 * Why an agent's score changed between two times (epoch ms), from the signals and weights as they were then,
 * and from the samples where signals of then are forgotten.
 * Refuses 404 `registry/unknown-agent`, 400 `http/query` when the times run backwards.
 */
export async function readChange(actor: Actor, id: string, query: { from?: number; to?: number }): Promise<ScoreChange> {
  authorise(actor, "readFleet");
  const agent = anyAgent(id);
  const to = query.to ?? runtime().now();
  const from = query.from ?? to - DAY_MS;
  if (from > to) throw new Refusal(400, "http/query", "from must not be after to.");
  const kept = new Map<number, SignalRecord>();
  const [a, b] = [await basisAt(agent, from, kept), await basisAt(agent, to, kept)];
  const change = changeBetween(a, b);
  return {
    from: { at: new Date(from).toISOString(), score: change.from },
    to: { at: new Date(to).toISOString(), score: change.to },
    delta: change.to - change.from,
    causes: change.causes.map(({ signals, ...cause }) => ({
      ...cause,
      count: signals.length,
      signals: signals.slice(0, NAMED).flatMap((row) => present(kept.get(row))),
    })),
  };
}

async function basisAt(agent: FleetAgent, at: number, kept: Map<number, SignalRecord>): Promise<Basis> {
  const { store, fleet } = runtime();
  const weights = await settingAt(store.prisma, "weights", at);
  if (!weights) throw new Error("No weights in force.");
  const newest = DIMENSIONS.map((_, d) => fleet.windows.newestRow(agent.number, d as DimensionIndex));
  const heads = headsAt(store.raw, agent.number, at) ?? newest;
  // From the newest signal on the fleet's window is the truth, however much a flood put between its signals.
  const windows = await Promise.all(
    heads.map(async (head, d) => {
      const now = head !== null && head === newest[d] ? await windowNow(agent, d as DimensionIndex, at) : null;
      return now ?? windowAt(store.raw, head, at);
    }),
  );
  for (const signal of windows.flatMap(({ signals }) => signals)) kept.set(signal.row, signal);
  const sample = windows.every(({ whole }) => whole) ? null : sampleAt(store.raw, agent.number, at);
  const sampled = sample && [sample.p, sample.r, sample.o, sample.s, sample.c];
  return {
    windows: byDimension((_, d) => (windows[d]?.whole ? { signals: windows[d].signals } : { mean: sampled?.[d] ?? null })),
    weights: weights.value,
  };
}

/** The window in force, oldest first; null if it is of later than `at`. */
async function windowNow(agent: FleetAgent, dimension: DimensionIndex, at: number) {
  const { store, fleet } = runtime();
  const rows = fleet.windows.entries(agent.number, dimension).map(({ row }) => row);
  const stored = await signalsByRow(store.prisma, rows);
  const signals = stored
    .map((signal) => ({
      ...signal,
      receivedAt: Number(signal.receivedAt),
      observedAt: signal.observedAt === null ? null : Number(signal.observedAt),
    }))
    .sort((a, b) => a.row - b.row);
  const whole = signals.length === rows.length;
  return whole && signals.every(({ receivedAt }) => receivedAt <= at) ? { signals, whole } : null;
}

function present(signal: SignalRecord | undefined): ScoreChange["causes"][number]["signals"] {
  if (!signal) return [];
  const { row, signalId, value, source, details, reporter } = signal;
  return [{ row, id: signalId, at: new Date(signal.receivedAt).toISOString(), value, source, details, reporter }];
}

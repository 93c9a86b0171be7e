import type { Board } from "../lib/live/board";
import { DIMENSIONS } from "../lib/trust/dimension";
import { uniform } from "./traffic";
import type { Place } from "./watcher";

/** Rows that one import takes. */
const IMPORT_ROWS = 5000;
const SIGNALS_AT_ONCE = 10_000;
const SIGNALS_PER_DIMENSION = 20;
/** Requests under way at once where agents are registered one by one. */
const HANDS = 16;
/** Signals per dimension of an agent that stays where it is, and how many such agents share a request. */
const QUIET_SIGNALS = 4;
const QUIET_AGENTS = 500;

async function post(server: Place, path: string, body: string, type = "application/json"): Promise<Response> {
  return fetch(server.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${server.key}`, "content-type": type },
    body,
  });
}

async function expectOk(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
  return answer.json();
}

/** Registers agents through the API, by import where the server has it, and answers their ids. */
export async function register(server: Place, prefix: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(5, "0")}`);
  const rows = ids.map((id) => JSON.stringify({ id, name: id, model: "bench-model", provenance: { bench: true } }));
  const first = await post(server, "/api/v1/agents/import", rows.slice(0, IMPORT_ROWS).join("\n"), "application/x-ndjson");
  if (first.status === 404 || first.status === 405) {
    await oneByOne(server, rows);
    return ids;
  }
  await expectOk(first);
  for (let from = IMPORT_ROWS; from < count; from += IMPORT_ROWS) {
    await expectOk(
      await post(server, "/api/v1/agents/import", rows.slice(from, from + IMPORT_ROWS).join("\n"), "application/x-ndjson"),
    );
  }
  return ids;
}

async function oneByOne(server: Place, rows: readonly string[]): Promise<void> {
  const left = rows.values();
  const hand = async () => {
    for (const row of left) await expectOk(await post(server, "/api/v1/agents", row));
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
}

/** Registers agents one by one under ids of the caller's, or of Muster's own making; answers their ids. */
export async function registerNamed(server: Place, count: number, idOf?: (i: number) => string): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const body = JSON.stringify({ id: idOf?.(i), name: `Agent ${i}`, model: "bench-model" });
    ids.push(((await expectOk(await post(server, "/api/v1/agents", body))) as { id: string }).id);
  }
  return ids;
}

/**
 * Some equal signals per dimension for each agent, twenty unless told: a fleet that has been at work for a while, whose bands do not turn at
 * every signal. Totals lie between 350 and 830.
 */
export async function rate(
  server: Place,
  ids: readonly string[],
  run: string,
  perDimension = SIGNALS_PER_DIMENSION,
): Promise<void> {
  const random = uniform(4);
  const perAgent = DIMENSIONS.length * perDimension;
  const atOnce = Math.floor(SIGNALS_AT_ONCE / perAgent);
  for (let from = 0; from < ids.length; from += atOnce) {
    const signals = ids.slice(from, from + atOnce).flatMap((agentId) =>
      DIMENSIONS.flatMap((dimension) => {
        const value = Number((0.35 + 0.48 * random()).toFixed(3));
        return Array.from({ length: perDimension }, (_, i) => ({
          agentId,
          dimension,
          value,
          source: "bench-harness",
          id: `${run}-${agentId}-${dimension}-${i}`,
        }));
      }),
    );
    await send(server, signals);
  }
}

/** Up to 10,000 signals in one request, acknowledged. */
export async function send(server: Place, signals: readonly object[]): Promise<void> {
  await expectOk(await post(server, "/api/v1/signals", JSON.stringify({ signals })));
}

/** `count` signals about the agents on a board: `each` per dimension make those of `crossing` perfect, all others stay where they are. */
export type Missed = { board: Board; crossing: readonly string[]; each: number; count: number };

/** Sends them as fast as the server takes them. */
export async function sendMissed(server: Place, { board, crossing, each, count }: Missed): Promise<void> {
  const signals = (agentId: string, times: number, valueIn: (d: number) => number) =>
    DIMENSIONS.flatMap((dimension, d) =>
      Array.from({ length: times }, () => ({ agentId, dimension, value: valueIn(d), source: "bench-harness" })),
    );
  for (let from = 0; from < crossing.length; from += 20)
    await send(
      server,
      crossing.slice(from, from + 20).flatMap((id) => signals(id, each, () => 1)),
    );
  const apart = new Set(crossing);
  const others = board.ids.filter((id, i) => !apart.has(id) && (board.signals[i] ?? 0) > 0);
  const meanOf = (id: string) => (d: number) => Number(((board.dims[d]?.[board.index.get(id) ?? -1] ?? 50) / 100).toFixed(5));
  const turns = (count - crossing.length * DIMENSIONS.length * each) / (DIMENSIONS.length * QUIET_SIGNALS);
  for (let from = 0; from < turns; from += QUIET_AGENTS) {
    const ids = Array.from(
      { length: Math.min(QUIET_AGENTS, turns - from) },
      (_, i) => others[(from + i) % others.length] as string,
    );
    await send(
      server,
      ids.flatMap((id) => signals(id, QUIET_SIGNALS, meanOf(id))),
    );
  }
}

/** Agents that register themselves by their first signals, rated by one signal per dimension: the quickest way to a large fleet. */
export async function enrol(server: Place, prefix: string, count: number): Promise<string[]> {
  const policy = await fetch(`${server.url}/api/v1/trust-policy`, {
    method: "PUT",
    headers: { authorization: `Bearer ${server.key}`, "content-type": "application/json" },
    body: JSON.stringify({ autoRegister: true, reason: "a large fleet for the bench" }),
  });
  await expectOk(policy);
  const ids = Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(6, "0")}`);
  await rate(server, ids, "first", 1);
  return ids;
}

/** One signal, acknowledged; answers the agent's score after it. */
export async function signal(server: Place, body: Record<string, unknown>): Promise<number> {
  const answer = (await expectOk(await post(server, "/api/v1/signals", JSON.stringify({ signals: [body] })))) as {
    scores: { score: number }[];
  };
  return answer.scores[0]?.score ?? Number.NaN;
}

/** Signals in the windows of each agent, in the order of `ids`. */
export async function evidence(server: Place, ids: readonly string[]): Promise<number[]> {
  const answer = await fetch(`${server.url}/api/v1/board`, { headers: { authorization: `Bearer ${server.key}` } });
  const board = (await expectOk(answer)) as { ids: string[]; signals: number[] };
  const counts = new Map(board.ids.map((id, i) => [id, board.signals[i] ?? 0]));
  return ids.map((id) => counts.get(id) ?? 0);
}

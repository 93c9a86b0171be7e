import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ROLES } from "../access/action";
import { handle } from "../http/handle";
import type { Operation } from "../http/operation";
import { OPERATIONS } from "../http/operations";
import { type Bench, freshRuntime, OWNER, record, register, signal, TEST_KEY } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { changeTrustPolicy } from "./change-trust-policy";
import { createKey } from "./create-key";

let bench: Bench;
beforeEach(async () => {
  // Time stands still unless a test moves it.
  vi.useFakeTimers({ toFake: ["performance"] });
  bench = await freshRuntime();
  await register("scout");
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.stop();
});

async function ask(secret: string, operation: Operation, body: object, params: Record<string, string> = {}) {
  const given: Record<string, string> = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const { status, headers } = await handle(operation, params, {
    method: operation.method,
    target: `/api/v1${operation.path}`,
    header: (name) => given[name],
    body: async () => Buffer.from(JSON.stringify(body)),
  });
  return { status, retryAfter: headers["retry-after"] };
}

/** Suspends and resumes in turn, so often, and answers the statuses. */
async function toggle(secret: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) {
    const operation = i % 2 === 0 ? OPERATIONS.suspendAgent : OPERATIONS.resumeAgent;
    statuses.push((await ask(secret, operation, { reason: "To and fro" }, { id: "scout" })).status);
  }
  return statuses;
}

const keyOf = async (requestsPerSecond: number, name = "flooder") =>
  (await createKey(OWNER, { name, scopes: ["operate", "read", "ingest"], requestsPerSecond })).secret;
const entriesOf = (type: string) =>
  Number(bench.runtime.store.raw.prepare("SELECT count(*) FROM JournalEntry WHERE type LIKE ?").pluck().get(type));

describe("what one key adds to the journal", () => {
  it("is not forgotten because another key of the same name may do more", async () => {
    const [narrow, wide] = [await keyOf(2), await keyOf(100)];
    const of = (secret: string) => bench.runtime.keys.actor(secret, 0)!;
    const { entryLimits } = bench.runtime;
    entryLimits.admit(of(narrow));
    for (let i = 0; i < 61; i++) entryLimits.charge({ actor: "key:flooder", type: "agent.suspended" });
    expect(() => entryLimits.admit(of(narrow))).toThrow("This key may add 1 entries");
    entryLimits.admit(of(wide));
    expect(() => entryLimits.admit(of(narrow))).toThrow("This key may add 1 entries");
  });

  it("is a minute's worth at once and then its rate, whatever costs nothing", async () => {
    const secret = await keyOf(100);
    // One request in two may add an entry: 50 a second, 3,000 at once.
    bench.runtime.entryLimits.admit(bench.runtime.keys.actor(secret, 0)!);
    for (let i = 0; i < 3_000; i++) bench.runtime.entryLimits.charge({ actor: "key:flooder", type: "agent.suspended" });
    expect(await toggle(secret, 1)).toEqual([200]);
    const refused = await ask(secret, OPERATIONS.topUpAccount, { amountSats: 1, reason: "Again" }, { id: "scout" });
    expect(refused).toEqual({ status: 429, retryAfter: "1" });
    expect((await ask(secret, OPERATIONS.getAgent, {}, { id: "scout" })).status).toBe(200);
    vi.advanceTimersByTime(1_000);
    expect((await ask(secret, OPERATIONS.resumeAgent, { reason: "Later" }, { id: "scout" })).status).toBe(200);
  });

  it("ends a storm of suspensions, and another key goes on", async () => {
    const [flooder, quiet] = [await keyOf(2), await keyOf(2, "quiet")];
    const statuses: number[] = [];
    for (let second = 0; second < 120; second++) {
      statuses.push(...(await toggle(flooder, 2)));
      vi.advanceTimersByTime(1_000);
    }
    // 60 at once and one a second, where two a second were tried.
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(181);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(20);
    expect((await ask(quiet, OPERATIONS.updateAgent, { name: "Scout" }, { id: "scout" })).status).toBe(200);
    expect(await toggle(TEST_KEY, 40)).not.toContain(429);
  });

  it("counts agents that its signals register", async () => {
    await changeTrustPolicy(OWNER, { autoRegister: true, reason: "Agents come by themselves" });
    const secret = await keyOf(2);
    const signals = (prefix: string) =>
      Array.from({ length: 100 }, (_, i) => ({
        agentId: `${prefix}-${i}`,
        dimension: "output_quality",
        value: 1,
        source: "test",
      }));
    expect((await ask(secret, OPERATIONS.recordSignals, { signals: signals("first") })).status).toBe(200);
    expect((await ask(secret, OPERATIONS.recordSignals, { signals: signals("second") })).status).toBe(429);
    expect((await ask(secret, OPERATIONS.recordSignals, { signals: signals("first") })).status).toBe(200);
    expect(entriesOf("agent.registered")).toBe(101);
  });

  it("leaves a person room for files of agents", () => {
    const person = { ...OWNER, kind: "session" as const, name: "Ada", scopes: new Set(ROLES.operator) };
    const { entryLimits } = bench.runtime;
    entryLimits.admit(person);
    for (let i = 0; i < 10_000; i++) entryLimits.charge({ actor: "Ada", type: "agent.registered" });
    expect(() => entryLimits.admit(person)).not.toThrow();
    entryLimits.charge({ actor: "Ada", type: "agent.registered" });
    expect(() => entryLimits.admit(person)).toThrow("added more");
  });
});

it("a score that flaps around every line adds at most one entry of a kind per agent and minute", async () => {
  const all = (value: number) => record(DIMENSIONS.flatMap((d) => Array.from({ length: 100 }, () => signal("scout", d, value))));
  await all(0.6);
  const before = entriesOf("agent.%");
  for (let second = 0; second < 60; second++) {
    await all(second % 2 === 0 ? 0.95 : 0.35);
    bench.clock.now += 1_000;
  }
  expect(entriesOf("agent.%") - before).toBeLessThanOrEqual(4);
});

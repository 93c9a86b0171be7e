import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetIdempotentRequests } from "../commands/forget-idempotent-requests";
import { Refusal } from "../refusal";
import { keptAnswer, MOST_KEYS } from "../store/idempotency";
import { type Bench, freshRuntime, register, TEST_KEY } from "../testing";
import { handle } from "./handle";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";

const DAY_MS = 86_400_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

type Sent = { key?: string; target?: string; params?: Record<string, string>; headers?: Record<string, string> };

/** One request as a program sends it with the environment key. */
async function send(operation: Operation, body: unknown, { key, target, params = {}, headers = {} }: Sent = {}) {
  const raw = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const given: Record<string, string> = {
    authorization: `Bearer ${TEST_KEY}`,
    "content-type": "application/json",
    ...(key === undefined ? {} : { "idempotency-key": key }),
    ...headers,
  };
  const answer = await handle(operation, params, {
    method: operation.method,
    target: target ?? `/api/v1${operation.path}`,
    header: (name) => given[name],
    body: async () => raw,
  });
  const text = String(answer.body);
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: JSON.parse(text) as Record<string, unknown>,
    replayed: answer.headers["idempotency-replayed"] === "true",
  };
}

const scout = { id: "scout", name: "Scout", model: "test-model" };
const signals = (...ids: string[]) => ({
  signals: ids.map((agentId) => ({ agentId, dimension: "output_quality", value: 1, source: "test" })),
});
const rows = () => bench.runtime.store.prisma.idempotentRequest.findMany({ orderBy: { key: "asc" } });
const count = (table: string) => bench.runtime.store.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

/** An operation of its own kind, to answer what no real one does. */
const like = (given: Partial<Operation>): Operation => ({ ...OPERATIONS.suspendAgent, body: undefined, ...given });

describe("a repeated request", () => {
  it("is answered as the first was, and done once", async () => {
    const first = await send(OPERATIONS.registerAgent, { name: "Scout", model: "m" }, { key: "a" });
    const again = await send(OPERATIONS.registerAgent, { name: "Scout", model: "m" }, { key: "a" });
    expect(first).toMatchObject({ status: 201, replayed: false });
    expect(again).toMatchObject({ status: 201, replayed: true, text: first.text });
    expect(again.headers).toMatchObject({
      location: first.headers.location,
      "content-type": first.headers["content-type"],
      "muster-seq": first.headers["muster-seq"],
    });
    expect(again.headers["x-request-id"]).not.toBe(first.headers["x-request-id"]);
    expect(count("Agent")).toBe(1);
  });

  it("finds the task that it posted, also where the decision was too large to keep", async () => {
    const task = { description: "Translate the manual. ".repeat(900) };
    const first = await send(OPERATIONS.submitTask, task, { key: "a" });
    const again = await send(OPERATIONS.submitTask, task, { key: "a" });
    expect([first.status, again.status, again.replayed]).toEqual([201, 201, true]);
    expect(again.headers.location).toBe(`/api/v1/tasks/${first.body.taskId}`);
    expect(count("Task")).toBe(1);
  });

  it("is done once also while the first runs", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => send(OPERATIONS.registerAgent, { name: "Scout", model: "m" }, { key: "a" })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(count("Agent")).toBe(1);
  });

  it("is done once also after a restart", async () => {
    const first = await send(OPERATIONS.registerAgent, scout, { key: "a" });
    await bench.restart();
    expect(await send(OPERATIONS.registerAgent, scout, { key: "a" })).toMatchObject({ text: first.text, replayed: true });
  });

  it("with another body, query or credential is another request", async () => {
    await register("scout");
    await send(OPERATIONS.recordSignals, signals("scout"), { key: "a" });
    const refused = { status: 422, body: { code: "http/idempotency-mismatch" } };
    expect(await send(OPERATIONS.recordSignals, signals("scout", "scout"), { key: "a" })).toMatchObject(refused);
    expect(
      await send(OPERATIONS.recordSignals, signals("scout"), { key: "a", target: "/api/v1/signals?partial=true" }),
    ).toMatchObject(refused);
    expect(count("Signal")).toBe(1);
    const { body } = await send(OPERATIONS.createKey, { name: "other", scopes: ["ingest"] });
    await send(OPERATIONS.recordSignals, signals("scout"), {
      key: "a",
      headers: { authorization: `Bearer ${String(body.secret)}` },
    });
    expect(count("Signal")).toBe(2);
  });

  it("to another path, or by another method, is another request", async () => {
    await register("a", "b");
    for (const id of ["a", "b"])
      expect(
        await send(
          OPERATIONS.suspendAgent,
          { reason: "r" },
          { key: "k", params: { id }, target: `/api/v1/agents/${id}/suspend` },
        ),
      ).toMatchObject({ status: 200, replayed: false });
    const patched = { key: "k", params: { id: "a" }, target: "/api/v1/agents/a" };
    for (const name of ["One", "Two"])
      expect(await send(OPERATIONS.updateAgent, { name }, patched)).toMatchObject({ body: { name }, replayed: false });
    expect(await rows()).toHaveLength(2);
  });

  it("compressed otherwise is the same request", async () => {
    const { gzipSync } = await import("node:zlib");
    const first = await send(OPERATIONS.registerAgent, scout, { key: "a" });
    const raw = gzipSync(JSON.stringify(scout), { level: 1 });
    const answer = await handle(
      OPERATIONS.registerAgent,
      {},
      {
        method: "POST",
        target: "/api/v1/agents",
        header: (name) =>
          ({
            authorization: `Bearer ${TEST_KEY}`,
            "content-type": "application/json",
            "content-encoding": "gzip",
            "idempotency-key": "a",
          })[name],
        body: async () => raw,
      },
    );
    expect(answer.body).toBe(first.text);
  });
});

describe("what is kept", () => {
  it("is the refusal of an operation, whole", async () => {
    const params = { id: "nobody" };
    const first = await send(OPERATIONS.suspendAgent, { reason: "r" }, { key: "a", params });
    expect(first).toMatchObject({ status: 404, body: { code: "registry/unknown-agent" } });
    await register("nobody");
    const again = await send(OPERATIONS.suspendAgent, { reason: "r" }, { key: "a", params });
    expect(again).toMatchObject({ status: 404, text: first.text, replayed: true });
    expect(again.headers["content-type"]).toContain("application/problem+json");
  });

  it("is nothing of a request that is refused before it runs", async () => {
    for (const body of [{ name: "x" }, "{", { ...scout, more: 1 }])
      expect((await send(OPERATIONS.registerAgent, body, { key: "a" })).status).toBeGreaterThanOrEqual(400);
    expect(await rows()).toEqual([]);
    expect(await send(OPERATIONS.registerAgent, scout, { key: "a" })).toMatchObject({ status: 201, replayed: false });
  });

  it.each([429, 503] as const)("is nothing of a %d", async (status) => {
    let calls = 0;
    const busy = like({
      run: () => {
        calls += 1;
        throw new Refusal(status, "store/busy", "Later.", undefined, 1);
      },
    });
    for (let i = 0; i < 2; i++) expect(await send(busy, {}, { key: "a" })).toMatchObject({ status, replayed: false });
    expect(calls).toBe(2);
    expect(await rows()).toEqual([]);
  });

  it("is nothing of an error on our side, unless its effect is there", async () => {
    const fails = like({
      run: () => {
        throw new Error("broken");
      },
    });
    for (let i = 0; i < 2; i++) expect(await send(fails, {}, { key: "a" })).toMatchObject({ status: 500, replayed: false });
    await register("scout");
    const half = like({
      body: OPERATIONS.suspendAgent.body,
      run: async (call) => {
        await OPERATIONS.suspendAgent.run(call);
        throw new Error("broken");
      },
    });
    const sent = { key: "b", params: { id: "scout" } };
    expect(await send(half, { reason: "r" }, sent)).toMatchObject({ status: 500, replayed: false });
    expect(await send(half, { reason: "r" }, sent)).toMatchObject({ status: 200, text: "null", replayed: true });
  });

  it("of signals is there with their commit, whatever comes after", async () => {
    await register("scout");
    const half: Operation = {
      ...OPERATIONS.recordSignals,
      run: async (call) => {
        await OPERATIONS.recordSignals.run(call);
        throw new Error("broken");
      },
    };
    expect(await send(half, signals("scout"), { key: "a" })).toMatchObject({ status: 500, replayed: false });
    await bench.restart();
    const again = await send(OPERATIONS.recordSignals, signals("scout"), { key: "a" });
    expect(again).toMatchObject({ status: 200, body: { accepted: 1, duplicates: 0 }, replayed: true });
    expect(count("Signal")).toBe(1);
  });

  it("of signals is their counts", async () => {
    await register("scout");
    const first = await send(OPERATIONS.recordSignals, signals("scout", "scout"), { key: "a" });
    expect(first.body).toMatchObject({ accepted: 2, duplicates: 0, scores: [{ agentId: "scout" }] });
    const again = await send(OPERATIONS.recordSignals, signals("scout", "scout"), { key: "a" });
    expect(again).toMatchObject({ status: 200, replayed: true });
    expect(again.body).toEqual({ accepted: 2, duplicates: 0 });
    expect(count("Signal")).toBe(2);
  });

  it("of signals that changed nothing is their counts, too", async () => {
    await register("scout");
    const one = { signals: [{ ...signals("scout").signals[0], id: "s-1" }] };
    await send(OPERATIONS.recordSignals, one);
    for (const replayed of [false, true])
      expect(await send(OPERATIONS.recordSignals, one, { key: "a" })).toMatchObject({
        replayed,
        body: { accepted: 0, duplicates: 1 },
      });
  });

  it("of refused signals is the problem", async () => {
    const first = await send(OPERATIONS.recordSignals, signals("nobody"), { key: "a" });
    expect(first).toMatchObject({ status: 422, body: { code: "trust/unknown-agent" } });
    await register("nobody");
    expect(await send(OPERATIONS.recordSignals, signals("nobody"), { key: "a" })).toMatchObject({
      text: first.text,
      replayed: true,
    });
  });

  it("of an answer over 16 KiB is its counts", async () => {
    const large = { ...scout, config: { text: "x".repeat(20_000) }, keywords: ["k"] };
    const answer = like({ run: () => ({ body: { ...large, score: 500, rank: 3 } }) });
    await send(answer, {}, { key: "a" });
    expect((await send(answer, {}, { key: "a" })).body).toEqual({ score: 500, rank: 3 });
    const list = Array.from({ length: 300 }, (_, i) => ({ pointer: `/${i}`, code: "c", detail: "x".repeat(100) }));
    const refuses = like({
      run: () => {
        throw new Refusal(422, "http/schema", "All wrong.", list);
      },
    });
    await send(refuses, {}, { key: "b" });
    const again = await send(refuses, {}, { key: "b" });
    expect(again.body).toMatchObject({ status: 422, code: "http/schema", detail: "All wrong." });
    expect(again.body).not.toHaveProperty("errors");
  });

  it("never holds a secret", async () => {
    const first = await send(OPERATIONS.createKey, { name: "pipeline", scopes: ["ingest"] }, { key: "a" });
    const again = await send(OPERATIONS.createKey, { name: "pipeline", scopes: ["ingest"] }, { key: "a" });
    expect(again.body).toEqual({ ...first.body, secret: null });
    expect(JSON.stringify(await rows(), (_, value) => (typeof value === "bigint" ? Number(value) : value))).not.toContain(
      String(first.body.secret).slice(9),
    );
  });

  it("is forgotten after a day, and the key is free again", async () => {
    await send(OPERATIONS.registerAgent, scout, { key: "a" });
    bench.clock.now += DAY_MS - 1;
    expect(await send(OPERATIONS.registerAgent, scout, { key: "a" })).toMatchObject({ replayed: true });
    bench.clock.now += 1;
    expect(await send(OPERATIONS.registerAgent, scout, { key: "a" })).toMatchObject({
      status: 409,
      body: { code: "registry/id-taken" },
      replayed: false,
    });
  });

  it("goes on after a crash between the effect and its answer", async () => {
    const { body } = await send(OPERATIONS.registerAgent, scout, { key: "a" });
    expect(body.id).toBe("scout");
    await bench.runtime.store.prisma.idempotentRequest.updateMany({ data: { status: null, answer: null } });
    await bench.restart();
    expect(await send(OPERATIONS.registerAgent, scout, { key: "a" })).toMatchObject({
      status: 201,
      text: "null",
      replayed: true,
    });
  });
});

describe("a key", () => {
  it.each(["", "with space", "ä", "x".repeat(256), "a\tb"])("that is %j is refused", async (key) => {
    expect(await send(OPERATIONS.registerAgent, scout, { key })).toMatchObject({
      status: 400,
      body: { code: "http/idempotency-key" },
    });
    expect(count("Agent")).toBe(0);
  });

  it("of 255 visible characters is taken", async () => {
    expect(await send(OPERATIONS.registerAgent, scout, { key: "~".repeat(255) })).toMatchObject({ status: 201 });
  });

  it("is one of at most 10,000 a credential, until the oldest are forgotten", async () => {
    const insert = bench.runtime.store.raw.prepare(
      "INSERT INTO IdempotentRequest VALUES ('environment', 'POST /api/v1/agents', ?, 'f', ?, 201, ?)",
    );
    bench.runtime.store.raw.transaction(() => {
      for (let i = 1; i < MOST_KEYS; i++) insert.run(`old-${i}`, bench.clock.now, keptAnswer(null));
    })();
    await bench.restart();
    expect(await send(OPERATIONS.registerAgent, scout, { key: "last" })).toMatchObject({ status: 201 });
    const refused = await send(OPERATIONS.registerAgent, { name: "x", model: "m" }, { key: "one-more" });
    expect(refused).toMatchObject({ status: 429, body: { code: "http/idempotency-limit" } });
    expect(refused.headers["retry-after"]).toMatch(/^\d+$/);
    expect(await send(OPERATIONS.registerAgent, scout, { key: "last" })).toMatchObject({ status: 201, replayed: true });
    expect(count("Agent")).toBe(1);
    bench.clock.now += DAY_MS;
    await forgetIdempotentRequests();
    expect(await rows()).toEqual([]);
    expect(await send(OPERATIONS.registerAgent, { name: "x", model: "m" }, { key: "one-more" })).toMatchObject({ status: 201 });
  });

  it("that leaves nothing does not count", async () => {
    const { idempotency } = bench.runtime;
    const busy = like({
      run: () => {
        throw new Refusal(503, "store/busy", "Later.", undefined, 1);
      },
    });
    for (let i = 0; i < 5; i++) await send(busy, {}, { key: `k-${i}` });
    for (let i = 0; i < MOST_KEYS; i++) expect(idempotency.reserve("environment")).toBe(true);
    expect(idempotency.reserve("environment")).toBe(false);
  });
});

describe("while the first request runs", () => {
  it("a repetition waits, another body is refused, and what is not kept is tried again", async () => {
    let release: (status: number) => void = () => {};
    let calls = 0;
    const slow = like({
      body: OPERATIONS.suspendAgent.body,
      run: async () => {
        calls += 1;
        const status = await new Promise<number>((resolve) => (release = resolve));
        if (status !== 200) throw new Refusal(503, "store/busy", "Later.", undefined, 1);
        return { body: { done: calls } };
      },
    });
    const sent = { key: "a" };
    const first = send(slow, { reason: "r" }, sent);
    await expect.poll(() => calls).toBe(1);
    const second = send(slow, { reason: "r" }, sent);
    expect(await send(slow, { reason: "other" }, sent)).toMatchObject({
      status: 422,
      body: { code: "http/idempotency-mismatch" },
    });
    release(503);
    expect(await first).toMatchObject({ status: 503 });
    await expect.poll(() => calls).toBe(2);
    release(200);
    expect(await second).toMatchObject({ status: 200, body: { done: 2 }, replayed: false });
  });

  it("a repetition is told after a while that it still does", async () => {
    let release: () => void = () => {};
    const slow = like({
      run: async () => {
        await new Promise<void>((resolve) => (release = resolve));
        return { body: { done: true } };
      },
    });
    const first = send(slow, {}, { key: "a" });
    const second = await send(slow, {}, { key: "a" });
    expect(second).toMatchObject({ status: 409, body: { code: "http/idempotency-running" } });
    expect(second.headers["retry-after"]).toBe("1");
    release();
    expect(await first).toMatchObject({ status: 200 });
    expect(await send(slow, {}, { key: "a" })).toMatchObject({ body: { done: true }, replayed: true });
  });
});

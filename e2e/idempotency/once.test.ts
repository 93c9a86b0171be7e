import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, MusterServer, pause } from "../server";

const AT_ONCE = 100;

let server: MusterServer;
beforeAll(async () => {
  server = await MusterServer.start();
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
});
afterAll(() => server?.remove());

const post = (path: string, key: string, body: object) =>
  server.call("POST", path, { body, headers: { "idempotency-key": key } });
const again = ({ headers }: Answer) => headers.get("idempotency-replayed") === "true";
const count = (table: string) => server.read((db) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) as number;
const batch = (size: number) => ({
  signals: Array.from({ length: size }, () => ({
    agentId: "target",
    dimension: "output_quality",
    value: 0.8,
    source: "idempotency suite",
  })),
});
const counts = ({ status, body }: Answer) => {
  const { accepted, duplicates } = body as { accepted: number; duplicates: number };
  return { status, accepted, duplicates };
};

describe("a hundred requests with one key at once", () => {
  it("register one agent, also when they are sent again after a power cut", async () => {
    const agents = count("Agent");
    const send = () => post("/agents", "agent-1", { name: "Once", model: "test-model" });
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, send));
    const [first] = answers;
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter((answer) => !again(answer))).toHaveLength(1);
    expect(count("Agent")).toBe(agents + 1);

    await server.kill();
    await server.start();
    const later = await Promise.all(Array.from({ length: AT_ONCE }, send));
    expect(later.filter((answer) => !again(answer))).toEqual([]);
    expect(new Set(later.map(({ status, body }) => JSON.stringify({ status, body })))).toEqual(
      new Set([JSON.stringify({ status: 201, body: first?.body })]),
    );
    expect(later[0]?.headers.get("location")).toBe(first?.headers.get("location"));
    expect(count("Agent")).toBe(agents + 1);
  });

  it("store their signals once, also when they are sent again after a power cut", async () => {
    const before = count("Signal");
    const send = () => post("/signals", "signals-1", batch(50));
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, send));
    expect(new Set(answers.map((answer) => JSON.stringify(counts(answer))))).toEqual(
      new Set([JSON.stringify({ status: 200, accepted: 50, duplicates: 0 })]),
    );
    expect(answers.filter((answer) => !again(answer))).toHaveLength(1);
    expect(count("Signal")).toBe(before + 50);

    await server.kill();
    await server.start();
    const later = await Promise.all(Array.from({ length: AT_ONCE }, send));
    expect(later.filter((answer) => !again(answer))).toEqual([]);
    expect(later.map(counts)).toEqual(answers.map(counts));
    expect(count("Signal")).toBe(before + 50);
  });

  it("with another body are refused", async () => {
    const before = count("Signal");
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, i) => post("/signals", "signals-2", batch(1 + (i % 2)))),
    );
    const done = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 422);
    expect(done.length).toBe(AT_ONCE / 2);
    expect(refused.map(({ body }) => (body as { code: string }).code)).toEqual(
      Array<string>(AT_ONCE / 2).fill("http/idempotency-mismatch"),
    );
    expect(new Set(done.map((answer) => counts(answer).accepted))).toEqual(new Set([count("Signal") - before]));
  });
});

describe("a server killed again and again while keyed requests come in", () => {
  it("has done each exactly once when all are answered", { timeout: 180_000 }, async () => {
    const before = { agents: count("Agent"), signals: count("Signal") };
    let kills = 0;
    const until = async (send: () => Promise<Answer>, good: number) => {
      for (;;) {
        const answer = await send().catch(() => null);
        if (answer?.status === good) return;
        await pause(20);
      }
    };
    const perLane = 60;
    // Signals without ids: only the key can tell that they were sent before.
    const lanes = Array.from({ length: 8 }, (_, lane) =>
      (async () => {
        for (let i = 0; i < perLane; i++) {
          const key = `storm-${lane}-${i}`;
          if (lane % 2 === 0) await until(() => post("/signals", key, batch(10)), 200);
          else await until(() => post("/agents", key, { name: key, model: "test-model" }), 201);
        }
      })(),
    );
    let finished = false;
    const all = Promise.all(lanes).then(() => {
      finished = true;
    });
    while (!finished && kills < 5) {
      const seen = count("IdempotentRequest");
      while (!finished && count("IdempotentRequest") < seen + 15) await pause(3);
      if (finished) break;
      await server.kill();
      kills += 1;
      await server.start();
    }
    await all;
    expect(kills).toBeGreaterThan(0);
    expect(count("Agent") - before.agents).toBe(4 * perLane);
    expect(count("Signal") - before.signals).toBe(4 * perLane * 10);
  });
});

describe("what is kept for repetitions", () => {
  it("is no secret", async () => {
    const body = { name: "pipeline", scopes: ["ingest"] };
    const first = await post("/keys", "key-1", body);
    const second = await post("/keys", "key-1", body);
    expect((first.body as { secret: string }).secret).toMatch(/^mk_/);
    expect(second).toMatchObject({ status: 201, body: { ...(first.body as object), secret: null } });
    expect(again(second)).toBe(true);
  });

  it("of a large answer is its counts", async () => {
    const provenance = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`note-${i}`, "x".repeat(500)]));
    const body = { name: "Large", model: "test-model", capacity: 7, provenance };
    const first = await post("/agents", "large-1", body);
    expect(JSON.stringify(first.body).length).toBeGreaterThan(16 * 1024);
    const second = await post("/agents", "large-1", body);
    expect(second).toMatchObject({ status: 201, body: { capacity: 7, score: 500 } });
    expect(Object.values(second.body as object).every((value) => typeof value === "number")).toBe(true);
  });
});

describe("a key that is none", () => {
  it.each(["", "a b", "\u00e9", "x".repeat(256), "a\tb"])("like %j is refused, ahead of Next and behind it", async (key) => {
    const before = [count("Agent"), count("Signal"), count("IdempotentRequest")];
    const answers = [await post("/signals", key, batch(1)), await post("/agents", key, { name: "Never", model: "test-model" })];
    for (const { status, body } of answers)
      expect({ status, body }).toMatchObject({ status: 400, body: { code: "http/idempotency-key" } });
    expect([count("Agent"), count("Signal"), count("IdempotentRequest")]).toEqual(before);
  });

  it("does not matter where nothing is posted", async () => {
    const headers = { "idempotency-key": "a b" };
    expect(await server.call("GET", "/weights", { headers })).toMatchObject({ status: 200 });
    expect(await server.call("PATCH", "/agents/target", { body: { name: "Target" }, headers })).toMatchObject({ status: 200 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, MusterServer } from "../server";

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

import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MusterServer, randomOf } from "../server";
import { sendRaw } from "./request";

const NDJSON = { "content-type": "application/x-ndjson" };
const MIB = 1024 * 1024;

let server: MusterServer;
beforeAll(async () => {
  server = await MusterServer.start();
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
});
afterAll(() => server?.remove());

const signal = (more: object = {}) =>
  JSON.stringify({ agentId: "target", dimension: "output_quality", value: 0.5, source: "ndjson", ...more });
const stored = () => server.read((db) => db.prepare("SELECT count(*) FROM Signal").pluck().get()) as number;

async function send(body: string | Buffer, headers: Record<string, string> = {}, query = "") {
  const answer = await sendRaw(server, {
    method: "POST",
    target: `/api/v1/signals${query}`,
    headers: { ...NDJSON, ...headers },
    body: Buffer.from(body),
  });
  return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> };
}

describe("signals as NDJSON", () => {
  it("are stored as those of a JSON batch are", async () => {
    const before = stored();
    const lines = `${signal({ id: "n-1" })}\r\n\n${signal({ id: "n-2" })}\n${signal({ id: "n-1" })}`;
    expect(await send(lines)).toMatchObject({
      status: 200,
      body: { accepted: 2, duplicates: 1, scores: [{ agentId: "target" }] },
    });
    expect(await send(gzipSync(lines), { "content-encoding": "gzip" })).toMatchObject({ body: { accepted: 0, duplicates: 3 } });
    expect(await send(lines, { "content-type": "application/x-ndjson; charset=utf-8" })).toMatchObject({ status: 200 });
    expect(stored()).toBe(before + 2);
  });

  it("are at most 10,000, as in a JSON batch", async () => {
    const line = `${signal()}\n`;
    const batch = (size: number) =>
      server.call("POST", "/signals", { body: { signals: Array(size).fill(JSON.parse(signal())) } });
    expect(await batch(10_001)).toMatchObject({ status: 422, body: { code: "http/schema" } });
    expect(await batch(10_000)).toMatchObject({ status: 200, body: { accepted: 10_000 } });
    expect(await batch(0)).toMatchObject({ status: 422 });
    expect(await send(line.repeat(10_001))).toMatchObject({ status: 422, body: { code: "http/schema" } });
    expect(await send(line.repeat(10_000))).toMatchObject({ status: 200, body: { accepted: 10_000 } });
  });

  it("are stored in part where that is asked for, and every other line is named", async () => {
    const lines = [
      signal(),
      '{"agentId":',
      signal({ value: 2 }),
      signal({ agentId: "nobody" }),
      signal({ observedAt: "2001-01-01T00:00:00Z" }),
      "",
      signal(),
    ].join("\n");
    const before = stored();
    const { status, body } = await send(lines, {}, "?partial=true");
    expect({ status, accepted: body.accepted }).toEqual({ status: 200, accepted: 2 });
    expect((body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code])).toEqual([
      ["/signals/1", "http/json"],
      ["/signals/2/value", "too_big"],
      ["/signals/4/observedAt", "trust/too-old"],
      ["/signals/3/agentId", "trust/unknown-agent"],
    ]);
    expect(stored()).toBe(before + 2);
  });

  it("of which none is good are answered with what is wrong with each", async () => {
    const before = stored();
    const { status, body } = await send("{\n{\n", {}, "?partial=true");
    expect({ status, body }).toMatchObject({ status: 200, body: { accepted: 0, duplicates: 0, scores: [] } });
    expect(body.errors).toHaveLength(2);
    expect(stored()).toBe(before);
  });

  const refused: [string, string | Buffer, Record<string, string>, number, string][] = [
    ["a line that is not JSON", `${signal()}\n{`, {}, 400, "http/json"],
    ["a JSON batch over several lines", JSON.stringify({ signals: [] }, null, 2), {}, 400, "http/json"],
    ["a JSON batch on one line", `{"signals":[${signal()}]}`, {}, 422, "http/schema"],
    ["no line at all", "\n\n", {}, 422, "http/schema"],
    ["nothing", "", {}, 422, "http/schema"],
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0xff, 0x7d]), {}, 400, "http/json"],
    ["a prototype key", `${signal()}\n${signal({ a: 1 }).replace('"a"', '"__proto__"')}`, {}, 422, "http/key"],
    ["an escaped prototype key", signal({ a: 1 }).replace('"a"', '"\\u005f_proto__"'), {}, 422, "http/key"],
    ["a lone surrogate", signal({ details: "x" }).replace('"x"', '"\\ud800"'), {}, 422, "http/text"],
    ["NUL", signal({ source: "x" }).replace('"x"', '"\\u0000"'), {}, 422, "http/text"],
    ["endless nesting", "[".repeat(5000) + "]".repeat(5000), {}, 422, "http/depth"],
    ["gzip that is none", signal(), { "content-encoding": "gzip" }, 400, "http/gzip"],
    ["a gzip bomb of blank lines", gzipSync(Buffer.alloc(16 * MIB, "\n")), { "content-encoding": "gzip" }, 413, "http/too-large"],
    ["more than 8 MiB", Buffer.alloc(9 * MIB, "\n"), {}, 413, "http/too-large"],
    ["another kind of lines", signal(), { "content-type": "application/jsonl" }, 415, "http/media-type"],
  ];
  it.each(refused)("are refused for %s, and nothing is stored", async (_, body, headers, status, code) => {
    const before = stored();
    expect(await send(body, headers)).toMatchObject({ status, body: { status, code } });
    expect(stored()).toBe(before);
  });

  it("are taken nowhere else", async () => {
    const { status } = await sendRaw(server, {
      method: "POST",
      target: "/api/v1/agents",
      headers: NDJSON,
      body: Buffer.from('{"name":"x","model":"m"}'),
    });
    expect(status).toBe(415);
  });

  it("never make a server error, however the lines are spoiled", async () => {
    const random = randomOf(20_261_121);
    const good = `${signal()}\n${signal({ kind: "collaboration" })}\n${signal({ details: "ünï" })}\n`;
    const before = stored();
    for (let i = 0; i < 300; i++) {
      const bytes = Buffer.from(good);
      for (let spoils = 1 + Math.floor(random() * 5); spoils > 0; spoils--)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const { status } = await send(bytes, {}, random() < 0.5 ? "" : "?partial=true");
      expect([200, 400, 422]).toContain(status);
    }
    expect(stored()).toBeGreaterThanOrEqual(before);
    expect(await fetch(`${server.origin}/readyz`)).toMatchObject({ status: 200 });
  });
});

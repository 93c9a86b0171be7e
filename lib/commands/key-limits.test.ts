import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NewKey } from "../access/key";
import { authenticate } from "../http/auth";
import { handle } from "../http/handle";
import type { Operation } from "../http/operation";
import { OPERATIONS } from "../http/operations";
import { readJournal } from "../reads/journal";
import { readKeys } from "../reads/keys";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal, TEST_KEY } from "../testing";
import { createKey } from "./create-key";
import { revokeKey } from "./revoke-key";
import { updateKey } from "./update-key";

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

const bearer = (secret: string) => authenticate((name) => (name === "authorization" ? `Bearer ${secret}` : undefined));
const keyWith = (limits: Partial<NewKey>) => createKey(OWNER, { name: "pipeline", scopes: ["ingest"], ...limits });
const good = (count: number) => Array.from({ length: count }, () => signal("scout", "output_quality", 1));

async function ask(secret: string, operation: Operation = OPERATIONS.recordSignals, headers: Record<string, string> = {}) {
  const given: Record<string, string> = { authorization: `Bearer ${secret}`, "content-type": "application/json", ...headers };
  const answer = await handle(
    operation,
    {},
    {
      method: operation.method,
      target: `/api/v1${operation.path}`,
      header: (name) => given[name],
      body: async () => Buffer.from("{}"),
    },
  );
  return { status: answer.status, headers: answer.headers, body: JSON.parse(String(answer.body)) as Record<string, unknown> };
}

describe("a key's limits", () => {
  it("have defaults, which depend on whether it speaks for an agent", async () => {
    expect(await keyWith({})).toMatchObject({ requestsPerSecond: 100, signalsPerSecond: 20_000, maxShare: 1 });
    const bound = await keyWith({ agentId: "scout" });
    expect(bound).toMatchObject({ maxShare: 0.2 });
    expect((await bearer(bound.secret)).maxShare).toBe(0.2);
  });

  it("are set at creation or later, kept over a restart and journaled", async () => {
    const key = await keyWith({ requestsPerSecond: 5, maxShare: 0.5 });
    expect(key).toMatchObject({ requestsPerSecond: 5, signalsPerSecond: 20_000, maxShare: 0.5 });
    expect((await bearer(key.secret)).maxShare).toBe(0.5);
    expect(await updateKey(OWNER, key.id, { requestsPerSecond: null, signalsPerSecond: 7, maxShare: 0.05 })).toMatchObject({
      requestsPerSecond: 100,
      signalsPerSecond: 7,
      maxShare: 0.05,
    });
    expect((await bearer(key.secret)).maxShare).toBe(0.05);
    await bench.restart();
    expect((await bearer(key.secret)).maxShare).toBe(0.05);
    expect((await readKeys(OWNER, { limit: 1 })).items[0]).toMatchObject({ signalsPerSecond: 7, maxShare: 0.05 });
    const [entry] = (await readJournal(OWNER, { type: "key.updated", limit: 5 })).items;
    expect(entry).toMatchObject({
      actor: "key:test",
      data: { id: key.id, name: "pipeline", changed: ["requestsPerSecond", "signalsPerSecond", "maxShare"], maxShare: 0.05 },
    });
  });

  it("are changed by admins only, on keys that are there and not revoked, and not by changing nothing", async () => {
    const key = await keyWith({});
    await expect(updateKey(actorWith(["read", "operate"]), key.id, { maxShare: 0.1 })).rejects.toMatchObject({ status: 403 });
    await expect(updateKey(OWNER, "nothing", { maxShare: 0.1 })).rejects.toMatchObject({
      status: 404,
      code: "access/unknown-key",
    });
    await updateKey(OWNER, key.id, {});
    await updateKey(OWNER, key.id, { maxShare: null });
    expect((await readJournal(OWNER, { type: "key.updated", limit: 5 })).items).toEqual([]);
    await revokeKey(OWNER, key.id);
    await expect(updateKey(OWNER, key.id, { maxShare: 0.1 })).rejects.toMatchObject({ status: 409, code: "access/revoked-key" });
    await expect(bearer(key.secret)).rejects.toMatchObject({ status: 401 });
  });

  it("let a full batch through when nothing was sent before, and refuse what comes on top", async () => {
    const actor = await bearer((await keyWith({ signalsPerSecond: 10 })).secret);
    expect(await record(good(50), actor)).toMatchObject({ accepted: 50 });
    const refused = await Promise.resolve()
      .then(() => record(good(1), actor))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 429, code: "access/rate", message: expect.stringContaining("10 signals a second") });
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBe(5);
    expect(await bench.runtime.metrics.limited.get()).toMatchObject({ values: [{ labels: { limit: "signals" }, value: 1 }] });
    vi.advanceTimersByTime(4100);
    expect(await record(good(1), actor)).toMatchObject({ accepted: 1 });
  });

  it("bind one key and no other, and take effect at once when they are raised", async () => {
    const slow = await keyWith({ signalsPerSecond: 1 });
    const other = await bearer((await keyWith({})).secret);
    const actor = await bearer(slow.secret);
    await record(good(100), actor);
    expect(() => record(good(1), actor)).toThrow("1 signal a second");
    expect(await record(good(100), other)).toMatchObject({ accepted: 100 });
    await updateKey(OWNER, slow.id, { signalsPerSecond: 1000 });
    expect(await record(good(100), actor)).toMatchObject({ accepted: 100 });
  });

  it("refuse requests after the scope and before the body is looked at", async () => {
    const key = await keyWith({ requestsPerSecond: 1 });
    expect((await ask(key.secret, OPERATIONS.registerAgent)).status).toBe(403);
    const tooLarge = { "content-length": "99999999" };
    expect((await ask(key.secret, OPERATIONS.recordSignals, tooLarge)).status).toBe(413);
    expect((await ask(key.secret)).status).toBe(422);
    const refused = await ask(key.secret, OPERATIONS.recordSignals, tooLarge);
    expect(refused).toMatchObject({
      status: 429,
      headers: { "retry-after": "1" },
      body: { code: "access/rate", detail: expect.stringContaining("1 request a second") },
    });
    expect((await ask(key.secret, OPERATIONS.registerAgent)).status).toBe(403);
  });

  it("do not exist for the environment key", async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, () => ask(TEST_KEY)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
  });
});

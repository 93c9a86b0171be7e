import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { authenticate } from "../http/auth";
import { readJournal } from "../reads/journal";
import { readKeys } from "../reads/keys";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { createKey } from "./create-key";
import { revokeKey } from "./revoke-key";
import { rotateKey } from "./rotate-key";

const HOUR = 3_600_000;

let bench: Bench;
beforeEach(async () => {
  // Limits stand still unless a test moves the time.
  vi.useFakeTimers({ toFake: ["performance"] });
  bench = await freshRuntime();
  await register("scout");
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.stop();
});

const bearer = (secret: string) => authenticate((name) => (name === "authorization" ? `Bearer ${secret}` : undefined));
const rotated = (id: string, overlapSeconds = 86_400) => rotateKey(OWNER, id, { overlapSeconds });
const good = (count: number) => Array.from({ length: count }, () => signal("scout", "output_quality", 1));

describe("a key's successor", () => {
  it("has its name, scopes, binding and limits, and a secret of its own", async () => {
    const old = await createKey(OWNER, { name: "line", scopes: ["read", "ingest"], agentId: "scout", requestsPerSecond: 7 });
    const next = await rotated(old.id);
    const { id, secret, prefix, ...same } = next;
    const { id: _, secret: __, prefix: ___, ...before } = old;
    expect(same).toEqual(before);
    expect([id, secret, prefix]).not.toContainEqual(expect.toBeOneOf([old.id, old.secret, old.prefix]));
    expect(await bearer(secret)).toMatchObject({ boundAgentId: "scout", maxShare: 0.2 });
  });

  it("works beside the old key until the overlap is over, also after a restart", async () => {
    const old = await createKey(OWNER, { name: "line", scopes: ["read"] });
    const next = await rotated(old.id, 3600);
    expect((await readKeys(OWNER, { limit: 5 })).items.find(({ id }) => id === old.id)).toMatchObject({
      replacedBy: next.id,
      expiresAt: new Date(bench.clock.now + HOUR).toISOString(),
    });
    for (const restart of [false, true]) {
      if (restart) await bench.restart();
      for (const { secret } of [old, next]) expect((await bearer(secret)).name).toBe("key:line");
    }
    bench.clock.now += HOUR;
    await expect(bearer(old.secret)).rejects.toMatchObject({ status: 401, code: "access/key" });
    await expect(bearer(next.secret)).resolves.toMatchObject({ name: "key:line" });
  });

  it("replaces it at once without an overlap", async () => {
    const old = await createKey(OWNER, { name: "line", scopes: ["read"] });
    await rotated(old.id, 0);
    await expect(bearer(old.secret)).rejects.toMatchObject({ status: 401 });
  });

  it("is the same reporter: what both send counts once", async () => {
    const old = await createKey(OWNER, { name: "line", scopes: ["ingest"] });
    const next = await rotated(old.id);
    const twice = [signal("scout", "output_quality", 1, { id: "s-1" })];
    expect((await record(twice, await bearer(old.secret))).accepted).toBe(1);
    expect((await record(twice, await bearer(next.secret))).accepted).toBe(0);
  });

  it.each(["at once", "after a restart"])("shares the limits: two secrets are no double rate, %s", async (when) => {
    const old = await createKey(OWNER, { name: "line", scopes: ["ingest"], signalsPerSecond: 10 });
    const next = await rotated(old.id);
    if (when === "after a restart") await bench.restart();
    await record(good(10), await bearer(old.secret));
    const actor = await bearer(next.secret);
    expect(() => record(good(1), actor)).toThrow("10 signals a second");
  });

  it("gets as long a life as the old one was given, whose end does not move away", async () => {
    const expiresAt = new Date(bench.clock.now + 2 * HOUR).toISOString();
    const old = await createKey(OWNER, { name: "line", scopes: ["read"], expiresAt });
    bench.clock.now += HOUR;
    const next = await rotated(old.id);
    expect(next.expiresAt).toBe(new Date(bench.clock.now + 2 * HOUR).toISOString());
    expect((await readKeys(OWNER, { limit: 5 })).items.find(({ id }) => id === old.id)?.expiresAt).toBe(expiresAt);
  });

  it("is journaled without a secret", async () => {
    const old = await createKey(OWNER, { name: "line", scopes: ["read"] });
    const next = await rotated(old.id, 60);
    const [entry] = (await readJournal(OWNER, { type: "key.rotated", limit: 5 })).items;
    expect(entry?.data).toEqual({
      id: old.id,
      name: "line",
      prefix: old.prefix,
      endsAt: new Date(bench.clock.now + 60_000).toISOString(),
      successor: next.id,
      successorPrefix: next.prefix,
    });
  });
});

describe("a key gets no successor", () => {
  it("when it has one, is revoked, has expired or is unknown", async () => {
    const replaced = await createKey(OWNER, { name: "replaced", scopes: ["read"] });
    await rotated(replaced.id);
    const revoked = await createKey(OWNER, { name: "revoked", scopes: ["read"] });
    await revokeKey(OWNER, revoked.id);
    const expiresAt = new Date(bench.clock.now + 1000).toISOString();
    const expired = await createKey(OWNER, { name: "expired", scopes: ["read"], expiresAt });
    bench.clock.now += 1000;
    const answers = [];
    for (const id of [replaced.id, revoked.id, expired.id, "nobody"])
      answers.push(await rotated(id).catch(({ status, code }) => [status, code]));
    expect(answers).toEqual([
      [409, "access/replaced-key"],
      [409, "access/revoked-key"],
      [409, "access/expired-key"],
      [404, "access/unknown-key"],
    ]);
    expect((await readKeys(OWNER, { limit: 50 })).items).toHaveLength(4);
  });

  it("twice at once", async () => {
    const old = await createKey(OWNER, { name: "line", scopes: ["read"] });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => rotated(old.id)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("from anybody but an admin", async () => {
    const old = await createKey(OWNER, { name: "line", scopes: ["read"] });
    const operator = actorWith(["read", "route", "audit", "operate"]);
    await expect(rotateKey(operator, old.id, { overlapSeconds: 0 })).rejects.toMatchObject({ status: 403 });
  });
});

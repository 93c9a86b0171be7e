import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SCOPES } from "../access/action";
import { signedToken } from "../access/session-cookie";
import { authenticate } from "../http/auth";
import { sessionActor } from "../http/session";
import { readJournal } from "../reads/journal";
import { readKeys } from "../reads/keys";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal, TEST_KEY } from "../testing";
import { createKey } from "./create-key";
import { noteKeyUse } from "./note-key-use";
import { revokeKey } from "./revoke-key";
import { createSignInLink, signInWithLink } from "./sign-in";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const BROWSER = { address: "127.0.0.1", userAgent: "test", previousToken: null };
const cookieFor = (token: string) => encodeURIComponent(signedToken(token, bench.runtime.config));
const bearer = (secret: string) => authenticate((name) => (name === "authorization" ? `Bearer ${secret}` : undefined));

describe("API keys", () => {
  it("open what their scopes say, are shown once and kept as a hash only", async () => {
    const key = await createKey(OWNER, { name: "pipeline", scopes: ["ingest"] });
    expect([...(await bearer(key.secret)).scopes]).toEqual(["ingest"]);
    const { raw } = bench.runtime.store;
    raw.pragma("wal_checkpoint(TRUNCATE)");
    expect(readFileSync(bench.file).includes(key.secret.slice(9))).toBe(false);
    expect((await readKeys(OWNER, { limit: 50 })).items[0]).not.toHaveProperty("secret");
  });

  it("end at once when revoked or expired, also after a restart", async () => {
    const key = await createKey(OWNER, {
      name: "short",
      scopes: ["read"],
      expiresAt: new Date(bench.clock.now + 1000).toISOString(),
    });
    const other = await createKey(OWNER, { name: "other", scopes: ["read"] });
    await revokeKey(OWNER, other.id);
    bench.clock.now += 1000;
    for (const { secret } of [key, other])
      await expect(bearer(secret)).rejects.toMatchObject({ status: 401, code: "access/key" });
    await bench.restart();
    for (const { secret } of [key, other]) await expect(bearer(secret)).rejects.toMatchObject({ status: 401 });
    expect((await readJournal(OWNER, { type: "key.revoked", limit: 5 })).items).toHaveLength(1);
  });

  it("bound to an agent have at most read and ingest", async () => {
    await register("a");
    await expect(createKey(OWNER, { name: "too much", scopes: ["operate"], agentId: "a" })).rejects.toMatchObject({
      status: 422,
      code: "access/bound-key",
    });
    await expect(createKey(OWNER, { name: "stranger", scopes: ["read"], agentId: "nobody" })).rejects.toMatchObject({
      status: 404,
    });
    const key = await createKey(OWNER, { name: "own", scopes: ["ingest"], agentId: "a" });
    expect((await bearer(key.secret)).boundAgentId).toBe("a");
  });

  it("show when they were last used", async () => {
    const key = await createKey(OWNER, { name: "used", scopes: ["read"] });
    bench.clock.now += 5000;
    await bearer(key.secret);
    await noteKeyUse();
    await bench.restart();
    expect((await readKeys(OWNER, { limit: 1 })).items[0]?.lastUsedAt).toBe(new Date(bench.clock.now).toISOString());
  });

  it("of one name are one reporter, whichever of them is used, and of another name another", async () => {
    await register("a");
    const names = ["pipeline", "pipeline", "other"];
    const secrets = [];
    for (const name of names) secrets.push((await createKey(OWNER, { name, scopes: ["ingest"] })).secret);
    const counted = [];
    for (const secret of secrets)
      counted.push((await record([signal("a", "output_quality", 1, { id: "s-1" })], await bearer(secret))).accepted);
    expect(counted).toEqual([1, 0, 1]);
  });

  it("are made by admins only", async () => {
    await expect(createKey(actorWith(["read", "operate"]), { name: "x", scopes: ["admin"] })).rejects.toMatchObject({
      status: 403,
    });
  });

  it("of the environment have every scope and the actor env", async () => {
    expect(await bearer(TEST_KEY)).toMatchObject({ name: "env", kind: "environment" });
    await expect(bearer(`${TEST_KEY}x`)).rejects.toMatchObject({ status: 401 });
  });
});

describe("sign-in links", () => {
  const keyOf = (link: string) => new URL(link).searchParams.get("key") ?? "";

  it("open one session and are then used up", async () => {
    const key = keyOf(await createSignInLink());
    const actor = await sessionActor(cookieFor((await signInWithLink(key, BROWSER)).token));
    expect(actor).toMatchObject({ kind: "session", id: "user:owner", name: "owner", sessionId: expect.any(String) });
    expect(actor?.scopes).toEqual(new Set(SCOPES));
    await expect(signInWithLink(key, BROWSER)).rejects.toMatchObject({ status: 401, code: "access/link" });
  });

  it("expire after a quarter of an hour and cannot be guessed", async () => {
    const key = keyOf(await createSignInLink());
    bench.clock.now += 15 * 60_000;
    for (const wrong of [key, "", "x".repeat(43)])
      await expect(signInWithLink(wrong, BROWSER)).rejects.toMatchObject({ status: 401, code: "access/link" });
  });

  it("cannot be used twice at once", async () => {
    const key = keyOf(await createSignInLink());
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => signInWithLink(key, BROWSER)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });
});

describe("sessions", () => {
  it("are not opened by a forged or foreign cookie", async () => {
    const [, key = ""] = /key=(.+)/.exec(await createSignInLink()) ?? [];
    const signed = cookieFor((await signInWithLink(key, BROWSER)).token);
    expect(await sessionActor(signed)).not.toBeNull();
    for (const cookie of [undefined, "", "x", "%", signed.slice(0, -4), signed.replace(/.$/, "#"), cookieFor("x".repeat(43))])
      expect(await sessionActor(cookie)).toBeNull();
  });
});

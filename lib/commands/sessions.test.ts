import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../access/action";
import { signedToken, tokenIn } from "../access/session-cookie";
import { sessionActor } from "../http/session";
import { readJournal } from "../reads/journal";
import { readOwnAccount } from "../reads/own-account";
import { readOwnSessions } from "../reads/sessions";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { changeOwnEmail, changeOwnPassword } from "./change-own-account";
import { endOtherSessions, endSession } from "./end-sessions";
import { keepSessions } from "./keep-sessions";
import type { Browser } from "./open-session";
import { createSignInLink, createSignInLinkFor, signInWithLink } from "./sign-in";

const HOUR_MS = 3_600_000;
const EMAIL = "owner@example.com";
const PASSWORD = "otter lamp granite";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const at = (address: string, previousToken: string | null = null): Browser => ({ address, userAgent: "test", previousToken });
const keyOf = (link: string) => new URL(link).searchParams.get("key") ?? "";
const linked = async (link: string, browser = at("10.0.0.1")) => (await signInWithLink(keyOf(link), browser)).token;
const byLink = async (browser = at("10.0.0.1")) => linked(await createSignInLink(), browser);
const byPassword = (password = PASSWORD, browser = at("10.0.0.1"), email = EMAIL) =>
  bench.runtime.auth.signInWithPassword(email, password, browser);
const queued = () => (bench.runtime.writer as unknown as { jobs: unknown[] }).jobs.length;
const actorOf = (token: string) => sessionActor(signedToken(token, bench.runtime.config));

async function known(token: string): Promise<Actor> {
  const actor = await actorOf(token);
  if (!actor) throw new Error("The session is not open.");
  return actor;
}

/** The owner with an e-mail address and a password; answers the token of the session that set them. */
async function withPassword(): Promise<string> {
  const actor = await known(await byLink());
  await changeOwnEmail(actor, { email: EMAIL });
  return changeOwnPassword(actor, { password: PASSWORD }, at("10.0.0.1"));
}

describe("a session", () => {
  it("gets a token of 256 bits at each sign-in, and the one before in that browser ends", async () => {
    const first = await byLink();
    const second = await byLink(at("10.0.0.1", first));
    expect(first).not.toBe(second);
    expect(Buffer.from(second, "base64url")).toHaveLength(32);
    expect(await actorOf(first)).toBeNull();
    expect(await actorOf(second)).toMatchObject({ name: "owner" });
  });

  it("is stored as a hash only", async () => {
    const token = await byLink();
    bench.runtime.store.raw.pragma("wal_checkpoint(TRUNCATE)");
    expect(readFileSync(bench.file).includes(token)).toBe(false);
  });

  it("ends after a day without a request, and after a week with them", async () => {
    const [idle, busy] = [await byLink(), await byLink()];
    bench.clock.now += 23 * HOUR_MS;
    expect(await actorOf(busy)).not.toBeNull();
    await keepSessions();
    bench.clock.now += HOUR_MS;
    expect(await actorOf(idle)).toBeNull();
    for (let hours = 24; hours < 7 * 24 - 12; hours += 12) {
      bench.clock.now += 12 * HOUR_MS;
      expect(await actorOf(busy)).not.toBeNull();
    }
    bench.clock.now += 12 * HOUR_MS;
    expect(await actorOf(busy)).toBeNull();
  });

  it("that was over stays over when the clock goes back, and leaves no row", async () => {
    const token = await byLink();
    bench.clock.now += 24 * HOUR_MS;
    expect(await actorOf(token)).toBeNull();
    bench.clock.now -= 20 * HOUR_MS;
    expect(await actorOf(token)).toBeNull();
    await keepSessions();
    expect(await bench.runtime.store.prisma.session.count()).toBe(0);
  });

  it("allows what the role allows now, and nothing to a disabled user", async () => {
    const token = await byLink();
    const { user } = bench.runtime.store.prisma;
    await user.update({ where: { id: "owner" }, data: { role: "viewer" } });
    expect([...(await known(token)).scopes]).toEqual(["read"]);
    await user.update({ where: { id: "owner" }, data: { role: "nonsense" } });
    expect(await actorOf(token)).toBeNull();
    await user.update({ where: { id: "owner" }, data: { role: "admin", disabledAt: 1n } });
    expect(await actorOf(token)).toBeNull();
  });

  it("is ended by its user, alone or all others, and not by another user", async () => {
    const [mine, other, third] = [await byLink(), await byLink(), await byLink()];
    const actor = await known(mine);
    const { sessionId } = await known(third);
    await bench.runtime.store.prisma.user.create({ data: { id: "eve", name: "eve", role: "operator", createdAt: 0n } });
    const { link } = await createSignInLinkFor(OWNER, "eve");
    const eve = await linked(link, at("10.0.0.2"));
    await expect(endSession(await known(eve), sessionId ?? "")).rejects.toMatchObject({ status: 404 });
    await endSession(actor, sessionId ?? "");
    expect(await actorOf(third)).toBeNull();
    expect(await endOtherSessions(actor)).toEqual({ ended: 1 });
    expect(await Promise.all([actorOf(mine), actorOf(other), actorOf(eve)])).toMatchObject([{}, null, {}]);
    expect((await readOwnSessions(actor)).map(({ current }) => current)).toEqual([true]);
    expect((await readJournal(OWNER, { type: "session.ended", limit: 5 })).items.map(({ data }) => data)).toMatchObject([
      { name: "owner", reason: "Signed out everywhere else", count: 1 },
      { name: "owner", reason: "Ended by owner", count: 1 },
    ]);
  });

  it("and its signature belong together", () => {
    const { config } = bench.runtime;
    const signed = signedToken("a".repeat(43), config);
    expect(tokenIn(encodeURIComponent(signed), config)).toBe("a".repeat(43));
    expect(tokenIn(signed.replace(/^a/, "b"), config)).toBeNull();
    expect(tokenIn(signed, { secret: `${config.secret}x` })).toBeNull();
  });
});

describe("a password", () => {
  it("signs in, and is kept as scrypt only", async () => {
    await withPassword();
    expect(await actorOf(await byPassword())).toMatchObject({ id: "user:owner" });
    const [login] = await bench.runtime.store.prisma.login.findMany();
    expect(login?.passwordHash).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect((await readJournal(OWNER, { type: "operator.signed_in", limit: 1 })).items[0]?.data).toEqual({ method: "password" });
  });

  it("that is wrong, or of nobody, is refused in the same words", async () => {
    await withPassword();
    const refusal = { status: 401, code: "access/password", message: "The e-mail address or the password is wrong." };
    await expect(byPassword("wrong password 1")).rejects.toMatchObject(refusal);
    await expect(byPassword(PASSWORD, at("10.0.0.1"), "nobody@example.com")).rejects.toMatchObject(refusal);
    await expect(byPassword(PASSWORD, at("10.0.0.1"), "not an address")).rejects.toMatchObject(refusal);
    await expect(byPassword("x".repeat(5000))).rejects.toMatchObject(refusal);
    expect((await readJournal(OWNER, { type: "operator.signed_in", limit: 5 })).items).toHaveLength(1);
  });

  it("does not let a disabled user in", async () => {
    await withPassword();
    await bench.runtime.store.prisma.user.update({ where: { id: "owner" }, data: { disabledAt: 1n } });
    await expect(byPassword()).rejects.toMatchObject({ status: 403, code: "access/disabled" });
  });

  it("that changes ends every session; this browser goes on with a new one", async () => {
    const other = await byLink(at("10.0.0.9"));
    const own = await withPassword();
    expect(await Promise.all([actorOf(other), actorOf(own)])).toMatchObject([null, { name: "owner" }]);
    const actor = await known(own);
    await expect(changeOwnPassword(actor, { password: "second granite lamp" }, at("10.0.0.1"))).rejects.toMatchObject({
      code: "access/confirm",
    });
    const next = await changeOwnPassword(actor, { password: "second granite lamp", present: PASSWORD }, at("10.0.0.1"));
    expect(await Promise.all([actorOf(own), actorOf(next)])).toMatchObject([null, { name: "owner" }]);
    await expect(byPassword()).rejects.toMatchObject({ status: 401 });
    expect(await actorOf(await byPassword("second granite lamp"))).not.toBeNull();
  });

  it("that changes keeps out whoever was let in by the one before a moment ago", async () => {
    const actor = await known(await withPassword());
    const { writer } = bench.runtime;
    // Holds every command back until the old password was looked at and found right.
    let goOn = () => {};
    const first = writer.slot(() => new Promise<void>((resolve) => (goOn = resolve)));
    await expect.poll(() => queued()).toBe(0);
    const changed = changeOwnPassword(actor, { password: "second granite lamp", present: PASSWORD }, at("10.0.0.1"));
    await expect.poll(() => queued()).toBe(1);
    const late = byPassword().then(actorOf, () => null);
    await expect.poll(() => queued()).toBe(2);
    goOn();
    await Promise.all([first, changed]);
    expect(await late).toBeNull();
  });

  it("that changes ends the links that wait", async () => {
    const waiting = await createSignInLink();
    await withPassword();
    await expect(signInWithLink(keyOf(waiting), at("10.0.0.9"))).rejects.toMatchObject({ code: "access/link" });
  });

  it("needs the present one, or a sign-in by link in the last ten minutes", async () => {
    await withPassword();
    const actor = await known(await byLink());
    expect(await readOwnAccount(actor)).toMatchObject({ confirmBy: "nothing", hasPassword: true, email: EMAIL });
    bench.clock.now += 10 * 60_000;
    expect(await readOwnAccount(actor)).toMatchObject({ confirmBy: "password" });
    for (const present of [undefined, "wrong password 1"])
      await expect(changeOwnPassword(actor, { password: "third lamp otter", present }, at("10.0.0.1"))).rejects.toMatchObject({
        status: 403,
        code: "access/confirm",
      });
  });

  it("cannot be guessed at an open session for ever", async () => {
    const actor = await known(await withPassword());
    const guess = () => changeOwnPassword(actor, { password: "third lamp otter", present: "a wrong password" }, at("10.0.0.1"));
    for (let i = 0; i < 10; i++) await expect(guess()).rejects.toMatchObject({ code: "access/confirm" });
    await expect(guess()).rejects.toMatchObject({ status: 429, code: "access/throttled", retryAfterSeconds: expect.any(Number) });
  });

  it("that is weak is refused with the place", async () => {
    const actor = await known(await byLink());
    await expect(changeOwnPassword(actor, { password: "password1234" }, at("10.0.0.1"))).rejects.toMatchObject({
      status: 422,
      errors: [{ pointer: "/password", code: "access/weak-password" }],
    });
  });
});

describe("guesses", () => {
  it("at one account from many addresses: twenty are looked at, and the owner's own address still gets in", async () => {
    await withPassword();
    let looked = 0;
    for (let i = 0; i < 25; i++)
      await byPassword("a wrong password", at(`192.0.2.${i}`)).catch(({ status }) => {
        if (status === 401) looked += 1;
        else expect(status).toBe(429);
      });
    expect(looked).toBe(20);
    await expect(byPassword(PASSWORD, at("192.0.2.200"))).rejects.toMatchObject({ status: 429 });
    expect(await actorOf(await byPassword())).not.toBeNull();
    expect(await actorOf(await byLink(at("192.0.2.200")))).not.toBeNull();
  });

  // Sixty passwords are hashed, which takes a busy machine half a minute.
  it("at many accounts from one address, of IPv6 from one network, are limited", { timeout: 120_000 }, async () => {
    for (const address of [() => "192.0.2.1", (i: number) => `2001:db8:0:1::${i.toString(16)}`]) {
      const statuses: number[] = [];
      for (let i = 0; i < 33; i++)
        await byPassword("a wrong password", at(address(i)), `nobody${i}@example.com`).catch(({ status }) =>
          statuses.push(status),
        );
      expect(statuses.filter((status) => status === 401)).toHaveLength(30);
    }
  });

  it("that are right in the end are not held against anybody", async () => {
    await withPassword();
    for (let i = 0; i < 21; i++) expect(await byPassword(PASSWORD, at("192.0.2.7"))).toEqual(expect.any(String));
  });
});

describe("an invitation", () => {
  it("signs a user in within 72 hours, once", async () => {
    await bench.runtime.store.prisma.user.create({ data: { id: "eve", name: "eve", role: "viewer", createdAt: 0n } });
    const { link, expiresAt } = await createSignInLinkFor(OWNER, "eve");
    bench.clock.now += 71 * HOUR_MS;
    expect(Date.parse(expiresAt)).toBeGreaterThan(bench.clock.now);
    expect(await actorOf(await linked(link))).toMatchObject({ name: "eve" });
    await expect(signInWithLink(keyOf(link), at("10.0.0.1"))).rejects.toMatchObject({ code: "access/link" });
    const late = await createSignInLinkFor(OWNER, "eve");
    bench.clock.now += 72 * HOUR_MS;
    await expect(signInWithLink(keyOf(late.link), at("10.0.0.1"))).rejects.toMatchObject({ code: "access/link" });
    await expect(createSignInLinkFor(OWNER, "nobody")).rejects.toMatchObject({ status: 404 });
  });
});

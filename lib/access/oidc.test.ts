import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type IdentityProvider, startIdentityProvider } from "../../e2e/identity-provider";
import { sessionActor } from "../http/session";
import { readJournal } from "../reads/journal";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { createAuth } from "./auth";
import { parseOidc } from "./oidc";
import { sessionCookieName } from "./session-cookie";

const PUBLIC_URL = "http://127.0.0.1:3000";
const CALLBACK = `${PUBLIC_URL}/welcome/callback/oidc`;
const BROWSER = { address: "127.0.0.1", userAgent: "test", previousToken: null };

let provider: IdentityProvider;
let bench: Bench | null = null;
beforeEach(async () => {
  provider = await startIdentityProvider(CALLBACK);
});
afterEach(async () => {
  await bench?.stop();
  bench = null;
  await provider.close();
});

async function start(environment: Record<string, string> = {}): Promise<Bench> {
  bench = await freshRuntime({ MUSTER_PUBLIC_URL: PUBLIC_URL, ...provider.environment, ...environment });
  return bench;
}

/** Cookies of one browser, by where they came from. */
class Jar {
  private readonly kept = new Map<string, string>();
  take(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ""] = line.split(";", 1);
      this.kept.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  }
  header(): string {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** Follows a browser from the button to the provider and back. Answers what it brings to the callback. */
async function toCallback(next = "/agents"): Promise<{ url: string; cookie: string }> {
  if (!bench) throw new Error("No runtime.");
  const muster = new Jar();
  const theirs = new Jar();
  const { url, cookies } = await bench.runtime.auth.providerAddress(next, BROWSER);
  muster.take(cookies);
  let address = url;
  for (let hops = 0; !address.startsWith(CALLBACK); hops++) {
    if (hops > 8) throw new Error(`The provider does not come back: ${address}`);
    const response = await fetch(address, { redirect: "manual", headers: { cookie: theirs.header() } });
    theirs.take(response.headers.getSetCookie());
    address = new URL(response.headers.get("location") ?? "", address).href;
  }
  return { url: address, cookie: muster.header() };
}

async function arrive({ url, cookie }: { url: string; cookie: string }) {
  if (!bench) throw new Error("No runtime.");
  const response = await bench.runtime.auth.providerCallback(new Request(url, { headers: { cookie } }), BROWSER);
  const jar = new Jar();
  jar.take(response.headers.getSetCookie());
  const name = sessionCookieName(bench.runtime.config);
  const value = new RegExp(`${name}=([^;]+)`).exec(jar.header())?.[1];
  return { to: response.headers.get("location"), actor: await sessionActor(value) };
}

const addUser = (email: string, more: object = {}) =>
  bench?.runtime.store.prisma.user.create({
    data: { id: "u-1", name: "Ada L.", email, role: "operator", createdAt: 0n, ...more },
  });

describe("an identity provider", () => {
  it("signs in whom an admin has added by that e-mail address, and knows the user by its subject from then on", async () => {
    const { runtime } = await start();
    await addUser("ada@example.com");
    const first = await arrive(await toCallback("/agents?x=1"));
    expect(first).toMatchObject({ to: "/agents?x=1", actor: { name: "Ada L.", id: "user:u-1" } });
    await runtime.store.prisma.user.update({ where: { id: "u-1" }, data: { email: "changed@example.com" } });
    expect((await arrive(await toCallback())).actor).toMatchObject({ id: "user:u-1" });
    expect((await readJournal(OWNER, { type: "operator.signed_in", limit: 1 })).items[0]?.data).toEqual({ method: "Example ID" });
    expect(JSON.stringify(await runtime.store.prisma.login.findMany(), (_, v) => (typeof v === "bigint" ? 0 : v))).not.toMatch(
      /token/i,
    );
  });

  it("lets nobody else in", async () => {
    const { runtime } = await start();
    expect((await arrive(await toCallback())).to).toMatch(/^\/welcome\?error=signup_disabled/);
    provider.person = { ...provider.person, email_verified: false };
    await addUser("ada@example.com");
    expect((await arrive(await toCallback())).to).toMatch(/^\/welcome\?error=account_not_linked/);
    expect(await runtime.store.prisma.session.count()).toBe(0);
    expect(await runtime.store.prisma.login.count()).toBe(0);
  });

  it("brings users with the role that the configuration gives, and only with a verified address", async () => {
    const { runtime } = await start({ MUSTER_OIDC_ROLE: "viewer" });
    expect((await arrive(await toCallback())).actor).toMatchObject({ name: "Ada", scopes: new Set(["read"]) });
    provider.person = { sub: "eve-1", email: "eve@example.com", email_verified: false, name: "Eve" };
    await expect(toCallback().then(arrive)).rejects.toMatchObject({ status: 403, code: "access/unknown-user" });
    // Another person of the same name is told apart in the journal.
    provider.person = { sub: "ada-2", email: "ada@elsewhere.example", email_verified: true, name: "Ada" };
    expect((await arrive(await toCallback())).actor).toMatchObject({ name: "ada@elsewhere.example" });
    expect((await readJournal(OWNER, { type: "user.created", limit: 5 })).items.map(({ data }) => data)).toMatchObject([
      { name: "ada@elsewhere.example", role: "viewer" },
      { name: "Ada", role: "viewer" },
    ]);
    expect(await runtime.store.prisma.user.count()).toBe(2);
  });

  it("does not give a user to whoever has the e-mail address later", async () => {
    const { runtime } = await start();
    await addUser("ada@example.com");
    expect((await arrive(await toCallback())).actor).toMatchObject({ id: "user:u-1" });
    // Ada has left; her address is another's now.
    provider.person = { ...provider.person, sub: "successor-7", name: "Bob" };
    await expect(toCallback().then(arrive)).rejects.toMatchObject({ status: 403, code: "access/unknown-user" });
    expect(await runtime.store.prisma.session.count()).toBe(1);
    expect(await runtime.store.prisma.login.count()).toBe(1);
  });

  it("does not give a user of one provider to a stranger of the next with the same subject", async () => {
    const { runtime } = await start();
    await addUser("ada@example.com");
    expect((await arrive(await toCallback())).actor).toMatchObject({ id: "user:u-1" });
    await provider.close();
    const next = await startIdentityProvider(CALLBACK);
    next.person = { sub: provider.person.sub, email: "eve@example.com", email_verified: true, name: "Eve" };
    provider = next;
    Object.assign(runtime.config.oidc ?? {}, { issuer: new URL(next.issuer) });
    runtime.auth = createAuth(runtime);
    expect((await arrive(await toCallback())).to).toMatch(/error=signup_disabled/);
    next.person = { ...next.person, email: "ada@example.com" };
    expect((await arrive(await toCallback())).actor).toMatchObject({ id: "user:u-1" });
  });

  it("puts no e-mail address into the journal, and lets nobody call himself what the journal calls others", async () => {
    await start({ MUSTER_OIDC_ROLE: "viewer" });
    provider.person = { ...provider.person, name: "system" };
    expect((await arrive(await toCallback())).actor).toMatchObject({ name: "ada@example.com" });
    // Taken by the one who was called so for want of another name.
    provider.person = { sub: "eve-1", email: "eve@example.com", email_verified: true, name: "ada@example.com" };
    expect((await arrive(await toCallback())).actor).toMatchObject({ name: "eve@example.com" });
    provider.person = { sub: "zoe-1", email: "zoe@example.com", email_verified: true, name: "Zoe" };
    await arrive(await toCallback());
    const [zoe] = (await readJournal(OWNER, { type: "user.created", limit: 1 })).items;
    expect(JSON.stringify(zoe)).not.toContain("zoe@example.com");
  });

  it("does not let a disabled user in", async () => {
    await start();
    await addUser("ada@example.com", { disabledAt: 1n });
    await expect(toCallback().then(arrive)).rejects.toMatchObject({ status: 403, code: "access/disabled" });
  });

  it("is believed only where the browser asked for it: not without its cookie, not with another's, not twice", async () => {
    const { runtime } = await start();
    await addUser("ada@example.com");
    const [mine, other] = [await toCallback(), await toCallback()];
    for (const stolen of [
      { ...mine, cookie: "" },
      { ...mine, cookie: other.cookie },
      { ...mine, url: `${CALLBACK}?code=x&state=y` },
    ])
      expect(await arrive(stolen)).toMatchObject({ to: expect.stringMatching(/^\/welcome\?error=/), actor: null });
    expect((await arrive(mine)).actor).not.toBeNull();
    expect(await arrive(mine)).toMatchObject({ to: expect.stringMatching(/^\/welcome\?error=/), actor: null });
    expect(await runtime.store.prisma.session.count()).toBe(1);
  });

  it("that cannot be reached keeps nobody else out, and is found when it comes back", async () => {
    await provider.close();
    const { runtime } = await start();
    await expect(runtime.auth.signInWithPassword("a@example.com", "a wrong password", BROWSER)).rejects.toMatchObject({
      status: 401,
    });
    await expect(runtime.auth.providerAddress("/", BROWSER)).rejects.toMatchObject({ code: "access/provider" });
    provider = await startIdentityProvider(CALLBACK, Number(new URL(provider.issuer).port));
    await addUser("ada@example.com");
    expect((await arrive(await toCallback())).actor).toMatchObject({ id: "user:u-1" });
  });
});

describe("the provider's configuration", () => {
  const all = { MUSTER_OIDC_ISSUER: "https://id.example.com", MUSTER_OIDC_CLIENT_ID: "c", MUSTER_OIDC_CLIENT_SECRET: "s" };

  it("is none where nothing is set, and named after its host", () => {
    expect(parseOidc({})).toEqual({ ok: true, value: null });
    expect(parseOidc(all)).toMatchObject({ ok: true, value: { name: "id.example.com", role: null } });
    expect(parseOidc({ ...all, MUSTER_OIDC_NAME: "Us", MUSTER_OIDC_ROLE: "operator" })).toMatchObject({
      value: { name: "Us", role: "operator" },
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["a part", { MUSTER_OIDC_ISSUER: "https://id.example.com" }, /CLIENT_ID and MUSTER_OIDC_CLIENT_SECRET is missing/],
    ["only a role", { MUSTER_OIDC_ROLE: "viewer" }, /MUSTER_OIDC_ROLE is set, but not/],
    ["a role that is none", { ...all, MUSTER_OIDC_ROLE: "root" }, /not viewer, operator or admin/],
    ["no address", { ...all, MUSTER_OIDC_ISSUER: "id.example.com" }, /is not an https address/],
    ["a name that means another way to sign in", { ...all, MUSTER_OIDC_NAME: "link" }, /MUSTER_OIDC_NAME=link/],
    ["no https", { ...all, MUSTER_OIDC_ISSUER: "http://id.example.com" }, /is not an https address/],
  ])("of %s refuses the start", (_, environment, why) => {
    expect(parseOidc(environment)).toEqual({ ok: false, why: expect.stringMatching(why) });
  });
});

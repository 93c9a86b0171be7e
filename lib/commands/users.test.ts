import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor, Role } from "../access/action";
import { signedToken } from "../access/session-cookie";
import { NewUser } from "../access/user";
import { sessionActor } from "../http/session";
import { readJournal } from "../reads/journal";
import { readSessions, readUsers } from "../reads/users";
import { actorWith, type Bench, freshRuntime, OWNER } from "../testing";
import { createUser } from "./create-user";
import { endSession } from "./end-sessions";
import { endUserSessions } from "./end-user-sessions";
import { createSignInLink, createSignInLinkFor, signInWithLink } from "./sign-in";
import { updateUser } from "./update-user";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await createSignInLink();
});
afterEach(() => bench.stop());

const BROWSER = { address: "127.0.0.1", userAgent: "test", previousToken: null };
const page = { limit: 50 };
const made = (name: string, role: Role) => createUser(OWNER, { name, role });
const cookieOf = (token: string) => encodeURIComponent(signedToken(token, bench.runtime.config));

/** The cookie of a browser in which a user has just signed in by a link of an admin's. */
async function signedIn(userId: string): Promise<string> {
  const { link } = await createSignInLinkFor(OWNER, userId);
  const { token } = await signInWithLink(new URL(link).searchParams.get("key") ?? "", BROWSER);
  return cookieOf(token);
}

async function actorOf(userId: string): Promise<Actor> {
  const actor = await sessionActor(await signedIn(userId));
  if (!actor) throw new Error("The session does not open.");
  return actor;
}

describe("users", () => {
  it("are added with a role, sign in by link, and are listed by name with what they have open", async () => {
    const vera = await createUser(OWNER, { name: "Vera", role: "viewer", email: "vera@example.org" });
    await made("Oskar", "operator");
    const actor = await actorOf(vera.id);
    expect(actor).toMatchObject({ name: "Vera", scopes: new Set(["read"]) });
    const { items } = await readUsers(OWNER, page);
    expect(items.map(({ name, role, sessions }) => [name, role, sessions])).toEqual([
      ["Oskar", "operator", 0],
      ["Vera", "viewer", 1],
      ["owner", "admin", 0],
    ]);
    expect(items[1]).toMatchObject({ email: "vera@example.org", signsInWith: [], lastSeenAt: expect.any(String) });
  });

  it.each(["system", "env", "Demo", "key:ci"])("are not called %s, which is what the journal calls others", async (name) => {
    expect(NewUser.safeParse({ name, role: "viewer" }).success).toBe(false);
  });

  it("are listed page by page", async () => {
    for (const name of ["c", "a", "b"]) await made(name, "viewer");
    const first = await readUsers(OWNER, { limit: 3 });
    const rest = await readUsers(OWNER, { limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(["a", "b", "c", "owner"]);
    expect(rest.nextCursor).toBeNull();
  });

  it("have a name and an e-mail address of their own", async () => {
    await createUser(OWNER, { name: "Vera", role: "viewer", email: "v@example.org" });
    await expect(made("Vera", "admin")).rejects.toMatchObject({ status: 409, code: "access/name-taken" });
    const other = await made("Other", "viewer");
    await expect(updateUser(OWNER, other.id, { email: "v@example.org" })).rejects.toMatchObject({ code: "access/email-taken" });
    expect(await updateUser(OWNER, other.id, { email: "o@example.org" })).toMatchObject({ email: "o@example.org" });
    expect(await updateUser(OWNER, other.id, { email: null })).toMatchObject({ email: null });
  });

  it("lose their sessions with another role, and have the new one when they sign in again", async () => {
    const { id } = await made("Oskar", "operator");
    const before = await signedIn(id);
    expect(await updateUser(OWNER, id, { role: "viewer" })).toMatchObject({ role: "viewer", sessions: 0 });
    expect(await sessionActor(before)).toBeNull();
    expect((await actorOf(id)).scopes).toEqual(new Set(["read"]));
  });

  it("that are disabled lose sessions and links at once; enabled again they need a fresh link", async () => {
    const { id } = await made("Oskar", "operator");
    const before = await signedIn(id);
    const { link } = await createSignInLinkFor(OWNER, id);
    expect((await updateUser(OWNER, id, { disabled: true })).disabledAt).not.toBeNull();
    expect(await sessionActor(before)).toBeNull();
    await expect(createSignInLinkFor(OWNER, id)).rejects.toMatchObject({ code: "access/disabled" });
    expect(await updateUser(OWNER, id, { disabled: false })).toMatchObject({ disabledAt: null });
    expect(await sessionActor(before)).toBeNull();
    const key = new URL(link).searchParams.get("key") ?? "";
    await expect(signInWithLink(key, BROWSER)).rejects.toMatchObject({ code: "access/link" });
    expect((await actorOf(id)).name).toBe("Oskar");
  });

  it("keep at least one admin who can sign in", async () => {
    const refused = { status: 409, code: "access/last-admin" };
    await expect(updateUser(OWNER, "owner", { disabled: true })).rejects.toMatchObject(refused);
    await expect(updateUser(OWNER, "owner", { role: "viewer" })).rejects.toMatchObject(refused);
    const second = await made("Second", "admin");
    await updateUser(OWNER, second.id, { disabled: true });
    await expect(updateUser(OWNER, "owner", { disabled: true })).rejects.toMatchObject(refused);
    await updateUser(OWNER, second.id, { disabled: false });
    expect((await updateUser(OWNER, "owner", { disabled: true })).disabledAt).not.toBeNull();
    await expect(updateUser(OWNER, second.id, { role: "operator" })).rejects.toMatchObject(refused);
  });

  it("keep one admin also when two take each other's role at once", async () => {
    const second = await made("Second", "admin");
    const both = await Promise.allSettled([
      updateUser(OWNER, "owner", { role: "viewer" }),
      updateUser(OWNER, second.id, { role: "viewer" }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("cannot change their own role or disable themselves", async () => {
    const { id } = await made("Ada", "admin");
    const ada = await actorOf(id);
    for (const patch of [{ role: "viewer" as const }, { disabled: true }])
      await expect(updateUser(ada, id, patch)).rejects.toMatchObject({ status: 409, code: "access/own-role" });
    expect(await updateUser(ada, id, { role: "admin", email: "ada@example.org" })).toMatchObject({ sessions: 1 });
  });

  it("are changed by admins only, and nothing is told to anybody else", async () => {
    const operator = actorWith(["read", "route", "audit", "operate"]);
    const refused = { status: 403, code: "access/scope" };
    await expect(createUser(operator, { name: "x", role: "admin" })).rejects.toMatchObject(refused);
    await expect(updateUser(operator, "owner", { role: "viewer" })).rejects.toMatchObject(refused);
    await expect(createSignInLinkFor(operator, "owner")).rejects.toMatchObject(refused);
    await expect(endUserSessions(operator, "owner")).rejects.toMatchObject(refused);
    await expect(readUsers(operator, page)).rejects.toMatchObject(refused);
    await expect(readSessions(operator, page)).rejects.toMatchObject(refused);
  });

  it("leave every change in the journal, once", async () => {
    const { id } = await made("Oskar", "operator");
    await signedIn(id);
    await updateUser(OWNER, id, { role: "viewer" });
    await updateUser(OWNER, id, { role: "viewer" });
    const { items } = await readJournal(OWNER, { limit: 50 });
    expect(items.map(({ type, data }) => [type, data])).toEqual([
      ["session.ended", { name: "Oskar", userId: id, reason: "The role is now viewer", count: 1 }],
      ["user.updated", { id, name: "Oskar", changed: ["role"], role: "viewer", disabled: false }],
      ["operator.signed_in", { method: "link" }],
      ["user.updated", { id, name: "Oskar", changed: ["sign-in link"] }],
      ["user.created", { id, name: "Oskar", role: "operator" }],
    ]);
  });
});

describe("sessions", () => {
  it("are listed with whose they are, and the one that asks is marked", async () => {
    const { id } = await made("Ada", "admin");
    const ada = await actorOf(id);
    await signedIn("owner");
    const { items } = await readSessions(ada, page);
    expect(items.map(({ userName, method, current }) => [userName, method, current])).toEqual([
      ["owner", "link", false],
      ["Ada", "link", true],
    ]);
    expect((await readSessions(ada, { ...page, userId: id })).items).toHaveLength(1);
  });

  it("of a user end together; one's own goes on", async () => {
    const { id } = await made("Ada", "admin");
    const ada = await actorOf(id);
    const others = [await signedIn(id), await signedIn(id)];
    expect(await endUserSessions(ada, id)).toEqual({ ended: 2 });
    for (const cookie of others) expect(await sessionActor(cookie)).toBeNull();
    expect((await readSessions(ada, page)).items.map(({ current }) => current)).toEqual([true]);
    await expect(endUserSessions(ada, "nobody")).rejects.toMatchObject({ status: 404, code: "access/unknown-user" });
  });

  it("end one by one, and are then no longer listed", async () => {
    const { id } = await made("Vera", "viewer");
    const cookie = await signedIn(id);
    const [session] = (await readSessions(OWNER, page)).items;
    await endSession(OWNER, session?.id ?? "");
    expect(await sessionActor(cookie)).toBeNull();
    expect((await readSessions(OWNER, page)).items).toEqual([]);
  });
});

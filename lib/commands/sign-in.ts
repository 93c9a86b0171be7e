import { randomBytes } from "node:crypto";
import { type Actor, authorise } from "../access/action";
import type { SignInLink } from "../access/user";
import { hashSecret } from "../engine/key-ring";
import type { Prisma, PrismaClient } from "../generated/prisma/client";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { type Browser, linkRefusal, newToken, openSession } from "./open-session";
import { runCommand } from "./run";

export const LINK_MINUTES = 15;
/** An invitation is read when its reader gets to it. */
const INVITATION_MS = 72 * 3_600_000;
export const OWNER = { id: "owner", name: "owner", role: "admin" } as const;

/** Makes a one-use sign-in link for the owner, who is made on first use. Returns the link. */
export async function createSignInLink(): Promise<string> {
  const { config, store } = runtime();
  const { result } = await runCommand(async (now) => {
    const { token, writes } = newLink(store.prisma, { userId: OWNER.id, now, until: now + LINK_MINUTES * 60_000 });
    return { writes: [ownerOnFirstUse(store.prisma, now), ...writes], entries: [], result: linkTo(config.publicUrl, token) };
  });
  return result;
}

/** Makes a link by which another user signs in once within 72 hours. Refuses 404 `access/unknown-user`, 403 `access/disabled`. */
export async function createSignInLinkFor(actor: Actor, userId: string): Promise<SignInLink> {
  authorise(actor, "createSignInLink");
  const { config, store } = runtime();
  const { result } = await runCommand(async (now) => {
    const user = await store.prisma.user.findUnique({ where: { id: userId } });
    if (!user) throw new Refusal(404, "access/unknown-user", "There is no such user.");
    if (user.disabledAt !== null) throw new Refusal(403, "access/disabled", `${user.name} is disabled. Enable the user first.`);
    const until = now + INVITATION_MS;
    const { token, writes } = newLink(store.prisma, { userId, now, until });
    const link = { link: linkTo(config.publicUrl, token), expiresAt: new Date(until).toISOString() };
    const { name } = user;
    return {
      writes,
      entries: [{ type: "user.updated", actor: actor.name, data: { id: userId, name, changed: ["sign-in link"] } }],
      result: link,
    };
  });
  return result;
}

export const linkTo = (publicUrl: URL, token: string): string => new URL(`/welcome?key=${token}`, publicUrl).href;

/** Makes the owner where there is nobody yet. */
export const ownerOnFirstUse = (prisma: PrismaClient, now: number): Prisma.PrismaPromise<unknown> =>
  prisma.user.upsert({
    where: { id: OWNER.id },
    create: { ...OWNER, createdAt: BigInt(now), updatedAt: BigInt(now) },
    update: {},
  });

/** A fresh link's key, and what keeps its hash until it is used or over. */
export function newLink(
  prisma: PrismaClient,
  { userId, now, until }: { userId: string; now: number; until: number },
): { token: string; writes: Prisma.PrismaPromise<unknown>[] } {
  const token = randomBytes(32).toString("base64url");
  const row = { tokenHash: hashSecret(token), userId, createdAt: BigInt(now), expiresAt: BigInt(until) };
  return {
    token,
    writes: [
      prisma.signInLink.deleteMany({ where: { expiresAt: { lt: BigInt(now) } } }),
      prisma.signInLink.create({ data: row }),
    ],
  };
}

/**
 * Uses up a sign-in link and opens a session. Returns the session's token and whose it is. Refuses 401 `access/link` for one that is
 * unknown, used or expired, without saying which.
 */
export async function signInWithLink(key: string, browser: Browser): Promise<{ token: string; userId: string }> {
  const { store, now } = runtime();
  const linkHash = hashSecret(key);
  const link = await store.prisma.signInLink.findUnique({ where: { tokenHash: linkHash } });
  if (!link || link.usedAt !== null || Number(link.expiresAt) <= now()) throw linkRefusal();
  const token = newToken();
  await openSession(link.userId, token, { browser, method: "link", linkHash });
  return { token, userId: link.userId };
}

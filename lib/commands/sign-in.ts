import { randomBytes } from "node:crypto";
import type { Role } from "../access/action";
import { hashSecret } from "../engine/key-ring";
import type { Prisma, PrismaClient } from "../generated/prisma/client";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { runCommand } from "./run";

export const LINK_MINUTES = 15;
const OWNER = { id: "owner", name: "owner", role: "admin" } as const;

export type SignedIn = { userId: string; name: string; role: Role };

/** Makes a one-use sign-in link for the owner. Returns the link. */
export async function createSignInLink(): Promise<string> {
  const { config, store } = runtime();
  const { result } = await runCommand(async (now) => {
    const { token, writes } = newLink(store.prisma, now);
    return { writes, entries: [], result: linkTo(config.publicUrl, token) };
  });
  return result;
}

export const linkTo = (publicUrl: URL, token: string): string => new URL(`/welcome?key=${token}`, publicUrl).href;

/** A fresh link's key and what keeps it: the owner, made on first use, and a hash of the key. */
export function newLink(prisma: PrismaClient, now: number): { token: string; writes: Prisma.PrismaPromise<unknown>[] } {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = BigInt(now + LINK_MINUTES * 60_000);
  const writes = [
    prisma.user.upsert({ where: { id: OWNER.id }, create: { ...OWNER, createdAt: BigInt(now) }, update: {} }),
    prisma.signInLink.deleteMany({ where: { expiresAt: { lt: BigInt(now) } } }),
    prisma.signInLink.create({ data: { tokenHash: hashSecret(token), userId: OWNER.id, createdAt: BigInt(now), expiresAt } }),
  ];
  return { token, writes };
}

/** Consumes a sign-in link. Refuses 401 `access/link` for one that is unknown, used or expired, without saying which. */
export async function signIn(token: string): Promise<SignedIn> {
  const { result } = await runCommand(async (now) => {
    const { store } = runtime();
    const link = await store.prisma.signInLink.findUnique({ where: { tokenHash: hashSecret(token) } });
    const user = link && (await store.prisma.user.findUnique({ where: { id: link.userId } }));
    if (!link || !user || link.usedAt !== null || Number(link.expiresAt) <= now) {
      throw new Refusal(401, "access/link", "This sign-in link is used up or has expired. Run npm run sign-in for a fresh one.");
    }
    return {
      writes: [store.prisma.signInLink.update({ where: { tokenHash: link.tokenHash }, data: { usedAt: BigInt(now) } })],
      entries: [{ type: "operator.signed_in", actor: user.name, data: { method: "link" } }],
      result: { userId: user.id, name: user.name, role: user.role as Role },
    };
  });
  return result;
}

import { randomBytes } from "node:crypto";
import { SESSION_SECONDS } from "../access/session-cookie";
import { hashSecret } from "../engine/key-ring";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { runCommand } from "./run";

/** The browser in which somebody signs in. */
export type Browser = {
  /** Where it asks from, as far as that is known. */
  address: string;
  userAgent: string | null;
  /** Token of the session it had before, which ends. */
  previousToken: string | null;
};

/**
 * How a session begins: `method` is `link`, `password` or an identity provider's name; `linkHash` and `passwordHash` are what
 * was found to be right, and must still be in force.
 */
export type Opening = { browser: Browser; method: string; linkHash?: string; passwordHash?: string | null };

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/**
 * Opens a session: its row, the end of the one before in this browser and the use of the link are one commit. Refuses
 * 401 `access/link` and `access/password` where the link is used up or the password changed meanwhile, 403 `access/disabled`.
 */
export async function openSession(userId: string, token: string, { browser, method, linkHash, passwordHash }: Opening) {
  const { result } = await runCommand(async (now) => {
    const { store, sessions } = runtime();
    const { prisma } = store;
    const user = await prisma.user.findUnique({ where: { id: userId } });
    if (!user || user.disabledAt !== null)
      throw new Refusal(403, "access/disabled", "This user is disabled. An admin can enable it again.");
    const used = linkHash === undefined ? 0 : await prisma.signInLink.count({ where: { tokenHash: linkHash, usedAt: null } });
    if (linkHash !== undefined && used === 0) throw linkRefusal();
    const stands = passwordHash === undefined || (await prisma.login.count({ where: { userId, passwordHash } })) > 0;
    if (!stands) throw passwordRefusal();
    const before =
      browser.previousToken &&
      (await prisma.session.findUnique({ where: { tokenHash: hashSecret(browser.previousToken) }, select: { id: true } }));
    const row = sessionRow(userId, token, { browser, method }, now);
    return {
      writes: [
        prisma.session.create({ data: row }),
        ...(before ? [prisma.session.deleteMany({ where: { id: before.id } })] : []),
        ...(linkHash ? [prisma.signInLink.update({ where: { tokenHash: linkHash }, data: { usedAt: BigInt(now) } })] : []),
      ],
      entries: [{ type: "operator.signed_in", actor: user.name, data: { method } }],
      apply: () => sessions.ended(before ? [before.id] : []),
      result: row,
    };
  });
  return result;
}

/** A session that begins at `now` (epoch ms), as it is stored. */
export function sessionRow(userId: string, token: string, { browser, method }: Opening, now: number) {
  return {
    id: newId(),
    tokenHash: hashSecret(token),
    userId,
    method,
    createdAt: BigInt(now),
    updatedAt: BigInt(now),
    expiresAt: BigInt(now + SESSION_SECONDS * 1000),
    ipAddress: browser.address.slice(0, 64) || null,
    userAgent: browser.userAgent?.slice(0, 400) ?? null,
  };
}

export const linkRefusal = () =>
  new Refusal(401, "access/link", "This sign-in link is used up or has expired. Run npm run sign-in for a fresh one.");

export const passwordRefusal = () => new Refusal(401, "access/password", "The e-mail address or the password is wrong.");

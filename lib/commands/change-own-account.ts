import { type Actor, authorise } from "../access/action";
import { weaknessOf } from "../access/password";
import type { Login, Session, User } from "../generated/prisma/client";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { endingSessions, ownUserId } from "./end-sessions";
import { type Browser, newToken, sessionRow } from "./open-session";
import { runCommand } from "./run";

/** As long as this after a sign-in by link a password can be set without the present one, which may be forgotten. */
const FRESH_MS = 10 * 60_000;

type Own = { user: User; login: Login | null; session: Session | null };

/**
 * Sets or changes the password of the one who asks. Every session of the user ends, sockets included, and every link that
 * waits; answers the token of a new session for this browser. Refuses 403 `access/confirm`, 422 `access/weak-password`, 429 `access/throttled`.
 */
export async function changeOwnPassword(
  actor: Actor,
  { password, present }: { password: string; present?: string },
  browser: Browser,
): Promise<string> {
  const own = await ownOf(actor);
  await confirm(own, present);
  const { user, login } = own;
  const weakness = weaknessOf(password, user);
  if (weakness !== null) {
    const errors = [{ pointer: "/password", code: "access/weak-password", detail: weakness }];
    throw new Refusal(422, "access/weak-password", weakness, errors);
  }
  const passwordHash = await runtime().auth.hashPassword(password);
  const token = newToken();
  const { result } = await runCommand(async (now) => {
    const { store, sessions } = runtime();
    const { prisma } = store;
    const { sessionId } = actor;
    // Meanwhile another browser may have changed it, or ended this session.
    const isStillOpen = sessionId !== null && sessions.alive(sessionId, now);
    if (!isStillOpen || (await loginOf(user.id))?.passwordHash !== login?.passwordHash) throw notConfirmed();
    const ending = await endingSessions(user, { actor: user.name, reason: "Password changed", keep: sessionId });
    const updatedAt = BigInt(now);
    const row = { id: newId(), userId: user.id, providerId: "credential", subject: user.id, passwordHash, createdAt: updatedAt };
    const key = { providerId: "credential", subject: user.id };
    return {
      writes: [
        prisma.login.upsert({
          where: { providerId_subject: key },
          create: { ...row, updatedAt },
          update: { passwordHash, updatedAt },
        }),
        prisma.signInLink.deleteMany({ where: { userId: user.id, usedAt: null } }),
        ...ending.writes,
        prisma.session.deleteMany({ where: { id: sessionId } }),
        prisma.session.create({ data: sessionRow(user.id, token, { browser, method: "password" }, now) }),
      ],
      entries: [updated(user, ["password"]), ...ending.entries],
      apply: () => {
        ending.apply();
        sessions.ended([sessionId]);
      },
      result: token,
    };
  });
  return result;
}

/**
 * Changes the own e-mail address; only admins may, because an identity provider lets in whoever has a user's address.
 * Refuses 403 `access/scope`, `access/confirm`, 409 `access/email-taken`.
 */
export async function changeOwnEmail(actor: Actor, { email, present }: { email: string; present?: string }): Promise<null> {
  authorise(actor, "updateUser");
  const own = await ownOf(actor);
  await confirm(own, present);
  const { user } = own;
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    const other = await prisma.user.findUnique({ where: { email } });
    if (other && other.id !== user.id) throw new Refusal(409, "access/email-taken", "Another user has this e-mail address.");
    if (other) return { writes: [], entries: [], result: null };
    return {
      writes: [prisma.user.update({ where: { id: user.id }, data: { email, updatedAt: BigInt(now) } })],
      entries: [updated(user, ["email"])],
      result: null,
    };
  });
  return result;
}

const updated = ({ id, name }: User, changed: string[]) =>
  ({ type: "user.updated", actor: name, data: { id, name, changed } }) as const;

async function ownOf(actor: Actor): Promise<Own> {
  const userId = ownUserId(actor);
  const { prisma } = runtime().store;
  const [user, login, session] = await Promise.all([
    prisma.user.findUniqueOrThrow({ where: { id: userId } }),
    loginOf(userId),
    prisma.session.findUnique({ where: { id: actor.sessionId ?? "" } }),
  ]);
  return { user, login, session };
}

const loginOf = (userId: string) =>
  runtime().store.prisma.login.findUnique({
    where: { providerId_subject: { providerId: "credential", subject: userId } },
  });

/** Whether a session may change how its user signs in without the present password. */
export const isFresh = ({ method, createdAt }: Pick<Session, "method" | "createdAt">, now: number): boolean =>
  method === "link" && Number(createdAt) + FRESH_MS > now;

/** A session that was left open must not be enough to take the account over. */
async function confirm({ user, login, session }: Own, present: string | undefined): Promise<void> {
  const { auth, now } = runtime();
  if (session && isFresh(session, now())) return;
  const hash = login?.passwordHash;
  if (!hash || present === undefined || !(await auth.isPassword(user.id, hash, present))) throw notConfirmed();
}

const notConfirmed = () =>
  new Refusal(403, "access/confirm", "The present password is wrong. Or sign in by a link: for 10 minutes none is asked for.");

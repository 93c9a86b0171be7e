import type { Actor, Role } from "../access/action";
import { IDLE_MS } from "../access/session-cookie";
import type { Session } from "../access/user";
import { ownUserId } from "../commands/end-sessions";
import type { Session as SessionRow } from "../generated/prisma/client";
import { runtime } from "../runtime";

/** Sessions of the one who asks, the newest first. Refuses 403 `access/no-account` for keys. */
export async function readOwnSessions(actor: Actor): Promise<Session[]> {
  const userId = ownUserId(actor);
  const { prisma } = runtime().store;
  const [user, rows] = await Promise.all([
    prisma.user.findUniqueOrThrow({ where: { id: userId } }),
    prisma.session.findMany({ where: { userId }, orderBy: { id: "desc" } }),
  ]);
  return rows.filter(isOpen).map((row) => presentSession(row, user, actor));
}

/** Whether a stored session still opens anything. */
export function isOpen({ id }: Pick<SessionRow, "id">): boolean {
  const { sessions, now } = runtime();
  return sessions.alive(id, now());
}

/** A session as it is shown to `actor`. */
export function presentSession(row: SessionRow, user: { name: string; role: string }, actor: Actor): Session {
  const { id, userId, method, ipAddress, userAgent } = row;
  const lastUsed = runtime().sessions.used.get(id) ?? Number(row.updatedAt);
  return {
    id,
    userId,
    userName: user.name,
    role: user.role as Role,
    method,
    createdAt: time(Number(row.createdAt)),
    lastUsedAt: time(lastUsed),
    expiresAt: time(Math.min(Number(row.expiresAt), lastUsed + IDLE_MS)),
    ipAddress,
    userAgent,
    current: id === actor.sessionId,
  };
}

const time = (epochMs: number): string => new Date(epochMs).toISOString();

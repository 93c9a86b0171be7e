import { type Actor, authorise, type Role } from "../access/action";
import type { Session, User } from "../access/user";
import type { Login, Session as SessionRow, User as UserRow } from "../generated/prisma/client";
import { runtime } from "../runtime";
import { isOpen, presentSession } from "./sessions";

type Page = { limit: number; cursor?: string };
type Paged<T> = { items: T[]; nextCursor: string | null };

/** Everybody who may sign in, and those who no longer may, by name. */
export async function readUsers(actor: Actor, { limit, cursor }: Page): Promise<Paged<User>> {
  authorise(actor, "readUsers");
  const { prisma } = runtime().store;
  const rows = await prisma.user.findMany({
    where: cursor === undefined ? {} : { name: { gt: cursor } },
    orderBy: { name: "asc" },
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const userId = { in: shown.map(({ id }) => id) };
  const [logins, sessions] = await Promise.all([
    prisma.login.findMany({ where: { userId } }),
    prisma.session.findMany({ where: { userId } }),
  ]);
  const of = <T extends { userId: string }>(rows: T[], id: string) => rows.filter((row) => row.userId === id);
  return {
    items: shown.map((row) => presentUser(row, { logins: of(logins, row.id), sessions: of(sessions, row.id) })),
    nextCursor: rows.length > limit ? (shown.at(-1)?.name ?? null) : null,
  };
}

/** Open sessions, newest first; of one user where `userId` says whose. A page may hold fewer than `limit` before the last. */
export async function readSessions(actor: Actor, { userId, limit, cursor }: Page & { userId?: string }): Promise<Paged<Session>> {
  authorise(actor, "readSessions");
  const { prisma } = runtime().store;
  const rows = await prisma.session.findMany({
    where: { ...(userId === undefined ? {} : { userId }), ...(cursor === undefined ? {} : { id: { lt: cursor } }) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const users = await prisma.user.findMany({ where: { id: { in: shown.map((row) => row.userId) } } });
  const byId = new Map(users.map((user) => [user.id, user]));
  return {
    items: shown.filter(isOpen).flatMap((row) => {
      const user = byId.get(row.userId);
      return user ? [presentSession(row, user, actor)] : [];
    }),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** A user as it is answered; never a password's hash. */
export function presentUser(row: Omit<UserRow, "updatedAt">, owned: { logins: Login[]; sessions: SessionRow[] }): User {
  const { used } = runtime().sessions;
  const open = owned.sessions.filter(isOpen);
  const seen = open.map(({ id, updatedAt }) => used.get(id) ?? Number(updatedAt));
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    signsInWith: owned.logins.map(({ providerId, passwordHash }) => (passwordHash === null ? providerId : "password")),
    createdAt: time(Number(row.createdAt)),
    disabledAt: row.disabledAt === null ? null : time(Number(row.disabledAt)),
    sessions: open.length,
    lastSeenAt: seen.length === 0 ? null : time(Math.max(...seen)),
  };
}

const time = (epochMs: number): string => new Date(epochMs).toISOString();

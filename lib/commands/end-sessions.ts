import { type Actor, authorise, can } from "../access/action";
import type { NewEntry } from "../journal/entry";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { type Decision, runCommand } from "./run";

type Ending = Required<Pick<Decision<unknown>, "writes" | "entries" | "apply">>;

/**
 * What ends every session of a user, except `keep`, as a part of a command that changes what the user may do. Their sockets
 * close with the command's `apply`. To be called in the writer's slot.
 */
export async function endingSessions(
  user: { id: string; name: string },
  { actor, reason, keep }: { actor: string; reason: string; keep?: string },
): Promise<Ending> {
  const { prisma } = runtime().store;
  const found = await prisma.session.findMany({ where: { userId: user.id }, select: { id: true } });
  return ending(
    found.map(({ id }) => id).filter((id) => id !== keep),
    { type: "session.ended", actor, data: { name: user.name, userId: user.id, reason } },
  );
}

function ending(ids: string[], entry: NewEntry & { data: object }): Ending {
  const { store, sessions } = runtime();
  if (ids.length === 0) return { writes: [], entries: [], apply: () => {} };
  return {
    writes: [store.prisma.session.deleteMany({ where: { id: { in: ids } } })],
    entries: [{ ...entry, data: { ...entry.data, count: ids.length } }],
    apply: () => sessions.ended(ids),
  };
}

/** Ends one session: one's own, or as an admin anybody's. Refuses 404 `access/unknown-session`, also for another's. */
export async function endSession(actor: Actor, id: string): Promise<null> {
  const anybodys = can(actor, "endSession").ok;
  if (!anybodys) authorise(actor, "manageOwnAccount");
  const { result } = await runCommand(async () => {
    const { prisma } = runtime().store;
    const session = await prisma.session.findUnique({ where: { id } });
    const own = session !== null && actor.id === `user:${session.userId}`;
    if (!session || !(own || anybodys)) throw unknownSession();
    const user = await prisma.user.findUnique({ where: { id: session.userId } });
    const reason = id === actor.sessionId ? "Signed out" : `Ended by ${actor.name}`;
    const data = { name: user?.name ?? session.userId, userId: session.userId, reason };
    return { ...ending([id], { type: "session.ended", actor: actor.name, data }), result: null };
  });
  return result;
}

/** Ends every session of the one who asks, except the one by which he asks. Answers how many were ended. */
export async function endOtherSessions(actor: Actor): Promise<{ ended: number }> {
  const userId = ownUserId(actor);
  const { result } = await runCommand(async () => {
    const { prisma } = runtime().store;
    const keep = actor.sessionId ?? undefined;
    const others = await prisma.session.count({ where: { userId, ...(keep && { id: { not: keep } }) } });
    const reason = "Signed out everywhere else";
    return {
      ...(await endingSessions({ id: userId, name: actor.name }, { actor: actor.name, reason, keep })),
      result: { ended: others },
    };
  });
  return result;
}

/** The user who asks. Refuses 403 `access/no-account` for keys, which have none. */
export function ownUserId(actor: Actor): string {
  authorise(actor, "manageOwnAccount");
  if (actor.kind !== "session") throw new Refusal(403, "access/no-account", "A key has no account: sign in to change yours.");
  return actor.id.slice("user:".length);
}

const unknownSession = () => new Refusal(404, "access/unknown-session", "There is no such session.");

import { type Actor, authorise } from "../access/action";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { endingSessions } from "./end-sessions";
import { runCommand } from "./run";

/** Ends every session of a user with its sockets, except the one that asks. Refuses 404 `access/unknown-user`. */
export async function endUserSessions(actor: Actor, userId: string): Promise<{ ended: number }> {
  authorise(actor, "endSession");
  const { result } = await runCommand(async () => {
    const { prisma } = runtime().store;
    const user = await prisma.user.findUnique({ where: { id: userId } });
    if (!user) throw new Refusal(404, "access/unknown-user", "There is no such user.");
    const keep = actor.sessionId ?? undefined;
    const ended = await prisma.session.count({ where: { userId, ...(keep && { id: { not: keep } }) } });
    const reason = `Ended by ${actor.name}`;
    return { ...(await endingSessions(user, { actor: actor.name, reason, keep })), result: { ended } };
  });
  return result;
}

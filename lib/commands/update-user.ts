import { type Actor, authorise, type Role } from "../access/action";
import type { User, UserPatch } from "../access/user";
import { presentUser } from "../reads/users";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { assertFree } from "./create-user";
import { endingSessions } from "./end-sessions";
import { runCommand } from "./run";

/**
 * Changes what a user may do, the e-mail address, or whether the user may sign in at all. Another role or a disabled user ends
 * the user's sessions with their sockets at once; links that wait end with a disabled user. Refuses 404 `access/unknown-user`, 409
 * `access/own-role`, `access/last-admin`, `access/email-taken`.
 */
export async function updateUser(actor: Actor, id: string, patch: UserPatch): Promise<User> {
  authorise(actor, "updateUser");
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    const row = await prisma.user.findUnique({ where: { id } });
    if (!row) throw new Refusal(404, "access/unknown-user", "There is no such user.");
    const before = { role: row.role as Role, email: row.email, disabled: row.disabledAt !== null };
    const after = { ...before, ...patch };
    const members = ["role", "email", "disabled"] as const;
    const changed = members.filter((member) => after[member] !== before[member]);
    const [logins, sessions] = await Promise.all([
      prisma.login.findMany({ where: { userId: id } }),
      prisma.session.findMany({ where: { userId: id } }),
    ]);
    if (changed.length === 0) return { writes: [], entries: [], result: presentUser(row, { logins, sessions }) };

    const restricts = changed.includes("role") || (changed.includes("disabled") && after.disabled);
    if (restricts && actor.id === `user:${id}`)
      throw new Refusal(409, "access/own-role", "Nobody changes his own role or disables himself: ask another admin.");
    if (restricts && before.role === "admin" && !before.disabled) await assertOtherAdmin(id);
    if (changed.includes("email")) await assertFree(after.email, id);

    const disabledAt = after.disabled ? (row.disabledAt ?? BigInt(now)) : null;
    const next = { ...row, role: after.role, email: after.email, updatedAt: BigInt(now), disabledAt };
    const reason = after.disabled ? "The user was disabled" : `The role is now ${after.role}`;
    const ended = restricts ? await endingSessions(row, { actor: actor.name, reason }) : null;
    const { name } = row;
    return {
      writes: [
        prisma.user.update({ where: { id }, data: next }),
        ...(after.disabled ? [prisma.signInLink.deleteMany({ where: { userId: id, usedAt: null } })] : []),
        ...(ended?.writes ?? []),
      ],
      entries: [
        {
          type: "user.updated",
          actor: actor.name,
          data: { id, name, changed, role: after.role, disabled: after.disabled },
        },
        ...(ended?.entries ?? []),
      ],
      apply: () => ended?.apply(),
      result: presentUser(next, { logins, sessions: ended ? [] : sessions }),
    };
  });
  return result;
}

async function assertOtherAdmin(id: string): Promise<void> {
  const others = await runtime().store.prisma.user.count({ where: { role: "admin", disabledAt: null, id: { not: id } } });
  if (others === 0)
    throw new Refusal(409, "access/last-admin", "This is the last admin who can sign in. Make somebody else an admin first.");
}

import { type Actor, authorise } from "../access/action";
import type { NewUser, User } from "../access/user";
import { presentUser } from "../reads/users";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { runCommand } from "./run";

/** Adds somebody who may sign in, at first by link only. Refuses 409 `access/name-taken`, `access/email-taken`. */
export async function createUser(actor: Actor, { name, role, ...given }: NewUser): Promise<User> {
  authorise(actor, "createUser");
  const email = given.email ?? null;
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    if (await prisma.user.findUnique({ where: { name } }))
      throw new Refusal(409, "access/name-taken", "Another user has this name, by which the journal would know both.");
    await assertFree(email);
    const row = { id: newId(), name, email, role, createdAt: BigInt(now), updatedAt: BigInt(now), disabledAt: null };
    return {
      writes: [prisma.user.create({ data: row })],
      entries: [{ type: "user.created", actor: actor.name, data: { id: row.id, name, role } }],
      result: presentUser(row, { logins: [], sessions: [] }),
    };
  });
  return result;
}

/** Refuses 409 `access/email-taken` for an address that a user other than `userId` has. */
export async function assertFree(email: string | null, userId?: string): Promise<void> {
  if (email === null) return;
  const taken = await runtime().store.prisma.user.findUnique({ where: { email } });
  if (taken && taken.id !== userId)
    throw new Refusal(409, "access/email-taken", "Another user has this e-mail address.", [
      { pointer: "/email", code: "access/email-taken", detail: "Taken by another user." },
    ]);
}

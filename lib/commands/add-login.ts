import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { runCommand } from "./run";

/** Who a user is to an identity provider. */
export type NewLogin = { userId: string; providerId: string; subject: string };

/** Lets a user sign in through an identity provider. Its tokens are not kept. */
export async function addLogin({ userId, providerId, subject }: NewLogin) {
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    const user = await prisma.user.findUnique({ where: { id: userId } });
    if (!user) throw new Refusal(404, "access/unknown-user", "There is no such user.");
    const times = { createdAt: BigInt(now), updatedAt: BigInt(now) };
    const row = { id: newId(), userId, providerId, subject, passwordHash: null, ...times };
    return {
      writes: [prisma.login.create({ data: row })],
      entries: [
        { type: "user.updated", actor: user.name, data: { id: user.id, name: user.name, changed: [`sign-in by ${providerId}`] } },
      ],
      result: row,
    };
  });
  return result;
}

/**
 * Adds somebody whom the identity provider vouches for, with the role that MUSTER_OIDC_ROLE gives. Refuses 403
 * `access/unknown-user` where it gives none, or where the provider has not verified the e-mail address.
 */
export async function createProviderUser(given: { name: string; email: string; isVerified: boolean }) {
  const role = runtime().config.oidc?.role;
  if (!role || !given.isVerified)
    throw new Refusal(403, "access/unknown-user", "Nobody with this verified e-mail address is a user. Ask an admin.");
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    const email = given.email.toLowerCase();
    const wished = given.name.trim().slice(0, 200) || email;
    // The journal knows people by name, so a name is never given twice.
    const name = (await prisma.user.findUnique({ where: { name: wished } })) ? email : wished;
    const times = { createdAt: BigInt(now), updatedAt: BigInt(now) };
    const row = { id: newId(), name, email, role, ...times, disabledAt: null };
    return {
      writes: [prisma.user.create({ data: row })],
      entries: [{ type: "user.created", actor: name, data: { id: row.id, name, role, by: "identity provider" } }],
      result: row,
    };
  });
  return result;
}

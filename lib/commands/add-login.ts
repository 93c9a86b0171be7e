import { isReservedName } from "../access/user";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { runCommand } from "./run";

/** Who a user is to an identity provider: `subject` is unique only among those of its `issuer`. */
export type NewLogin = { userId: string; providerId: string; issuer: string; subject: string };

/** A subject as it is kept, with its issuer. */
export const subjectOf = (issuer: string, subject: string): string => `${issuer} ${subject}`;

/**
 * Lets a user sign in through an identity provider. Its tokens are not kept. Refuses 403 `access/unknown-user` where the user is
 * another subject of the same issuer already: an e-mail address can be given to somebody else later.
 */
export async function addLogin({ userId, providerId, issuer, subject }: NewLogin) {
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    const user = await prisma.user.findUnique({ where: { id: userId } });
    if (!user) throw new Refusal(404, "access/unknown-user", "There is no such user.");
    const known = await prisma.login.count({ where: { userId, providerId, subject: { startsWith: subjectOf(issuer, "") } } });
    if (known > 0)
      throw new Refusal(403, "access/unknown-user", `The provider knows ${user.name} as somebody else. Ask an admin.`);
    const times = { createdAt: BigInt(now), updatedAt: BigInt(now) };
    const row = { id: newId(), userId, providerId, subject: subjectOf(issuer, subject), passwordHash: null, ...times };
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
    const id = newId();
    const wished = given.name.trim().slice(0, 200);
    // The journal knows people by name, so a name is never given twice, nor one that says it is another's address.
    const mayBe = wished !== "" && !isReservedName(wished) && (!wished.includes("@") || wished.toLowerCase() === email);
    const name = (mayBe && (await isFree(wished)) && wished) || ((await isFree(email)) && email) || `${email} (${id})`;
    const times = { createdAt: BigInt(now), updatedAt: BigInt(now) };
    const row = { id, name, email, role, ...times, disabledAt: null };
    return {
      writes: [prisma.user.create({ data: row })],
      entries: [{ type: "user.created", actor: name, data: { id, name, role, by: "identity provider" } }],
      result: row,
    };
  });
  return result;
}

const isFree = async (name: string): Promise<boolean> =>
  (await runtime().store.prisma.user.findUnique({ where: { name } })) === null;

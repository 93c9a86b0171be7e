import { type Actor, authorise, type Scope } from "../access/action";
import { type CreatedKey, type KeyRotation, limitsOf } from "../access/key";
import { hashSecret, newSecret } from "../engine/key-ring";
import { presentKey } from "../reads/keys";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { runCommand } from "./run";

/**
 * Makes the successor of a key: same name, scopes, binding and limits, and as long a life as the old one was given. The old
 * one goes on for the overlap and then ends; both are one reporter and share their limits. Refuses 404 `access/unknown-key`,
 * 409 `access/revoked-key`, `access/expired-key`, `access/replaced-key`.
 */
export async function rotateKey(actor: Actor, id: string, { overlapSeconds }: KeyRotation): Promise<CreatedKey> {
  authorise(actor, "rotateKey");
  const secret = newSecret();
  const { result } = await runCommand(async (now) => {
    const { store, keys } = runtime();
    const old = await store.prisma.key.findUnique({ where: { id } });
    if (!old) throw new Refusal(404, "access/unknown-key", "There is no such key.");
    if (old.revokedAt !== null)
      throw new Refusal(409, "access/revoked-key", "The key is revoked for good. Make a new key of the same name instead.");
    if (old.expiresAt !== null && Number(old.expiresAt) <= now)
      throw new Refusal(409, "access/expired-key", "The key has expired. Make a new key of the same name instead.");
    if (old.replacedBy !== null)
      throw new Refusal(409, "access/replaced-key", "The key has a successor already: rotate that one, or revoke this one.");

    const lifetime = old.expiresAt === null ? null : old.expiresAt - old.createdAt;
    const endsAt = Math.min(now + overlapSeconds * 1000, Number(old.expiresAt ?? Number.POSITIVE_INFINITY));
    const row = {
      ...old,
      id: newId(),
      prefix: secret.slice(0, 9),
      secretHash: hashSecret(secret),
      createdAt: BigInt(now),
      createdBy: actor.name,
      expiresAt: lifetime === null ? null : BigInt(now) + lifetime,
      lastUsedAt: null,
    };
    const expiresAt = row.expiresAt === null ? null : Number(row.expiresAt);
    const scopes = JSON.parse(row.scopes) as Scope[];
    return {
      writes: [
        store.prisma.key.create({ data: row }),
        store.prisma.key.update({ where: { id }, data: { expiresAt: BigInt(endsAt), replacedBy: row.id } }),
      ],
      entries: [
        {
          type: "key.rotated",
          actor: actor.name,
          data: {
            id,
            name: old.name,
            prefix: old.prefix,
            endsAt: new Date(endsAt).toISOString(),
            successor: row.id,
            successorPrefix: row.prefix,
          },
        },
      ],
      apply: () => {
        const { name, purpose, secretHash, agentId } = row;
        keys.expire(id, endsAt);
        keys.add({ id: row.id, name, purpose, secretHash, scopes, agentId, expiresAt, limits: limitsOf(row) }, id);
      },
      result: { ...presentKey(row), secret },
    };
  });
  return result;
}

import { type Actor, authorise, SCOPES } from "../access/action";
import { type CreatedKey, limitsOf, type NewKey } from "../access/key";
import { hashSecret, newSecret } from "../engine/key-ring";
import { presentKey } from "../reads/keys";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { runCommand } from "./run";

const BOUND_SCOPES = new Set(["read", "ingest"]);

/** Makes an API key; its secret is in this answer and nowhere else. Refuses 404 and 422 for a binding that cannot be. */
export async function createKey(actor: Actor, given: NewKey, purpose = "api"): Promise<CreatedKey> {
  authorise(actor, "createKey");
  const secret = newSecret();
  const scopes = SCOPES.filter((scope) => given.scopes.includes(scope));
  if (given.agentId !== undefined && scopes.some((scope) => !BOUND_SCOPES.has(scope))) {
    throw new Refusal(422, "access/bound-key", "A key bound to an agent may have the scopes read and ingest only.", [
      { pointer: "/scopes", code: "access/bound-key", detail: "Only read and ingest." },
    ]);
  }
  const { result } = await runCommand(async (now) => {
    const { store, fleet, keys } = runtime();
    if (given.agentId !== undefined && !fleet.find(given.agentId)) {
      throw new Refusal(404, "registry/unknown-agent", `No agent ${given.agentId} is registered.`);
    }
    const expiresAt = given.expiresAt === undefined ? null : Date.parse(given.expiresAt);
    if (expiresAt !== null && expiresAt <= now) {
      throw new Refusal(422, "access/expired", "The key would already be expired.", [
        { pointer: "/expiresAt", code: "access/expired", detail: "Must lie in the future." },
      ]);
    }
    const row = {
      id: newId(),
      name: given.name,
      prefix: secret.slice(0, 9),
      secretHash: hashSecret(secret),
      scopes: JSON.stringify(scopes),
      agentId: given.agentId ?? null,
      purpose,
      maxShare: given.maxShare ?? null,
      signalsPerSecond: given.signalsPerSecond ?? null,
      requestsPerSecond: given.requestsPerSecond ?? null,
      createdAt: BigInt(now),
      createdBy: actor.name,
      expiresAt: expiresAt === null ? null : BigInt(expiresAt),
      lastUsedAt: null,
      revokedAt: null,
      replacedBy: null,
    };
    const limits = limitsOf(row);
    return {
      writes: [store.prisma.key.create({ data: row })],
      entries: [
        {
          type: "key.created",
          actor: actor.name,
          data: {
            id: row.id,
            name: row.name,
            prefix: row.prefix,
            scopes,
            agentId: row.agentId,
            expiresAt: given.expiresAt ?? null,
            ...limits,
          },
        },
      ],
      apply: () => {
        const { id, name, secretHash, agentId } = row;
        keys.add({ id, name, purpose, secretHash, scopes, agentId, expiresAt, limits });
      },
      result: { ...presentKey(row), secret },
    };
  });
  return result;
}

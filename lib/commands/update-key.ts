import { type Actor, authorise } from "../access/action";
import { type Key, type KeyPatch, limitsOf } from "../access/key";
import { presentKey } from "../reads/keys";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { runCommand } from "./run";

/** Changes a key's limits, in force at once. Refuses 404 `access/unknown-key`, 409 `access/revoked-key`. */
export async function updateKey(actor: Actor, id: string, patch: KeyPatch): Promise<Key> {
  authorise(actor, "updateKey");
  const { result } = await runCommand(async () => {
    const { store, keys } = runtime();
    const row = await store.prisma.key.findUnique({ where: { id } });
    if (!row) throw new Refusal(404, "access/unknown-key", "There is no such key.");
    if (row.revokedAt !== null)
      throw new Refusal(409, "access/revoked-key", "The key is revoked for good, so its limits mean nothing.");
    const changed = (["requestsPerSecond", "signalsPerSecond", "maxShare"] as const).filter(
      (name) => patch[name] !== undefined && patch[name] !== row[name],
    );
    if (changed.length === 0) return { writes: [], entries: [], result: presentKey(row) };
    const next = { ...row, ...Object.fromEntries(changed.map((name) => [name, patch[name]])) };
    const { name, prefix, requestsPerSecond, signalsPerSecond, maxShare } = next;
    const limits = limitsOf(next);
    return {
      writes: [store.prisma.key.update({ where: { id }, data: { requestsPerSecond, signalsPerSecond, maxShare } })],
      entries: [{ type: "key.updated", actor: actor.name, data: { id, name, prefix, changed, ...limits } }],
      apply: () => keys.update(id, limits),
      result: presentKey(next),
    };
  });
  return result;
}

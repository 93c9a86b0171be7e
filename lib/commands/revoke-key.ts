import { type Actor, authorise } from "../access/action";
import type { Key } from "../access/key";
import { presentKey } from "../reads/keys";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { runCommand } from "./run";

/** Ends a key at once, its sockets included. Doing it again changes nothing. Refuses 404 `access/unknown-key`. */
export async function revokeKey(actor: Actor, id: string): Promise<Key> {
  authorise(actor, "revokeKey");
  const { result } = await runCommand(async (now) => {
    const { store, keys } = runtime();
    const row = await store.prisma.key.findUnique({ where: { id } });
    if (!row) throw new Refusal(404, "access/unknown-key", "There is no such key.");
    if (row.revokedAt !== null) return { writes: [], entries: [], result: presentKey(row) };
    return {
      writes: [store.prisma.key.update({ where: { id }, data: { revokedAt: BigInt(now) } })],
      entries: [{ type: "key.revoked", actor: actor.name, data: { id, name: row.name, prefix: row.prefix } }],
      apply: () => keys.remove(id),
      result: presentKey({ ...row, revokedAt: BigInt(now) }),
    };
  });
  return result;
}

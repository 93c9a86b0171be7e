import { type Actor, authorise, type Scope } from "../access/action";
import { type Key, limitsOf } from "../access/key";
import type { Key as KeyRow } from "../generated/prisma/client";
import { runtime } from "../runtime";

/** API keys, newest first; never their secrets. */
export async function readKeys(
  actor: Actor,
  page: { limit: number; cursor?: string },
): Promise<{ items: Key[]; nextCursor: string | null }> {
  authorise(actor, "readKeys");
  const { keys, store } = runtime();
  const rows = await store.prisma.key.findMany({
    where: page.cursor === undefined ? {} : { id: { lt: page.cursor } },
    orderBy: { id: "desc" },
    take: page.limit + 1,
  });
  const items = rows.slice(0, page.limit).map((row) => {
    const used = keys.used.get(row.id);
    return presentKey(used === undefined ? row : { ...row, lastUsedAt: BigInt(used) });
  });
  return { items, nextCursor: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
}

const time = (at: bigint | null): string | null => (at === null ? null : new Date(Number(at)).toISOString());

/** A key row as it is answered. */
export function presentKey(row: Omit<KeyRow, "secretHash" | "purpose">): Key {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: JSON.parse(row.scopes) as Scope[],
    agentId: row.agentId,
    createdAt: new Date(Number(row.createdAt)).toISOString(),
    createdBy: row.createdBy,
    expiresAt: time(row.expiresAt),
    lastUsedAt: time(row.lastUsedAt),
    revokedAt: time(row.revokedAt),
    replacedBy: row.replacedBy,
    ...limitsOf(row),
  };
}

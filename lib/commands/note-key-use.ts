import { runtime } from "../runtime";
import { runCommand } from "./run";

/** Stores when keys were last used; called now and then, because a write per request would cost more than it tells. */
export async function noteKeyUse(): Promise<void> {
  const { keys, store } = runtime();
  if (keys.used.size === 0) return;
  const used = [...keys.used];
  keys.used.clear();
  await runCommand(async () => ({
    writes: used.map(([id, at]) => store.prisma.key.updateMany({ where: { id }, data: { lastUsedAt: BigInt(at) } })),
    entries: [],
    result: undefined,
  }));
}

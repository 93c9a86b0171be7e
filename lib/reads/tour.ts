import type { Actor } from "../access/action";
import { ownUserId } from "../commands/end-sessions";
import { runtime } from "../runtime";

/** Whether the one who asks has seen the tour or wants none. Refuses 403 `access/no-account` for keys. */
export async function isTourPutAway(actor: Actor): Promise<boolean> {
  const userId = ownUserId(actor);
  const kept = await runtime().store.prisma.userPreferences.findUnique({ where: { userId } });
  return kept !== null && kept.tourDoneAt !== null;
}

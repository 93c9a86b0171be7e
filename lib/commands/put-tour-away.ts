import type { Actor } from "../access/action";
import { runtime } from "../runtime";
import { ownUserId } from "./end-sessions";
import { runCommand } from "./run";

/**
 * Keeps that the one who asks has seen the tour or wants none, in every browser; said again it changes nothing. Not
 * journaled: it is how the console looks to one person, and nothing of the fleet follows from it. Refuses 403
 * `access/no-account` for keys.
 */
export async function putTourAway(actor: Actor): Promise<null> {
  const userId = ownUserId(actor);
  await runCommand(async (now) => {
    const { prisma } = runtime().store;
    const kept = await prisma.userPreferences.findUnique({ where: { userId } });
    const tourDoneAt = kept?.tourDoneAt ?? BigInt(now);
    return {
      writes: [prisma.userPreferences.upsert({ where: { userId }, create: { userId, tourDoneAt }, update: { tourDoneAt } })],
      entries: [],
      result: null,
    };
  });
  return null;
}

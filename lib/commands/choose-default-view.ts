import type { Actor } from "../access/action";
import type { DefaultView } from "../access/view";
import { runtime } from "../runtime";
import { ownUserId } from "./end-sessions";
import { findView } from "./find-view";
import { runCommand } from "./run";

/**
 * Says which view the leaderboard opens with for the one who asks; null = everything. Not journaled: it changes nothing
 * for anybody else. Refuses 403 `access/no-account`, 404 `access/unknown-view`.
 */
export async function chooseDefaultView(actor: Actor, { viewId }: DefaultView): Promise<DefaultView> {
  const userId = ownUserId(actor);
  const { result } = await runCommand(async () => {
    const { prisma } = runtime().store;
    if (viewId !== null) await findView(actor, viewId);
    const defaultViewId = viewId;
    return {
      writes: [
        prisma.userPreferences.upsert({ where: { userId }, create: { userId, defaultViewId }, update: { defaultViewId } }),
      ],
      entries: [],
      result: { viewId },
    };
  });
  return result;
}

import type { Actor } from "../access/action";
import { MOST_VIEWS, type NewView, type View } from "../access/view";
import { presentView } from "../reads/views";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { ownUserId } from "./end-sessions";
import { assertMayShare, assertNameIsFree, sharing } from "./find-view";
import { runCommand } from "./run";

/**
 * Keeps a way of looking under a name. Only sharing it is journaled: what somebody keeps for himself changes nothing for
 * anybody else, and the journal is read by all. Refuses 403 `access/no-account`, 409 `access/view-name-taken`,
 * `access/too-many-views`.
 */
export async function saveView(actor: Actor, { screen, name, search, shared }: NewView): Promise<View> {
  const ownerId = ownUserId(actor);
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    if (shared) await assertMayShare(actor);
    if ((await prisma.view.count({ where: { ownerId } })) >= MOST_VIEWS)
      throw new Refusal(409, "access/too-many-views", `You keep ${MOST_VIEWS} views already. Delete one first.`);
    const row = { id: newId(), ownerId, screen, name, search, shared, createdAt: BigInt(now), updatedAt: BigInt(now) };
    await assertNameIsFree(row);
    return {
      writes: [prisma.view.create({ data: row })],
      entries: shared ? [sharing(actor, "view.shared", row)] : [],
      result: presentView(row, actor, actor.name),
    };
  });
  return result;
}

import type { Actor } from "../access/action";
import type { View } from "../access/view";
import { presentView } from "../reads/views";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { ownUserId } from "./end-sessions";
import { findView, sharing } from "./find-view";
import { runCommand } from "./run";

/**
 * Removes one's own view and answers what it was, so that it can be saved again. Whoever had it as the default sees
 * everything. Refuses 403 `access/not-own-view`, 404 `access/unknown-view`.
 */
export async function removeView(actor: Actor, id: string): Promise<View> {
  const userId = ownUserId(actor);
  const { result } = await runCommand(async () => {
    const { prisma } = runtime().store;
    const { row, owner } = await findView(actor, id);
    if (row.ownerId !== userId)
      throw new Refusal(
        403,
        "access/not-own-view",
        "Only its owner deletes a view. Whoever may share can end that it is shared.",
      );
    return {
      writes: [prisma.view.delete({ where: { id } })],
      entries: row.shared ? [sharing(actor, "view.unshared", row)] : [],
      result: presentView(row, actor, owner),
    };
  });
  return result;
}

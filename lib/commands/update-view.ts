import { type Actor, authorise } from "../access/action";
import type { View, ViewPatch } from "../access/view";
import { presentView } from "../reads/views";
import { runtime } from "../runtime";
import { ownUserId } from "./end-sessions";
import { assertMayShare, assertNameIsFree, findView, sharing } from "./find-view";
import { runCommand } from "./run";

/**
 * Renames a view, replaces what it keeps, shares it or ends that. One's own, or a shared one for whoever may share.
 * Refuses 403 `access/scope`, 404 `access/unknown-view`, 409 `access/view-name-taken`, `access/too-many-views`.
 */
export async function updateView(actor: Actor, id: string, patch: ViewPatch): Promise<View> {
  const userId = ownUserId(actor);
  const { result } = await runCommand(async (now) => {
    const { prisma } = runtime().store;
    const { row, owner } = await findView(actor, id);
    if (row.ownerId !== userId) authorise(actor, "shareView");
    const changed = (["name", "search", "shared"] as const).filter(
      (field) => patch[field] !== undefined && patch[field] !== row[field],
    );
    if (changed.length === 0) return { writes: [], entries: [], result: presentView(row, actor, owner) };
    const { name = row.name, search = row.search, shared = row.shared } = patch;
    if (shared && !row.shared) await assertMayShare(actor);
    const next = { ...row, name, search, shared, updatedAt: BigInt(now) };
    await assertNameIsFree(next);
    const entries = shared
      ? [sharing(actor, "view.shared", next, row.shared ? changed : undefined)]
      : row.shared
        ? [sharing(actor, "view.unshared", row)]
        : [];
    return {
      writes: [prisma.view.update({ where: { id }, data: { name, search, shared, updatedAt: next.updatedAt } })],
      entries,
      result: presentView(next, actor, owner),
    };
  });
  return result;
}

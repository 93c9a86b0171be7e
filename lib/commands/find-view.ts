import { type Actor, authorise } from "../access/action";
import { MOST_SHARED } from "../access/view";
import type { View } from "../generated/prisma/client";
import type { NewEntry } from "../journal/entry";
import { visibleTo } from "../reads/views";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";

/** A view that the actor sees, and its owner's name. Refuses 404 `access/unknown-view`, also for one that is another's alone. */
export async function findView(actor: Actor, id: string): Promise<{ row: View; owner: string }> {
  const { prisma } = runtime().store;
  const row = await prisma.view.findFirst({ where: { AND: [{ id }, visibleTo(actor)] } });
  if (!row) throw new Refusal(404, "access/unknown-view", "There is no such view, or it is not shared with you.");
  const owner = await prisma.user.findUnique({ where: { id: row.ownerId }, select: { name: true } });
  return { row, owner: owner?.name ?? row.ownerId };
}

/** Refuses 409 `access/view-name-taken` where the owner has another view of this name. */
export async function assertNameIsFree({ ownerId, screen, name, id }: Pick<View, "ownerId" | "screen" | "name" | "id">) {
  const { prisma } = runtime().store;
  const other = await prisma.view.findUnique({ where: { ownerId_screen_name: { ownerId, screen, name } } });
  if (!other || other.id === id) return;
  const detail = "There is a view of this name. Take another, or replace that view.";
  throw new Refusal(409, "access/view-name-taken", detail, [{ pointer: "/name", code: "access/view-name-taken", detail }]);
}

/** Refuses 403 `access/scope` for whoever may not share, 409 `access/too-many-views` where no more can be shared. */
export async function assertMayShare(actor: Actor): Promise<void> {
  authorise(actor, "shareView");
  if ((await runtime().store.prisma.view.count({ where: { shared: true } })) >= MOST_SHARED)
    throw new Refusal(409, "access/too-many-views", `No more than ${MOST_SHARED} views can be shared. Unshare one first.`);
}

/** What everybody is told of a shared view; `changed` names what became different of one that was shared before. */
export function sharing(
  actor: Actor,
  type: "view.shared" | "view.unshared",
  { id, screen, name }: View,
  changed?: string[],
): NewEntry {
  return { type, actor: actor.name, data: { id, screen, name, ...(changed && { changed }) } };
}

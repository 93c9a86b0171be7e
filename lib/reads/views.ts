import { type Actor, authorise } from "../access/action";
import type { View, ViewList } from "../access/view";
import type { View as ViewRow } from "../generated/prisma/client";
import { runtime } from "../runtime";

/** One's own views and those that are shared, by name. A key has none of its own. */
export async function readViews(actor: Actor): Promise<ViewList> {
  authorise(actor, "readSettings");
  const { prisma } = runtime().store;
  const userId = userOf(actor);
  const [rows, preferences] = await Promise.all([
    prisma.view.findMany({ where: visibleTo(actor), orderBy: [{ name: "asc" }, { id: "asc" }] }),
    userId === null ? null : prisma.userPreferences.findUnique({ where: { userId } }),
  ]);
  const owners = await prisma.user.findMany({
    where: { id: { in: [...new Set(rows.map(({ ownerId }) => ownerId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  const chosen = rows.find(({ id }) => id === preferences?.defaultViewId);
  return {
    items: rows.map((row) => presentView(row, actor, names.get(row.ownerId) ?? row.ownerId)),
    defaultViewId: chosen?.id ?? null,
  };
}

/** The view that the leaderboard opens with for the one who asks; null = everything, also where the view is gone. */
export async function readDefaultView(actor: Actor): Promise<{ id: string; search: string } | null> {
  authorise(actor, "readSettings");
  const { prisma } = runtime().store;
  const userId = userOf(actor);
  if (userId === null) return null;
  const preferences = await prisma.userPreferences.findUnique({ where: { userId } });
  if (!preferences?.defaultViewId) return null;
  const { defaultViewId: id } = preferences;
  return prisma.view.findFirst({ where: { AND: [{ id }, visibleTo(actor)] }, select: { id: true, search: true } });
}

/** Views that the actor sees: the own and the shared. */
export function visibleTo(actor: Actor): { OR: ({ shared: true } | { ownerId: string })[] } {
  const userId = userOf(actor);
  return { OR: [{ shared: true }, ...(userId === null ? [] : [{ ownerId: userId }])] };
}

function userOf({ kind, id }: Actor): string | null {
  return kind === "session" ? id.slice("user:".length) : null;
}

/** A view's row as it is answered to the actor. */
export function presentView(row: ViewRow, actor: Actor, owner: string): View {
  const { id, name, search, shared, ownerId, createdAt, updatedAt } = row;
  return {
    id,
    screen: "leaderboard",
    name,
    search,
    shared,
    own: ownerId === userOf(actor),
    owner,
    createdAt: new Date(Number(createdAt)).toISOString(),
    updatedAt: new Date(Number(updatedAt)).toISOString(),
  };
}

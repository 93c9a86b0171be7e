import { type Actor, authorise } from "../access/action";
import { CHANGE_NAMES, type Change, groupOf } from "../journal/changes";
import type { Changes } from "../journal/changes-shape";
import { runtime } from "../runtime";
import { countUnassigned } from "../store/decisions";
import { countEntries, entryTime, seqBefore } from "../store/journal";
import { turns } from "../turns";

const DAY_MS = 24 * 3_600_000;

/**
 * What changed after an entry of the journal, in numbers; without `after` since the one who asks last said to have seen it
 * all, or, where nobody did, within 24 hours.
 */
export async function readChanges(actor: Actor, { after }: { after?: number } = {}): Promise<Changes> {
  authorise(actor, "readJournal");
  const { journal } = runtime();
  const since = await beginning(actor, after);
  const counts = {} as Record<Change, number>;
  const breathe = turns();
  for (const change of CHANGE_NAMES) {
    counts[change] = count(change, since.seq);
    await breathe();
  }
  return { since, head: journal.seq, counts };
}

function count(change: Change, after: number): number {
  const { raw } = runtime().store;
  const group = groupOf(change);
  // A decision and its entry are of one commit and one instant; no index of the journal knows who got nothing.
  return group.nobody ? countUnassigned(raw, entryTime(raw, after) ?? 0) : countEntries(raw, after, group);
}

async function beginning(actor: Actor, after: number | undefined): Promise<Changes["since"]> {
  const { store, now } = runtime();
  if (after !== undefined) return { seq: after, at: timeOf(entryTime(store.raw, after)), marked: false };
  const seen = actor.kind === "session" ? await preferencesOf(actor) : null;
  if (seen?.seenSeq != null) return { seq: seen.seenSeq, at: timeOf(Number(seen.seenAt)), marked: true };
  const from = now() - DAY_MS;
  return { seq: seqBefore(store.raw, from), at: timeOf(from), marked: false };
}

function preferencesOf({ id }: Actor) {
  return runtime().store.prisma.userPreferences.findUnique({ where: { userId: id.slice("user:".length) } });
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

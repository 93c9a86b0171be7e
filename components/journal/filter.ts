import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import type { JournalFilter } from "@/lib/http/queries";
import { CHANGE_NAMES, type Change, groupOf, isChange } from "@/lib/journal/changes";
import { ENTRY_TYPES, type Entry, type EntryType } from "@/lib/journal/entry";

/**
 * What of the journal is shown; null = everything. `entry` begins at that sequence, with entries of every type; `change` is a
 * group of entries that belong together, `since` leaves out that sequence and all before it.
 */
export type JournalView = {
  type: EntryType | null;
  agent: string | null;
  actor: string | null;
  entry: number | null;
  change: Change | null;
  since: number | null;
};

/** The view as it stands in the URL. */
export const VIEW_IN_URL = {
  type: parseAsStringLiteral(ENTRY_TYPES),
  agent: parseAsString,
  actor: parseAsString,
  entry: parseAsInteger,
  change: parseAsStringLiteral(CHANGE_NAMES),
  since: parseAsInteger,
};

export const EVERYTHING: JournalView = { type: null, agent: null, actor: null, entry: null, change: null, since: null };

/** Whether an entry that was just pushed belongs into the view. `signals.recorded` only when asked for. */
export function belongs(entry: Entry, { type, agent, actor, entry: from, change, since }: JournalView): boolean {
  if (from !== null || (since !== null && entry.seq <= since)) return false;
  if (change !== null && !isChange(entry, change)) return false;
  const typed = type === null ? entry.type !== "signals.recorded" : entry.type === type;
  return typed && (agent === null || entry.agentId === agent) && (actor === null || entry.actor === actor);
}

/** What is asked for: filters leave something out, an entry is shown with all of its neighbours. */
export function asked({ type, agent, actor, entry, change, since }: JournalView): Omit<JournalFilter, "limit" | "cursor"> {
  const group = change === null ? null : groupOf(change);
  const types = type ?? (group ? group.types.join(",") : entry === null ? null : ENTRY_TYPES.join(","));
  return {
    type: types ?? undefined,
    agentId: agent ?? undefined,
    actor: actor ?? undefined,
    since: since ?? undefined,
    status: group?.status,
    nobody: group?.nobody,
  };
}

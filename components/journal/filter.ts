import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { ENTRY_TYPES, type Entry, type EntryType } from "@/lib/journal/entry";

/** What of the journal is shown; null = everything. `entry` begins at that sequence, with entries of every type. */
export type JournalView = { type: EntryType | null; agent: string | null; actor: string | null; entry: number | null };

/** The view as it stands in the URL. */
export const VIEW_IN_URL = {
  type: parseAsStringLiteral(ENTRY_TYPES),
  agent: parseAsString,
  actor: parseAsString,
  entry: parseAsInteger,
};

export const EVERYTHING: JournalView = { type: null, agent: null, actor: null, entry: null };

/** Whether an entry that was just pushed belongs into the view. `signals.recorded` only when asked for. */
export function belongs(entry: Entry, { type, agent, actor, entry: from }: JournalView): boolean {
  if (from !== null) return false;
  const typed = type === null ? entry.type !== "signals.recorded" : entry.type === type;
  return typed && (agent === null || entry.agentId === agent) && (actor === null || entry.actor === actor);
}

/** What is asked for: filters leave something out, an entry is shown with all of its neighbours. */
export function asked({ type, agent, actor, entry }: JournalView): { type?: string; agentId?: string; actor?: string } {
  const types = entry === null ? type : (type ?? ENTRY_TYPES.join(","));
  return { type: types ?? undefined, agentId: agent ?? undefined, actor: actor ?? undefined };
}

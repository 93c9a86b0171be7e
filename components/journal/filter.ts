import { parseAsString, parseAsStringLiteral } from "nuqs";
import { ENTRY_TYPES, type Entry, type EntryType } from "@/lib/journal/entry";

/** What of the journal is shown; null = everything. */
export type JournalView = { type: EntryType | null; agent: string | null; actor: string | null };

/** The view as it stands in the URL. */
export const VIEW_IN_URL = { type: parseAsStringLiteral(ENTRY_TYPES), agent: parseAsString, actor: parseAsString };

export const EVERYTHING: JournalView = { type: null, agent: null, actor: null };

/** Whether an entry that was just pushed belongs into the view. `signals.recorded` only when asked for. */
export function belongs(entry: Entry, { type, agent, actor }: JournalView): boolean {
  const typed = type === null ? entry.type !== "signals.recorded" : entry.type === type;
  return typed && (agent === null || entry.agentId === agent) && (actor === null || entry.actor === actor);
}

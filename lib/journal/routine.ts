import type { Entry, EntryType } from "./entry";

/** What tasks do as long as all goes well: too much to watch, entry by entry. */
export const ROUTINE_TYPES = ["task.posted", "task.started", "task.completed"] as const satisfies readonly EntryType[];

/** Whether an entry is everyday work; a decision is, unless nobody got the task. */
export function isRoutine({ type, agentId }: Pick<Entry, "type" | "agentId">): boolean {
  return ROUTINE_TYPES.some((routine) => routine === type) || (type === "routing.decided" && agentId !== null);
}

import type { Entry } from "@/lib/journal/entry";
import { isRoutine } from "@/lib/journal/routine";

/** Of everyday work, and as many of all else. */
const KEPT = 200;

let entries: readonly Entry[] = [];
const listeners = new Set<() => void>();

/** Adds entries in any order, each once; keeps the newest 200 of routine and of all else, newest first. */
export function addToFeed(more: readonly Entry[]): void {
  const known = new Set(entries.map((entry) => entry.seq));
  const fresh = more.filter((entry) => !known.has(entry.seq));
  if (fresh.length === 0) return;
  const all = [...fresh, ...entries].sort((a, b) => b.seq - a.seq);
  let [routine, rest] = [0, 0];
  entries = all.filter((entry) => (isRoutine(entry) ? ++routine : ++rest) <= KEPT);
  for (const listener of listeners) listener();
}

/** Forgets everything: another server, another journal. */
export function clearFeed(): void {
  entries = [];
  for (const listener of listeners) listener();
}

export function feedSnapshot(): readonly Entry[] {
  return entries;
}

export function subscribeFeed(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

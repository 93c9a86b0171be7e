const KEY = "muster.palette";
const KEPT = 6;

/** What was run last from the palette, by id, newest first; kept in this browser. */
export function recentIds(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string").slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** Puts an id first. A browser that keeps nothing forgets it. */
export function keepRecent(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...recentIds().filter((other) => other !== id)].slice(0, KEPT)));
  } catch {
    // The list is a convenience.
  }
}

"use client";

import { useEffect, useSyncExternalStore } from "react";

let shown: number | null = null;
const listeners = new Set<() => void>();

function set(count: number | null): void {
  shown = count;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts a number before the page's title in the tab, as long as the page is open; nothing for 0 and null. */
export function useTabCount(count: number | null): void {
  useEffect(() => set(count), [count]);
  useEffect(() => () => set(null), []);
}

/** The number that the present page puts into its tab. */
export function useShownTabCount(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => null,
  );
}

"use client";

import { useSyncExternalStore } from "react";
import { DENSITY_COOKIE, type Density, densityOf } from "./density";

const YEAR_S = 31_536_000;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const current = (): Density => densityOf(document.documentElement.dataset.density);

function choose(density: Density): void {
  document.documentElement.dataset.density = density;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in one of the big browsers
  document.cookie = `${DENSITY_COOKIE}=${density}; path=/; max-age=${YEAR_S}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** Height of rows: 36 px or 28 px, kept in this browser. */
export function useDensity(): [Density, (density: Density) => void] {
  return [useSyncExternalStore(subscribe, current, () => "comfortable"), choose];
}

export const DENSITIES = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
] as const satisfies readonly { value: Density; label: string }[];

export const THEMES = [
  { value: "system", label: "Like the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export type Theme = (typeof THEMES)[number]["value"];

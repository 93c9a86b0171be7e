"use client";

import { UTC, ZONE_COOKIE, zoneId } from "@/components/ui/zone";

const YEAR_S = 31_536_000;

export type ZoneChoice = "utc" | "local";

const own = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where exact times can stand in, with the browser's zone by its name. In a browser only. */
export function zoneChoices(): readonly { value: ZoneChoice; label: string }[] {
  return [
    { value: "utc", label: UTC },
    { value: "local", label: `Local, ${own()}` },
  ];
}

/** What is chosen in this browser. */
export const zoneChoice = (): ZoneChoice => (zoneId() === UTC ? "utc" : "local");

/** Keeps the choice in this browser and loads the page anew, because every time on it is another then. */
export function chooseZone(choice: ZoneChoice): void {
  if (choice === zoneChoice()) return;
  const zone = choice === "local" ? own() : UTC;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in one of the big browsers
  document.cookie = `${ZONE_COOKIE}=${zone}; path=/; max-age=${YEAR_S}; samesite=lax`;
  window.location.reload();
}

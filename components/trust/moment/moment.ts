import { createParser } from "nuqs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far back one press goes, ms. */
export const PRESETS = [
  { words: "1 hour ago", back: HOUR },
  { words: "24 hours ago", back: DAY },
  { words: "7 days ago", back: 7 * DAY },
] as const;

export const STEPS = [
  { words: "1 day earlier", label: "−1 d", by: -DAY },
  { words: "1 hour earlier", label: "−1 h", by: -HOUR },
  { words: "1 hour later", label: "+1 h", by: HOUR },
  { words: "1 day later", label: "+1 d", by: DAY },
] as const;

/** A moment as an address has it, epoch ms as `2026-11-20T14:02:00Z`. Whole seconds: addresses stay readable. */
export function momentText(at: number): string {
  return `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** Epoch ms of an RFC 3339 time with its zone, null for anything else. */
export function momentOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** The full minute so far back from now. */
export function ago(now: number, back: number): number {
  return Math.floor((now - back) / MINUTE) * MINUTE;
}

/** `at` in the address: the moment the board is shown of; null = live. */
export const parseAsMoment = createParser({ parse: momentOf, serialize: momentText });

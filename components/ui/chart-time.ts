import { day, hourMinute } from "./format";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps a time axis may take, in ms; all divide a UTC day or are whole days. */
const STEPS = [
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
  7 * DAY,
  14 * DAY,
];

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Round UTC instants between two times (epoch ms), at most `most` of them and none in the last `clear` ms, where “now” stands. */
export function timeTicks(from: number, to: number, most: number, clear = 0): number[] {
  const step = STEPS.find((s) => (to - from) / s <= Math.max(1, most)) ?? 28 * DAY;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to - clear; at += step) ticks.push(at);
  return ticks;
}

/** `14:30` within a day; at midnight or over longer spans `Fri 13`, over more than a fortnight `13 Nov`. */
export function timeLabel(at: number, span: number): string {
  if (span > 14 * DAY) return day(at);
  if (span > 2 * DAY || at % DAY === 0) return `${WEEKDAYS[new Date(at).getUTCDay()]} ${new Date(at).getUTCDate()}`;
  return hourMinute(at);
}

/** Joins marks that would stand closer than `gap` (same unit as `at`); each group keeps its members in order. */
export function grouped<T extends { at: number }>(marks: readonly T[], gap: number): T[][] {
  const groups: T[][] = [];
  for (const mark of marks.toSorted((a, b) => a.at - b.at)) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && mark.at - first.at < gap) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** At most `most` points: of each run of neighbours the last one, spanning their smallest and largest value. */
export function thinned<T extends { min: number; max: number }>(points: readonly T[], most: number): T[] {
  const run = Math.ceil(points.length / most);
  if (run <= 1) return [...points];
  const kept: T[] = [];
  for (let i = 0; i < points.length; i += run) {
    const part = points.slice(i, i + run);
    const last = part.at(-1);
    if (last) kept.push({ ...last, min: Math.min(...part.map((p) => p.min)), max: Math.max(...part.map((p) => p.max)) });
  }
  return kept;
}

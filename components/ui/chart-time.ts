import { day, hourMinute, weekday } from "./format";
import { instantOf, zoneOffset } from "./zone";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps a time axis may take, in ms; all divide a day or are whole days. */
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

/** Instants between two times (epoch ms) that are round on the zone's clocks, at most `most` of them and none in the last `clear` ms, where “now” stands. */
export function timeTicks(from: number, to: number, most: number, clear = 0): number[] {
  const step = STEPS.find((s) => (to - from) / s <= Math.max(1, most)) ?? 28 * DAY;
  const ticks: number[] = [];
  const ahead = zoneOffset(from);
  for (let round = Math.ceil((from + ahead) / step) * step; round - ahead <= to - clear; round += step) {
    // Where the clocks change in between, what is round changes with them.
    const at = instantOf(round);
    if (at >= from && at <= to - clear) ticks.push(at);
  }
  return ticks;
}

/** `14:30` within a day; at midnight or over longer spans `Fri 13`, over more than a fortnight `13 Nov`. */
export function timeLabel(at: number, span: number): string {
  if (span > 14 * DAY) return day(at);
  if (span > 2 * DAY || (at + zoneOffset(at)) % DAY === 0) return weekday(at);
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

type Point = { at: number; value: number; min: number; max: number; solid: boolean };

/** What is drawn at one time: the solid or the dashed line, the range around it, and a dot where a point stands alone. Null = nothing. */
export type Sample = {
  at: number;
  value: number;
  min: number;
  max: number;
  solid: number | null;
  dashed: number | null;
  range: [number, number] | null;
  lone: number | null;
};

/**
 * Points (ascending) as they are drawn up to `to`, at most about `most`: rated and unrated stretches are two lines that meet,
 * and lines end where a gap begins.
 */
export function samplesOf(
  points: readonly Point[],
  gaps: readonly { from: number; to: number }[],
  to: number,
  most: number,
): Sample[] {
  const parts = partsOf(points, gaps);
  return parts.flatMap((part, p) => {
    const kept = thinned(part, Math.max(2, Math.ceil((most * part.length) / points.length)));
    const last = kept.at(-1);
    const open = p === parts.length - 1 && last !== undefined && last.at < to && !gaps.some((gap) => gap.to >= to);
    const all = open ? [...kept, { ...last, at: to, min: last.value, max: last.value }] : kept;
    const drawn = all.map((point, i) => drawnOf(point, all[i - 1], all.length === 1));
    const end = all.at(-1);
    return end && p < parts.length - 1 ? [...drawn, blankAt(end.at)] : drawn;
  });
}

/** Runs of points with a gap between each and the next. */
function partsOf(points: readonly Point[], gaps: readonly { from: number; to: number }[]): Point[][] {
  const parts: Point[][] = [];
  let gap = 0;
  for (const point of points) {
    const crossed = gap;
    while (gap < gaps.length && (gaps[gap]?.to ?? 0) <= point.at) gap++;
    const part = parts.at(-1);
    if (!part || gap > crossed) parts.push([point]);
    else part.push(point);
  }
  return parts;
}

function drawnOf({ at, value, min, max, solid }: Point, before: Point | undefined, alone: boolean): Sample {
  return {
    at,
    value,
    min,
    max,
    solid: solid ? value : null,
    dashed: solid && (before?.solid ?? true) ? null : value,
    range: [min, max],
    lone: alone ? value : null,
  };
}

/** Nothing is drawn here. */
export function blankAt(at: number): Sample {
  return { at, value: 0, min: 0, max: 0, solid: null, dashed: null, range: null, lone: null };
}

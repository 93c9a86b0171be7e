import type { AwaitedDrop } from "@/lib/registry/fleet-health-shape";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An axis: its length and what is marked as soon in ms, and its ticks in its unit. */
export type Horizon = { span: number; soon: number; unitMs: number; unit: string; ticks: readonly number[] };

const HORIZONS: readonly Horizon[] = [
  { span: HOUR_MS, soon: 15 * MINUTE_MS, unitMs: MINUTE_MS, unit: "m", ticks: [0, 15, 30, 45, 60] },
  { span: DAY_MS, soon: 6 * HOUR_MS, unitMs: HOUR_MS, unit: "h", ticks: [0, 6, 12, 18, 24] },
];
const TWO_WEEKS: Horizon = { span: 14 * DAY_MS, soon: 3 * DAY_MS, unitMs: DAY_MS, unit: "d", ticks: [0, 3, 7, 10, 14] };

/** The shortest axis that holds all of them: a fleet that decays by minutes is not drawn on a point. `now` in epoch ms. */
export function horizonOf(drops: readonly AwaitedDrop[], now: number): Horizon {
  const last = Math.max(...drops.map(({ at }) => Date.parse(at) - now));
  return drops.length === 0 ? TWO_WEEKS : (HORIZONS.find(({ span }) => last <= span) ?? TWO_WEEKS);
}

/** Marks this close in a row would lie on one another, as a share of the axis; and so many rows there are. */
const APART = 0.028;
const ROWS = 4;

/** A mark's place: `x` 0–1 along the axis, `row` from the axis up. Those that do not fit are left to the table. */
export type Placed = { drop: AwaitedDrop; x: number; row: number };

/** Marks by time, each in the lowest row where it has room. `now` in epoch ms, `span` of the axis in ms. */
export function placed(drops: readonly AwaitedDrop[], now: number, span: number): Placed[] {
  const ends = Array.from({ length: ROWS }, () => Number.NEGATIVE_INFINITY);
  return drops.flatMap((drop) => {
    const x = Math.min(1, Math.max(0, (Date.parse(drop.at) - now) / span));
    const row = ends.findIndex((end) => x - end >= APART);
    if (row < 0) return [];
    ends[row] = x;
    return [{ drop, x, row }];
  });
}

import type { AwaitedDrop } from "@/lib/registry/fleet-health-shape";

/** The days that are marked as soon. */
export const SOON_DAYS = 3;

const DAY_MS = 86_400_000;
/** Marks this close in a row would lie on one another, as a share of the axis; and so many rows there are. */
const APART = 0.028;
const ROWS = 4;

/** A mark's place: `x` 0–1 along the axis, `row` from the axis up. Those that do not fit are left to the table. */
export type Placed = { drop: AwaitedDrop; x: number; row: number };

/** Marks by time, each in the lowest row where it has room. `now` in epoch ms. */
export function placed(drops: readonly AwaitedDrop[], now: number, days: number): Placed[] {
  const ends = Array.from({ length: ROWS }, () => Number.NEGATIVE_INFINITY);
  return drops.flatMap((drop) => {
    const x = Math.min(1, Math.max(0, (Date.parse(drop.at) - now) / (days * DAY_MS)));
    const row = ends.findIndex((end) => x - end >= APART);
    if (row < 0) return [];
    ends[row] = x;
    return [{ drop, x, row }];
  });
}

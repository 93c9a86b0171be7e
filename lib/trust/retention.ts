import type { Retention } from "./retention-shape";

/** Source: semantics of the history of recalculations: raw 24 h, minute 7 d, hour 90 d, day for ever; signals 90 days. */
export const DEFAULT_RETENTION: Retention = {
  signalDays: 90,
  everySampleHours: 24,
  minuteSampleDays: 7,
  hourSampleDays: 90,
  taskResultDays: 365,
};

export type RetentionFault = { member: keyof Retention; why: string };

/** Why a retention cannot be, or null: what is thinned further must be older. */
export function retentionFault({ everySampleHours, minuteSampleDays, hourSampleDays }: Retention): RetentionFault | null {
  if (minuteSampleDays * 24 < everySampleHours)
    return {
      member: "minuteSampleDays",
      why: "Samples cannot be thinned to one an hour before they are thinned to one a minute.",
    };
  if (hourSampleDays < minuteSampleDays)
    return { member: "hourSampleDays", why: "Samples cannot be thinned to one a day before they are thinned to one an hour." };
  return null;
}

/** Samples kept a second at most, of the whole fleet: each dirties a page of its own. */
export const SAMPLES_PER_SECOND = 500;

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Samples older than `olderThan` ms are kept one a bucket; younger than the first level all are. */
export type ThinningLevel = { olderThan: number; bucketMs: number };

/** The levels of thinning, the youngest first. */
export function thinningLevels({ everySampleHours, minuteSampleDays, hourSampleDays }: Retention): ThinningLevel[] {
  return [
    { olderThan: everySampleHours * HOUR, bucketMs: MINUTE },
    { olderThan: minuteSampleDays * DAY, bucketMs: HOUR },
    { olderThan: hourSampleDays * DAY, bucketMs: DAY },
  ];
}

/** How much older than a moment that lies `age` ms back its last kept sample can be, ms, in a fleet of so many agents. */
export function sampleAge(retention: Retention, age: number, agents: number): number {
  const thinned = thinningLevels(retention).findLast(({ olderThan }) => age > olderThan);
  return Math.max(thinned?.bucketMs ?? 0, Math.ceil(agents / SAMPLES_PER_SECOND) * SECOND, SECOND);
}

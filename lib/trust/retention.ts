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

import { count, NO_VALUE, signed } from "@/components/ui/format";
import type { Retention } from "@/lib/trust/retention-shape";
import type { DiffRow } from "./version-diff";

type Field = { member: keyof Retention; name: string; does: string; max: number; unit: "days" | "hours" };

/** What can be set about retention, with what it does; limits as in the Retention schema. */
export const RETENTION_FIELDS: readonly Field[] = [
  {
    member: "signalDays",
    name: "Signals",
    does: "Older ones are forgotten, but never the last 100 of an agent and dimension: scores do not move.",
    max: 3650,
    unit: "days",
  },
  {
    member: "everySampleHours",
    name: "Every score sample",
    does: "At most one a second for each agent. Older ones are thinned to one a minute.",
    max: 720,
    unit: "hours",
  },
  {
    member: "minuteSampleDays",
    name: "One sample a minute",
    does: "Older ones are thinned to one an hour, with lowest, highest and mean of all that it stands for.",
    max: 3650,
    unit: "days",
  },
  {
    member: "hourSampleDays",
    name: "One sample an hour",
    does: "Older ones are thinned to one a day, which is kept for ever.",
    max: 3650,
    unit: "days",
  },
  {
    member: "taskResultDays",
    name: "Results of tasks",
    does: "Texts that agents delivered. How a task ended, its checks and its payment stay.",
    max: 3650,
    unit: "days",
  },
];

/** What differs between two settings, in words: "Signals 90 days → 30 days". */
export function retentionChanges(before: Retention, after: Retention): string[] {
  return RETENTION_FIELDS.filter(({ member }) => before[member] !== after[member]).map(
    ({ member, name, unit }) => `${name} ${said(before[member], unit)} → ${said(after[member], unit)}`,
  );
}

/** What is thinned away for good under the second setting and was kept under the first. */
export function retentionLosses(before: Retention, after: Retention): string[] {
  return RETENTION_FIELDS.filter(({ member }) => after[member] < before[member]).map(
    ({ member, name, unit }) => `${name.toLowerCase()} older than ${said(after[member], unit)}`,
  );
}

export function retentionRows(before: Retention, after: Retention): DiffRow[] {
  return RETENTION_FIELDS.map(({ member, name, unit }) => ({
    key: member,
    name,
    before: said(before[member], unit),
    after: said(after[member], unit),
    change: before[member] === after[member] ? NO_VALUE : signed(after[member] - before[member]),
  }));
}

export function retentionOf(of: Retention): Retention {
  const { signalDays, everySampleHours, minuteSampleDays, hourSampleDays, taskResultDays } = of;
  return { signalDays, everySampleHours, minuteSampleDays, hourSampleDays, taskResultDays };
}

function said(value: number, unit: Field["unit"]): string {
  return count(value, unit === "days" ? "day" : "hour");
}

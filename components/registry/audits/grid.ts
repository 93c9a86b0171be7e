import type { AuditProbe } from "@/lib/registry/audit";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import type { Component } from "@/lib/registry/robustness";

/** A probe with what it is called on the screen: `ER-15`, the fifteenth of its component in the order of the plan. */
export type NamedProbe = AuditProbe & { name: string };

export type ProbeGroups = Record<Component, NamedProbe[]>;

export const COMPONENTS = ["cc", "er", "as", "ih"] as const;

/** The probes of each component, in the order of the plan. */
export function grouped(probes: readonly AuditProbe[]): ProbeGroups {
  const groups: ProbeGroups = { cc: [], er: [], as: [], ih: [] };
  for (const probe of probes) {
    const group = groups[probe.dimension];
    group.push({ ...probe, name: `${COMPONENT_NAMES[probe.dimension].short}-${String(group.length + 1).padStart(2, "0")}` });
  }
  return groups;
}

/** All probes in the order in which they stand on the screen. */
export function inOrder(groups: ProbeGroups): NamedProbe[] {
  return COMPONENTS.flatMap((component) => groups[component]);
}

export function isDone({ state }: Pick<AuditProbe, "state">): boolean {
  return state !== "queued" && state !== "asking";
}

/** The failed probe after (1) or before (-1) another one, or after the start or the end of all; null where there is none. */
export function nextFailure(probes: readonly NamedProbe[], from: string | null, by: 1 | -1): NamedProbe | null {
  const at = probes.findIndex(({ id }) => id === from);
  const before = probes.slice(0, Math.max(0, at));
  const after = probes.slice(at + 1);
  const way = at < 0 ? probes : by === 1 ? after : before;
  return (by === 1 ? way.find(isFailed) : way.findLast(isFailed)) ?? null;
}

export function isFailed({ state }: Pick<AuditProbe, "state">): boolean {
  return state === "failed";
}

/** A cell: its group (in screen order, empty ones left out) and its place in it. */
export type Cell = { group: number; index: number };

/**
 * Where a key leads from a cell. Groups of `counts` cells stand one under the other, each in rows of `columns`.
 * Left and right run through all cells, up and down keep the column as far as the row above or below has it.
 */
export function moved(counts: readonly number[], columns: number, from: Cell, key: string): Cell | null {
  const count = counts[from.group] ?? 0;
  switch (key) {
    case "ArrowRight":
      if (from.index + 1 < count) return { ...from, index: from.index + 1 };
      return from.group + 1 < counts.length ? { group: from.group + 1, index: 0 } : null;
    case "ArrowLeft":
      if (from.index > 0) return { ...from, index: from.index - 1 };
      return from.group > 0 ? { group: from.group - 1, index: (counts[from.group - 1] ?? 1) - 1 } : null;
    case "ArrowDown":
      return below(counts, columns, from);
    case "ArrowUp":
      return above(counts, columns, from);
    case "Home":
      return { ...from, index: 0 };
    case "End":
      return { ...from, index: count - 1 };
    default:
      return null;
  }
}

function below(counts: readonly number[], columns: number, { group, index }: Cell): Cell | null {
  const count = counts[group] ?? 0;
  const nextRow = (Math.floor(index / columns) + 1) * columns;
  if (nextRow < count) return { group, index: Math.min(index + columns, count - 1) };
  const next = counts[group + 1];
  return next === undefined ? null : { group: group + 1, index: Math.min(index % columns, next - 1) };
}

function above(counts: readonly number[], columns: number, { group, index }: Cell): Cell | null {
  if (index >= columns) return { group, index: index - columns };
  const previous = counts[group - 1];
  if (previous === undefined) return null;
  const lastRow = Math.floor((previous - 1) / columns) * columns;
  return { group: group - 1, index: Math.min(lastRow + index, previous - 1) };
}

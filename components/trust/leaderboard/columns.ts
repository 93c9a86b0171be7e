import { DIMENSIONS } from "@/lib/trust/dimension";

/** Columns right of rank and name, which always stand first. The words are those of the sort and of the board. */
export const COLUMNS = [
  "score",
  "bar",
  "delta24h",
  "band",
  "tier",
  "heldBy",
  "tierDropAt",
  "signals",
  "lastSignalAt",
  "status",
  "model",
  ...DIMENSIONS,
] as const;
export type Column = (typeof COLUMNS)[number];
/** Columns from left to right. */
export type Columns = readonly Column[];

const ALL: Columns = COLUMNS.slice(0, COLUMNS.indexOf("model"));
const NARROW: Columns = ALL.filter((column) => column !== "heldBy" && column !== "delta24h");
const NARROWEST: Columns = NARROW.filter((column) => !["tierDropAt", "signals", "lastSignalAt"].includes(column));

/** What is shown unless the viewer chose, by the width of the window. */
export function defaultColumns(width: "wide" | "desk" | "narrow"): Columns {
  return { wide: ALL, desk: NARROW, narrow: NARROWEST }[width];
}

/** `score,bar,tier`; null for anything else, also for a column that is named twice. */
export function parseColumns(text: string): Columns | null {
  const columns = text.split(",").map((name) => COLUMNS.find((column) => column === name));
  return new Set(columns).size === columns.length && columns.every((column) => column !== undefined) ? columns : null;
}

export function formatColumns(columns: Columns): string {
  return columns.join(",");
}

export function sameColumns(a: Columns, b: Columns): boolean {
  return formatColumns(a) === formatColumns(b);
}

/** With a column shown or not: one that comes takes its usual place. The last one stays. */
export function withColumn(columns: Columns, column: Column, shown: boolean): Columns {
  if (!shown) return columns.length > 1 ? columns.filter((one) => one !== column) : columns;
  const place = COLUMNS.indexOf(column);
  const before = columns.findLastIndex((one) => COLUMNS.indexOf(one) < place);
  return columns.toSpliced(before + 1, 0, column);
}

/** With a column moved by so many places, as far as there are any. */
export function moveColumn(columns: Columns, column: Column, by: number): Columns {
  const from = columns.indexOf(column);
  const to = Math.min(columns.length - 1, Math.max(0, from + by));
  return from < 0 ? columns : columns.toSpliced(from, 1).toSpliced(to, 0, column);
}

/** The narrowest a column may be, px, as the style sheet has it. */
const LEAST: Partial<Record<Column, number>> = {
  bar: 96,
  band: 104,
  tier: 40,
  heldBy: 64,
  tierDropAt: 68,
  signals: 84,
  lastSignalAt: 40,
  status: 144,
  model: 120,
};
const LEAST_NUMBER = 48;
const GAP = 12;

/** The width of a row under which its columns would run into each other, px: without rank and name. */
export function leastWidth(columns: Columns): number {
  return columns.reduce((sum, column) => sum + (LEAST[column] ?? LEAST_NUMBER) + GAP, 0);
}

/** The row's grid: the tracks are in the style sheet, where they follow the width of the window. */
export function gridOf(columns: Columns): string {
  const isMean = (column: Column) => DIMENSIONS.some((dimension) => dimension === column);
  return columns.map((column) => `var(--track-${isMean(column) ? "mean" : column})`).join(" ");
}

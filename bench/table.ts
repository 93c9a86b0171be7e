/** A limit and how it is written; "≤" limits are met by small values, "≥" limits by large ones. */
export type Bound = { sign: "≥" | "≤"; value: number; text: string };

export type Figure = {
  /** Row of the goals, P1, P2, … */
  id: string;
  metric: string;
  /** What was measured, in words and units. */
  measured: string;
  /** What is held against the bounds, and how it is written. */
  value: number;
  shown: string;
  must: Bound;
  goal: Bound;
};

export type Verdict = "met goal" | "met must" | "missed";

export const atLeast = (value: number, text = `≥ ${value}`): Bound => ({ sign: "≥", value, text });
export const atMost = (value: number, text = `≤ ${value}`): Bound => ({ sign: "≤", value, text });

function meets(value: number, { sign, value: limit }: Bound): boolean {
  return sign === "≥" ? value >= limit : value <= limit;
}

/** A value that is not a number meets nothing. */
export function verdictOf({ value, must, goal }: Figure): Verdict {
  return meets(value, goal) ? "met goal" : meets(value, must) ? "met must" : "missed";
}

const COLUMNS: [title: string, cell: (figure: Figure) => string][] = [
  ["id", (figure) => figure.id],
  ["metric", (figure) => figure.metric],
  ["measured", (figure) => figure.measured],
  ["value", (figure) => figure.shown],
  ["must", (figure) => figure.must.text],
  ["goal", (figure) => figure.goal.text],
  ["verdict", verdictOf],
];

/** The figures as aligned text, one line each. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [COLUMNS.map(([title]) => title), ...figures.map((figure) => COLUMNS.map(([, cell]) => cell(figure)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines.join("\n");
}

/** A count with a unit of thousands: 950, 12.3 k, 4.56 M. */
export function brief(value: number): string {
  const [scaled, unit] = value >= 1e6 ? [value / 1e6, " M"] : value >= 1e3 ? [value / 1e3, " k"] : [value, ""];
  return `${scaled >= 100 ? scaled.toFixed(0) : scaled.toPrecision(3)}${unit}`;
}

export const times = (value: number): string => `× ${value >= 100 ? value.toFixed(0) : value.toPrecision(3)}`;
export const ms = (value: number): string => `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ms`;

import type { AgentHealth, HealthReport } from "@/lib/trust/health";

/** One agent of the report. */
export type Line = AgentHealth & { id: string };

export const FILTERS = ["all", "risk", "revoked", "degrading", "improving"] as const;
export type Filter = (typeof FILTERS)[number];

export const FILTER_NAMES = {
  all: "All",
  risk: "At risk",
  revoked: "Revoked",
  degrading: "Degrading",
  improving: "Improving",
} as const satisfies Record<Filter, string>;

const TESTS = {
  all: () => true,
  risk: (line) => line.atRisk,
  revoked: (line) => line.revoked,
  degrading: (line) => line.trend === "degrading",
  improving: (line) => line.trend === "improving",
} as const satisfies Record<Filter, (line: Line) => boolean>;

const SORT_KEYS = ["name", "currentScore", "minScore", "avgScore", "maxScore", "trend"] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type Sort = { key: SortKey; descending: boolean };

export const BY_SCORE: Sort = { key: "currentScore", descending: true };

/** `-minScore`, `name`: a minus before what falls. Null for anything else. */
export function parseSort(text: string): Sort | null {
  const descending = text.startsWith("-");
  const key = SORT_KEYS.find((one) => one === (descending ? text.slice(1) : text));
  return key ? { key, descending } : null;
}

export function formatSort({ key, descending }: Sort): string {
  return `${descending ? "-" : ""}${key}`;
}

/** The same column turns round; another begins with its largest, names with A. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  return { key, descending: sort.key === key ? !sort.descending : key !== "name" };
}

export function linesOf(report: HealthReport): Line[] {
  return Object.entries(report.agents).map(([id, agent]) => ({ id, ...agent }));
}

export function isIn(filter: Filter, line: Line): boolean {
  return TESTS[filter](line);
}

const TRENDS = { degrading: 0, stable: 1, improving: 2 } as const;

/** The lines of a filter whose name or id holds the text, in order; equals by name, then id. */
export function chosenLines(lines: readonly Line[], filter: Filter, text: string, sort: Sort): Line[] {
  const wanted = text.trim().toLowerCase();
  const found = lines.filter(
    (line) => isIn(filter, line) && (line.name.toLowerCase().includes(wanted) || line.id.toLowerCase().includes(wanted)),
  );
  const way = sort.descending ? -1 : 1;
  return found.sort((a, b) => way * compared(a, b, sort.key) || byText(a.name, b.name) || byText(a.id, b.id));
}

function compared(a: Line, b: Line, key: SortKey): number {
  if (key === "name") return byText(a.name, b.name);
  if (key === "trend") return TRENDS[a.trend] - TRENDS[b.trend];
  return a[key] - b[key];
}

function byText(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : 0;
}

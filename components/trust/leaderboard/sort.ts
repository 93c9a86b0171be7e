import { type Board, NO_DELTA } from "@/lib/live/board";
import { DIMENSIONS, type Dimension } from "@/lib/trust/dimension";

/** What the ranked can be listed by. The words are those of the HTTP lists where these have one. */
export type SortKey = "score" | "name" | "delta24h" | "signals" | "lastSignalAt" | "tier" | "tierDropAt" | Dimension;
export type Sort = { key: SortKey; descending: boolean };

export const BY_SCORE: Sort = { key: "score", descending: true };

const KEYS: readonly SortKey[] = ["score", "name", "delta24h", "signals", "lastSignalAt", "tier", "tierDropAt", ...DIMENSIONS];

/** `-score`, `name`: a minus before what falls. Null for anything else. */
export function parseSort(text: string): Sort | null {
  const descending = text.startsWith("-");
  const key = KEYS.find((k) => k === (descending ? text.slice(1) : text));
  return key ? { key, descending } : null;
}

export function formatSort({ key, descending }: Sort): string {
  return (descending ? "-" : "") + key;
}

export function sameSort(a: Sort, b: Sort): boolean {
  return a.key === b.key && a.descending === b.descending;
}

/** A press on a header: first the natural direction (names rise, what drops next comes first, numbers fall), then the other one. */
export function nextSort(current: Sort, key: SortKey): Sort {
  const natural = key !== "name" && key !== "tierDropAt";
  return { key, descending: current.key === key ? !current.descending : natural };
}

/**
 * Sorts agents (rows of the board) by a column, in place; what has no value comes last in both directions.
 * `alphabetical` is each agent's place by name. Equals keep the order they had.
 */
export function sortAgents(agents: Int32Array, sort: Sort, board: Board, alphabetical: Int32Array): void {
  const value = columnOf(sort.key, board, alphabetical);
  const sign = sort.descending ? -1 : 1;
  const keys = new Float64Array(board.ids.length);
  for (const i of agents) {
    const v = value(i);
    keys[i] = Number.isNaN(v) ? Number.POSITIVE_INFINITY : v * sign;
  }
  agents.sort((a, b) => compare(keys[a] as number, keys[b] as number));
}

/** Two infinities are equal; their difference would be NaN. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function columnOf(key: SortKey, board: Board, alphabetical: Int32Array): (agent: number) => number {
  switch (key) {
    case "score":
      return (i) => board.scores[i] ?? Number.NaN;
    case "name":
      return (i) => alphabetical[i] ?? Number.NaN;
    case "delta24h":
      return (i) => (board.delta24h[i] === NO_DELTA ? Number.NaN : (board.delta24h[i] ?? Number.NaN));
    case "signals":
      return (i) => board.signals[i] ?? Number.NaN;
    case "tier":
      return (i) => board.tiers[i] ?? Number.NaN;
    case "tierDropAt":
      return (i) => board.tierDropAt[i] ?? Number.NaN;
    case "lastSignalAt":
      return (i) => board.lastSignalAt[i] ?? Number.NaN;
    default: {
      const column = board.dims[DIMENSIONS.indexOf(key)];
      return (i) => column?.[i] ?? Number.NaN;
    }
  }
}

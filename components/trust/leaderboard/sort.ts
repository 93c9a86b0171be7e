import { type Board, NO_DELTA } from "@/lib/live/board";
import { DIMENSIONS, type Dimension } from "@/lib/trust/dimension";

/** What the ranked can be listed by. The words are those of the HTTP lists where these have one. */
export type SortKey = "score" | "name" | "model" | "delta24h" | "signals" | "lastSignalAt" | "tier" | "tierDropAt" | Dimension;
type Sort = { key: SortKey; descending: boolean };
/** One to three columns; each decides between those that the ones before it leave equal. */
export type Order = readonly Sort[];

const BY_SCORE: Sort = { key: "score", descending: true };
export const BY_RANK: Order = [BY_SCORE];
const MOST_SORTS = 3;

const KEYS: readonly SortKey[] = [
  "score",
  "name",
  "model",
  "delta24h",
  "signals",
  "lastSignalAt",
  "tier",
  "tierDropAt",
  ...DIMENSIONS,
];

/** `-score`, `-tier,name`: a minus before what falls. Null for anything else, also for a column that is named twice. */
export function parseSort(text: string): Order | null {
  const order = text.split(",").map(parseOne);
  const keys = new Set(order.map((sort) => sort?.key));
  return keys.size === order.length && order.length <= MOST_SORTS && order.every((sort) => sort !== null) ? order : null;
}

function parseOne(text: string): Sort | null {
  const descending = text.startsWith("-");
  const key = KEYS.find((k) => k === (descending ? text.slice(1) : text));
  return key ? { key, descending } : null;
}

export function formatSort(order: Order): string {
  return order.map(({ key, descending }) => (descending ? "-" : "") + key).join(",");
}

export function sameSort(a: Order, b: Order): boolean {
  return formatSort(a) === formatSort(b);
}

/** First the natural direction: names rise, what drops next comes first, numbers fall. */
function natural(key: SortKey): Sort {
  return { key, descending: key !== "name" && key !== "model" && key !== "tierDropAt" };
}

/** A press on a header: it alone decides; a second press turns it. */
export function nextSort(order: Order, key: SortKey): Order {
  const [first] = order;
  return [order.length === 1 && first?.key === key ? turned(first) : natural(key)];
}

/** A press with Shift: the column decides after the others; a second press turns it, a third takes it out. */
export function addSort(order: Order, key: SortKey): Order {
  const present = order.find((sort) => sort.key === key);
  if (!present) return [...order.slice(0, MOST_SORTS - 1), natural(key)];
  if (present.descending === natural(key).descending) return order.map((sort) => (sort === present ? turned(sort) : sort));
  return withoutSort(order, key);
}

/** Without a column; by rank where none is left. */
export function withoutSort(order: Order, key: SortKey): Order {
  const rest = order.filter((sort) => sort.key !== key);
  return rest.length === 0 ? BY_RANK : rest;
}

function turned({ key, descending }: Sort): Sort {
  return { key, descending: !descending };
}

/** What the order is taken from: the board, the totals as shown, and each agent's place by name. */
type Facts = { board: Board; totals: Int16Array; alphabetical: Int32Array };

/**
 * Sorts agents (rows of the board) by columns, in place; what has no value comes last in both directions.
 * Equals keep the order they had.
 */
export function sortAgents(agents: Int32Array, order: Order, facts: Facts): void {
  const [first, second, third] = order.map((sort) => keysOf(agents, sort, facts));
  if (!first) return;
  agents.sort((a, b) => {
    const decided = compare(first[a] as number, first[b] as number);
    if (decided !== 0 || !second) return decided;
    const next = compare(second[a] as number, second[b] as number);
    return next !== 0 || !third ? next : compare(third[a] as number, third[b] as number);
  });
}

/** For each agent a number that rises in the order asked for. */
function keysOf(agents: Int32Array, { key, descending }: Sort, facts: Facts): Float64Array {
  const value = columnOf(key, facts);
  const sign = descending ? -1 : 1;
  const keys = new Float64Array(facts.board.ids.length);
  for (const i of agents) {
    const v = value(i);
    keys[i] = Number.isNaN(v) ? Number.POSITIVE_INFINITY : v * sign;
  }
  return keys;
}

/** Two infinities are equal; their difference would be NaN. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function columnOf(key: SortKey, { board, totals, alphabetical }: Facts): (agent: number) => number {
  switch (key) {
    case "score":
      return (i) => totals[i] ?? Number.NaN;
    case "name":
      return (i) => alphabetical[i] ?? Number.NaN;
    case "model":
      return modelPlaces(board.models);
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

/** Places of the models by name; a fleet has few of them. */
function modelPlaces(models: readonly string[]): (agent: number) => number {
  const names = [...new Set(models)].sort((a, b) => (a < b ? -1 : 1));
  const places = new Map(names.map((name, place) => [name, place]));
  return (i) => places.get(models[i] ?? "") ?? Number.NaN;
}

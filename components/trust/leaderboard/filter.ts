import type { Board } from "@/lib/live/board";
import { FLAG } from "@/lib/trust/board";

export const FILTERS = ["all", "risk", "held", "revoked", "unrated"] as const;
export type Filter = (typeof FILTERS)[number];

/** `name` stands on the tab, `phrase` in sentences: "11 match without “at risk”". */
export const FILTER_NAMES = {
  all: { name: "All", phrase: "all" },
  risk: { name: "At risk", phrase: "at risk" },
  held: { name: "On hold", phrase: "on hold" },
  revoked: { name: "Revoked", phrase: "revoked" },
  unrated: { name: "Unrated", phrase: "unrated" },
} as const satisfies Record<Filter, { name: string; phrase: string }>;

/** An agent is in a filter if the flags under `mask` are exactly `is`. A revoked agent is never listed as unrated. */
const BITS = {
  all: { mask: 0, is: 0 },
  risk: { mask: FLAG.atRisk, is: FLAG.atRisk },
  held: { mask: FLAG.held, is: FLAG.held },
  revoked: { mask: FLAG.revoked, is: FLAG.revoked },
  unrated: { mask: FLAG.rated | FLAG.revoked, is: 0 },
} as const satisfies Record<Filter, { mask: number; is: number }>;

export function isIn(filter: Filter, flags: number): boolean {
  const { mask, is } = BITS[filter];
  return (flags & mask) === is;
}

export type FilterCounts = Record<Filter, number>;

export function countFilters(flags: Uint8Array): FilterCounts {
  const counts: FilterCounts = { all: 0, risk: 0, held: 0, revoked: 0, unrated: 0 };
  // 16 combinations of flags: count those, then ask each filter once per combination.
  const combinations = new Int32Array(16);
  for (const f of flags) combinations[f & 15] = (combinations[f & 15] as number) + 1;
  for (const filter of FILTERS) for (const [f, n] of combinations.entries()) if (isIn(filter, f)) counts[filter] += n;
  return counts;
}

/** 1 for every agent whose name, model or id contains the text, in any case; null for an empty text. */
export function findAgents(board: Board, text: string): Uint8Array | null {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return null;
  const has = (field = "") => field.toLowerCase().includes(wanted);
  return Uint8Array.from(board.ids, (id, i) => (has(board.names[i]) || has(board.models[i]) || has(id) ? 1 : 0));
}

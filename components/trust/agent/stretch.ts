"use client";

import { createParser, type inferParserType, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { DIMENSIONS } from "@/lib/trust/dimension";

/** A moment in the address: RFC 3339 there, epoch ms here. */
const parseAsMoment = createParser({
  parse: (text) => {
    const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(at) ? null : at;
  },
  serialize: (at: number) => new Date(at).toISOString().replace(".000Z", "Z"),
});

/** The two moments to compare, epoch ms; without `from` the beginning of the range, without `to` now. */
export type Chosen = { from: number | null; to: number | null };

export const NOTHING_CHOSEN: Chosen = { from: null, to: null };

/** The moments chosen in the history, from the address. */
export function useChosen() {
  return useQueryStates({ from: parseAsMoment, to: parseAsMoment }, { scroll: false });
}

/** What is chosen after one more moment: the first is where to begin, the second where to end; then it begins anew. */
export function chosenWith({ from, to }: Chosen, at: number): Chosen {
  if (from === null || to !== null) return { from: at, to: null };
  if (at === from) return { from, to };
  return at < from ? { from: at, to: from } : { from, to: at };
}

const SIGNAL_FILTER = {
  dimension: parseAsStringLiteral(DIMENSIONS),
  source: parseAsString,
  after: parseAsMoment,
  until: parseAsMoment,
};

/** Which of an agent's signals are listed: those after one moment, up to another (epoch ms); null = all. */
export type SignalFilter = inferParserType<typeof SIGNAL_FILTER>;

export const ALL_SIGNALS: SignalFilter = { dimension: null, source: null, after: null, until: null };

/** The filter of the signals, from the address. */
export function useSignalFilter() {
  return useQueryStates(SIGNAL_FILTER, { history: "replace", scroll: false });
}

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { Entry } from "@/lib/journal/entry";
import type { Outcome } from "@/lib/routing/decision-shape";

const OUTCOMES = ["assigned", "no_bids", "no_suitable_agent"] as const satisfies readonly Outcome[];
const HOUR = 3_600_000;

/** How far back decisions are listed, ms; `all` = without limit. */
export const RANGES = {
  "1h": { label: "1 h", span: HOUR },
  "24h": { label: "24 h", span: 24 * HOUR },
  "7d": { label: "7 d", span: 168 * HOUR },
  all: { label: "All", span: null },
} as const;
export type Range = keyof typeof RANGES;
export const RANGE_KEYS = ["1h", "24h", "7d", "all"] as const satisfies readonly Range[];

/** Which decisions are listed; null = all. In the URL, so that Back, reload and a link keep it. */
export type DecisionsView = { outcome: Outcome | null; agent: string | null; since: Range };

export const EVERY_DECISION: DecisionsView = { outcome: null, agent: null, since: "all" };

export function useDecisionsView(): [DecisionsView, (view: Partial<DecisionsView>) => void] {
  const [view, setView] = useQueryStates(
    {
      outcome: parseAsStringLiteral(OUTCOMES),
      agent: parseAsString,
      since: parseAsStringLiteral(RANGE_KEYS).withDefault("all"),
    },
    { history: "push", scroll: false },
  );
  return [view, (next) => void setView(next)];
}

/** Whether an entry that was just pushed is of a decision that belongs into the view. An agent that did not win may be in it all the same. */
export function belongs(entry: Entry, { outcome, agent }: DecisionsView): boolean {
  if (entry.type !== "routing.decided") return false;
  if (outcome !== null && entry.data.outcome !== outcome) return false;
  return agent === null || entry.agentId === agent;
}

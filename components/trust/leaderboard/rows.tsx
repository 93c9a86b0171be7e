"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { CSSProperties, RefObject } from "react";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/now";
import type { Keeper } from "./keeper";
import styles from "./leaderboard.module.css";
import { Row } from "./row";
import { type Evidence, factsOf } from "./row-facts";
import type { Standings } from "./standings";
import { useKept } from "./use-keeper";

/** Height of the head inside the scrolling box, px; a card list has none. */
const HEAD = 28;
const OVERSCAN = 4;

export type RowsContext = {
  keeper: Keeper;
  /** Px; another height takes other rows (give it as the key), because the virtualiser keeps what it was told first. */
  rowHeight: number;
  phone: boolean;
  /** Agent whose row takes part in the Tab order. */
  cursor: string | null;
  /** Weights in force: shares in dimension order. */
  inForce: readonly number[];
  revocationLine: number;
  needed: Evidence;
  selected: ReadonlySet<string>;
  onSelect: (id: string) => void;
};

type Props = RowsContext & {
  which: "list" | "dock";
  scroller: RefObject<HTMLDivElement | null>;
};

/** The rows in view, placed by transform. Not compiled: the virtualiser and the standings change without changing identity. */
export function Rows({
  keeper,
  which,
  scroller,
  rowHeight,
  phone,
  cursor,
  inForce,
  revocationLine,
  needed,
  selected,
  onSelect,
}: Props) {
  "use no memo";
  useKept(keeper, (k) => k.version);
  const { standings } = keeper;
  const { agents, length } = standings[which];
  const beat = useNow();
  const now = standings.board.moment || beat === null ? Date.parse(standings.board.at) : beat;
  const offset = phone || which === "dock" ? 0 : HEAD;
  const place = placeOf(standings, which, cursor);
  const virtual = useVirtualizer({
    count: length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: offset,
    overscan: OVERSCAN,
    // The focused row stays in the document wherever it is, else the focus would be lost with it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return place < 0 || shown.includes(place) ? shown : [...shown, place].sort((a, b) => a - b);
    },
  });
  return (
    <div
      role="rowgroup"
      className={cn(styles.body, keeper.travelling && styles.travelling)}
      style={{ height: virtual.getTotalSize(), ...variables(standings.weights ?? inForce) }}
    >
      {virtual.getVirtualItems().map((item) => {
        const facts = factsOf(standings, agents[item.index] ?? 0, revocationLine, needed, now);
        return (
          <Row
            key={facts.id}
            {...facts}
            top={item.start - offset}
            line={item.index + 2}
            previewing={standings.previewing}
            tabStop={place < 0 ? item.index === 0 : item.index === place}
            phone={phone}
            selected={selected.has(facts.id)}
            onSelect={onSelect}
          />
        );
      })}
    </div>
  );
}

/** What the bars are computed from (see contribution-bar). */
function variables(weights: readonly number[]): CSSProperties {
  return Object.fromEntries(weights.map((weight, d) => [`--weight-${d}`, weight]));
}

function placeOf(standings: Standings, which: "list" | "dock", cursor: string | null): number {
  const agent = cursor === null ? undefined : standings.board.index.get(cursor);
  const { agents, length } = standings[which];
  return agent === undefined ? -1 : agents.subarray(0, length).indexOf(agent);
}

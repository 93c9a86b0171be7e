"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect } from "react";
import { cn } from "@/components/ui/cn";
import styles from "./leaderboard.module.css";
import { Row } from "./row";
import { type Evidence, factsOf } from "./row-facts";
import type { Standings } from "./standings";

/** Height of the head inside the scrolling box, px; a card list has none. */
const HEAD = 28;
const OVERSCAN = 8;

type Props = {
  standings: Standings;
  /** Changes with everything the rows show; the arrays behind it are patched in place. */
  version: number;
  agents: Int32Array;
  count: number;
  scroller: RefObject<HTMLDivElement | null>;
  /** No head stands in the scrolling box. */
  headless?: boolean;
  rowHeight: number;
  phone: boolean;
  travelling: boolean;
  /** Agent whose row takes part in the Tab order, and whether it shall have the focus. */
  cursor: string | null;
  now: number;
  revocationLine: number;
  needed: Evidence;
};

/** The rows in view, placed by transform. Not compiled: the virtualiser and the board change without changing identity. */
export function Rows(props: Props) {
  "use no memo";
  const { standings, agents, count, scroller, headless = false, rowHeight, phone, cursor } = props;
  const offset = phone || headless ? 0 : HEAD;
  const place = placeOf(standings, agents, count, cursor);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    scrollMargin: offset,
    overscan: OVERSCAN,
    // The focused row stays in the document wherever it is, else the focus would be lost with it.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return place < 0 || shown.includes(place) ? shown : [...shown, place].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);

  return (
    <div
      role="rowgroup"
      className={cn(styles.body, props.travelling && styles.travelling)}
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map((item) => {
        const agent = agents[item.index] ?? 0;
        const facts = factsOf(standings, agent, props.revocationLine, props.needed, props.now);
        return (
          <Row
            key={facts.id}
            {...facts}
            top={item.start - offset}
            line={item.index + 2}
            previewing={standings.previewing}
            tabStop={place < 0 ? item.index === 0 : item.index === place}
            phone={phone}
          />
        );
      })}
    </div>
  );
}

function placeOf(standings: Standings, agents: Int32Array, count: number, cursor: string | null): number {
  const agent = cursor === null ? undefined : standings.board.index.get(cursor);
  return agent === undefined ? -1 : agents.subarray(0, count).indexOf(agent);
}

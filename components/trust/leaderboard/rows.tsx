"use client";

import { useRef } from "react";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/now";
import { useRowsInView } from "@/components/ui/use-rows-in-view";
import type { Columns } from "./columns";
import { BarWeights } from "./contribution-bar";
import type { Keeper } from "./keeper";
import styles from "./leaderboard.module.css";
import { Row } from "./row";
import rowStyles from "./row.module.css";
import { factsOf, type Lines } from "./row-facts";
import type { Standings } from "./standings";
import { useKept } from "./use-keeper";

/** Height of the head inside the scrolling box, px; a card list has none. */
const HEAD = 28;
const OVERSCAN = 4;

export type RowsContext = {
  keeper: Keeper;
  /** Px. */
  rowHeight: number;
  phone: boolean;
  columns: Columns;
  /** Agent whose row takes part in the Tab order. */
  cursor: string | null;
  /** Weights in force: shares in dimension order. */
  inForce: readonly number[];
  revocationLine: number;
  needed: Lines;
  selected: ReadonlySet<string>;
  /** Agent that is looked at beside the list. */
  peeked: string | null;
  onSelect: (id: string) => void;
};

type Props = RowsContext & {
  which: "list" | "dock";
};

/** The rows in view, placed by transform. Not compiled: the standings change without changing identity. */
export function Rows({
  keeper,
  which,
  rowHeight,
  phone,
  columns,
  cursor,
  inForce,
  revocationLine,
  needed,
  selected,
  peeked,
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
  const body = useRef<HTMLDivElement>(null);
  const shown = useRowsInView(body, { count: length, rowHeight, offset, overscan: OVERSCAN });
  // The focused row stays in the document wherever it is, else the focus would be lost with it.
  const drawn = place < 0 || shown.includes(place) ? shown : [...shown, place].sort((a, b) => a - b);
  return (
    <div
      ref={body}
      role="rowgroup"
      className={cn(styles.body, keeper.travelling && rowStyles.travelling)}
      style={{ height: length * rowHeight }}
    >
      <BarWeights value={standings.weights ?? inForce}>
        {drawn.map((index) => {
          const facts = factsOf(standings, agents[index] ?? 0, revocationLine, needed, now);
          return (
            <Row
              key={facts.id}
              {...facts}
              top={index * rowHeight}
              line={index + 2}
              previewing={standings.previewing}
              tabStop={place < 0 ? index === 0 : index === place}
              phone={phone}
              columns={columns}
              peeked={facts.id === peeked}
              selected={selected.has(facts.id)}
              onSelect={onSelect}
            />
          );
        })}
      </BarWeights>
    </div>
  );
}

function placeOf(standings: Standings, which: "list" | "dock", cursor: string | null): number {
  const agent = cursor === null ? undefined : standings.board.index.get(cursor);
  const { agents, length } = standings[which];
  return agent === undefined ? -1 : agents.subarray(0, length).indexOf(agent);
}

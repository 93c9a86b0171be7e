"use client";

import { type CSSProperties, type ReactNode, useRef, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useKey } from "@/components/ui/use-key";
import { type Columns, gridOf, leastWidth } from "./columns";
import { Dock } from "./dock";
import { Head } from "./head";
import type { Keeper } from "./keeper";
import styles from "./leaderboard.module.css";
import { NarrowContext } from "./narrow-context";
import type { NarrowBy } from "./narrowing";
import { Pill } from "./pill";
import type { Lines } from "./row-facts";
import { Rows } from "./rows";
import { usePhone, useRowHeight } from "./screen";
import type { Order } from "./sort";
import { useColumns } from "./use-columns";
import { useCursor } from "./use-cursor";
import { useHold } from "./use-hold";
import { useKept } from "./use-keeper";
import { usePeek } from "./use-peek";
import { agentAt, useRowPress } from "./use-press";
import { useRowKeys, useSelection } from "./use-selection";

// Come with the first agent that is selected or looked at.
const SelectionBar = onDemand(() => import("./selection-bar").then((it) => it.SelectionBar));
const PeekPanel = onDemand(() => import("./peek-panel").then((it) => it.PeekPanel), PeekAway);

type Props = {
  keeper: Keeper;
  /** Weights in force: shares in dimension order. */
  inForce: readonly number[];
  revocationLine: number;
  needed: Lines;
  /** Those that the viewer chose; null = by the width of the window. */
  chosen: Columns | null;
  sort: Order;
  onSort: (sort: Order) => void;
  onNarrow: (by: NarrowBy, value: string) => void;
  /** Id of the agent that is looked at beside the list. */
  peek: string | null;
  /** What is known beside the list is of now: not on a board of the past. */
  peekable: boolean;
  onPeek: (id: string | null, moved?: boolean) => void;
  /** What can be done to an agent that is looked at. */
  peekActions: (agentId: string) => ReactNode;
  /** In the place of rows where nothing matches. */
  nothing: ReactNode;
};

/** The ranked and the revoked, live, with the unrated docked under them. */
export function Table({
  keeper,
  chosen,
  sort,
  onSort,
  onNarrow,
  peek: inAddress,
  peekable,
  onPeek,
  peekActions,
  nothing,
  ...facts
}: Props) {
  const asked = peekable ? inAddress : null;
  const length = useKept(keeper, (k) => k.standings.list.length);
  const docked = useKept(keeper, (k) => k.standings.dock.length);
  const fleet = useKept(keeper, (k) => k.standings.board.ids.length);
  const stage = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const phone = usePhone();
  const [dockChosen, setDockChosen] = useState<boolean | null>(null);
  const dockOpen = dockChosen ?? !phone;
  const [cursor, setCursor] = useCursor(keeper, rows, dockOpen, (id) => asked !== null && onPeek(id, true));
  const columns = useColumns(chosen);
  const rowHeight = useRowHeight(ruler);
  const peek = usePeek(keeper, cursor, asked, peekable ? onPeek : null);
  const look = (id: string) => {
    setCursor(id);
    onPeek(id);
    // The focus stays in the list, from where the keyboard goes on.
    stage.current?.querySelector<HTMLElement>(`[data-agent="${CSS.escape(id)}"] a`)?.focus({ preventScroll: true });
  };
  const press = useRowPress({ narrow: phone ? null : onNarrow, peek: peek.roomy ? look : null });
  useHold(stage, keeper.setHeld);
  const selection = useSelection(peek.id !== null);
  useRowKeys(keeper, cursor, selection);
  useKey(".", "Apply rank changes", () => keeper.apply(), { group: "Leaderboard" });

  const context = {
    ...facts,
    keeper,
    rowHeight,
    phone,
    columns,
    cursor,
    selected: selection.ids,
    peeked: peek.id,
    onSelect: selection.toggle,
  };
  const pill = <Pill keeper={keeper} byRank={sort.length === 1 && sort[0]?.key === "score"} />;
  return (
    <NarrowContext value={onNarrow}>
      <div ref={stage} className={styles.stage}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the link in each row, Space and the row's menu are the ways for keyboards */}
        <div
          className={styles.area}
          style={widths(fleet, columns)}
          onClick={press}
          onFocus={(event) => {
            const id = agentAt(event);
            if (id !== undefined) setCursor(id);
          }}
        >
          <span ref={ruler} aria-hidden className={styles.ruler} />
          <div ref={rows} className={styles.wide}>
            <div role="table" aria-label="Agents by rank" aria-rowcount={length + 1} className={styles.table}>
              <Head columns={columns} sort={sort} onSort={onSort} />
              {length === 0 ? nothing : <Rows {...context} which="list" />}
            </div>
            {docked === 0 ? null : <Dock {...context} agents={docked} open={dockOpen} onOpenChange={setDockChosen} />}
          </div>
          {selection.ids.size === 0 ? null : <SelectionBar {...selection} />}
        </div>
        <span
          className={
            phone
              ? "fixed bottom-[calc(var(--dock-height)+12px)] left-1/2 z-20 -translate-x-1/2"
              : "absolute top-0.5 right-8 z-10"
          }
        >
          {pill}
        </span>
        {peek.id === null ? null : (
          <PeekPanel key={peek.id} id={peek.id} keeper={keeper} actions={peekActions(peek.id)} close={() => onPeek(null)} />
        )}
      </div>
    </NarrowContext>
  );
}

/** The row's grid; its first column is as wide as the largest rank needs. */
function widths(agents: number, columns: Columns): CSSProperties {
  const digits = Math.max(2, String(agents).length);
  const rank = 76 + (digits - 2) * 24;
  return {
    "--place-width": `${digits * 8 + 6}px`,
    "--rank-width": `${rank}px`,
    "--columns": gridOf(columns),
    // With the rank, a short name and the gutters.
    "--least": `${rank + LEAST_NAME + leastWidth(columns)}px`,
  } as CSSProperties;
}

const LEAST_NAME = 100 + 12 + 2 * 24;

/** In the place of a panel that did not arrive. */
function PeekAway() {
  return (
    <p role="status" className="words border-line border-t bg-warn-bg px-gutter py-2 text-warn">
      The panel did not arrive: the server could not be reached.
    </p>
  );
}

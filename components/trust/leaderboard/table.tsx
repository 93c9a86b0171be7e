"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type CSSProperties, type MouseEvent, type ReactNode, type SyntheticEvent, useRef } from "react";
import { useKey } from "@/components/ui/use-key";
import { Dock } from "./dock";
import { Head } from "./head";
import type { Keeper } from "./keeper";
import styles from "./leaderboard.module.css";
import { Pill } from "./pill";
import type { Evidence } from "./row-facts";
import { Rows } from "./rows";
import { usePhone, useRowHeight } from "./screen";
import type { Sort } from "./sort";
import { useCursor } from "./use-cursor";
import { useHold } from "./use-hold";
import { useKept } from "./use-keeper";
import { useRowKeys, useSelection } from "./use-selection";

// Comes with the first agent that is selected.
const SelectionBar = dynamic(() => import("./selection-bar").then((it) => it.SelectionBar), { ssr: false });

type Props = {
  keeper: Keeper;
  /** Weights in force: shares in dimension order. */
  inForce: readonly number[];
  revocationLine: number;
  needed: Evidence;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** In the place of rows where nothing matches. */
  nothing: ReactNode;
};

/** The ranked and the revoked, live, with the unrated docked under them. */
export function Table({ keeper, inForce, revocationLine, needed, sort, onSort, nothing }: Props) {
  const length = useKept(keeper, (k) => k.standings.list.length);
  const docked = useKept(keeper, (k) => k.standings.dock.length);
  const fleet = useKept(keeper, (k) => k.standings.board.ids.length);
  const area = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const [cursor, setCursor] = useCursor(keeper, scroller);
  const phone = usePhone();
  const rowHeight = useRowHeight(ruler);
  const open = useOpenAgent();
  useHold(area, keeper.setHeld);
  const selection = useSelection();
  useRowKeys(keeper, cursor, selection);
  useKey(".", "Apply rank changes", () => keeper.apply(), { group: "Leaderboard" });

  const context = {
    keeper,
    rowHeight,
    phone,
    cursor,
    inForce,
    revocationLine,
    needed,
    selected: selection.ids,
    onSelect: selection.toggle,
  };
  const pill = <Pill keeper={keeper} byRank={sort.key === "score"} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the link in each row is the way for keyboards
    <div
      ref={area}
      className={styles.area}
      style={roomForRanks(fleet)}
      onClick={open}
      onFocus={(event) => {
        const id = agentAt(event);
        if (id !== undefined) setCursor(id);
      }}
    >
      <span ref={ruler} aria-hidden className={styles.ruler} />
      <div ref={scroller} role="table" aria-label="Agents by rank" aria-rowcount={length + 1} className={styles.table}>
        <Head sort={sort} onSort={onSort} pill={phone ? null : pill} />
        {length === 0 ? nothing : <Rows {...context} which="list" />}
      </div>
      {phone ? <span className="fixed bottom-[calc(var(--dock-height)+12px)] left-1/2 z-20 -translate-x-1/2">{pill}</span> : null}
      {selection.ids.size === 0 ? null : <SelectionBar {...selection} />}
      {docked === 0 ? null : <Dock {...context} agents={docked} />}
    </div>
  );
}

/** Columns are as wide as the largest rank needs. */
function roomForRanks(agents: number): CSSProperties {
  const digits = Math.max(2, String(agents).length);
  return { "--place-width": `${digits * 8 + 6}px`, "--rank-width": `${76 + (digits - 2) * 24}px` } as CSSProperties;
}

function agentAt({ target }: SyntheticEvent): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>("[data-agent]")?.dataset.agent : undefined;
}

/** A click anywhere in a row opens the agent, unless it was meant for something in the row or ended a selection of text. */
function useOpenAgent(): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    if (!(event.target instanceof Element) || event.target.closest("a, button, [role=menu]")) return;
    if (document.getSelection()?.isCollapsed === false) return;
    const id = agentAt(event);
    if (id !== undefined) router.push(`/agents/${encodeURIComponent(id)}`);
  };
}

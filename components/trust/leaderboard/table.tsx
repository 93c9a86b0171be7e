"use client";

import { useRouter } from "next/navigation";
import { type CSSProperties, type MouseEvent, type ReactNode, type SyntheticEvent, useRef } from "react";
import { useNow } from "@/components/ui/now";
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
import { useKeeperVersion } from "./use-keeper";

type Props = {
  keeper: Keeper;
  /** Weights that the shown totals come from: shares in dimension order. */
  weights: readonly number[];
  revocationLine: number;
  needed: Evidence;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** In the place of rows where nothing matches. */
  nothing: ReactNode;
};

/** The ranked and the revoked, live, with the unrated docked under them. Not compiled: the board changes behind `version`. */
export function Table({ keeper, weights, revocationLine, needed, sort, onSort, nothing }: Props) {
  "use no memo";
  const version = useKeeperVersion(keeper);
  const { standings } = keeper;
  const { list, dock, board } = standings;
  const area = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const [cursor, setCursor] = useCursor(standings, scroller);
  const phone = usePhone();
  const rowHeight = useRowHeight(ruler);
  const now = useNow() ?? Date.parse(board.at);
  const open = useOpenAgent();
  useHold(area, keeper.setHeld);
  useKey(".", "Apply rank changes", () => keeper.apply(), { group: "Leaderboard" });

  const rows = { standings, version, rowHeight, phone, travelling: keeper.travelling, cursor, now, revocationLine, needed };
  const waiting = keeper.held ? standings.waiting : 0;
  const pill = <Pill waiting={waiting} byRank={sort.key === "score"} onApply={() => keeper.apply()} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the link in each row is the way for keyboards
    <div
      ref={area}
      className={styles.area}
      style={variables(weights, board.ids.length)}
      onClick={open}
      onFocus={(event) => {
        const id = agentAt(event);
        if (id !== undefined) setCursor(id);
      }}
    >
      <span ref={ruler} aria-hidden className={styles.ruler} />
      <div ref={scroller} role="table" aria-label="Agents by rank" aria-rowcount={list.length + 1} className={styles.table}>
        <Head sort={sort} onSort={onSort} pill={phone ? null : pill} />
        {list.length === 0 ? nothing : <Rows {...rows} agents={list.agents} count={list.length} scroller={scroller} />}
      </div>
      {phone ? <span className="fixed bottom-[calc(var(--dock-height)+12px)] left-1/2 z-20 -translate-x-1/2">{pill}</span> : null}
      {dock.length === 0 ? null : <Dock {...rows} agents={dock.agents} count={dock.length} />}
    </div>
  );
}

/** What the style sheet computes with: the five weights, and the room that the largest rank takes. */
function variables(weights: readonly number[], agents: number): CSSProperties {
  const digits = Math.max(2, String(agents).length);
  return {
    ...Object.fromEntries(weights.map((weight, d) => [`--weight-${d}`, weight])),
    "--place-width": `${digits * 8 + 6}px`,
    "--rank-width": `${76 + (digits - 2) * 24}px`,
  } as CSSProperties;
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

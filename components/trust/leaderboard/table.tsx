"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { type CSSProperties, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { count } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { useKey } from "@/components/ui/use-key";
import { Head } from "./head";
import type { Keeper } from "./keeper";
import styles from "./leaderboard.module.css";
import { Pill } from "./pill";
import type { Evidence } from "./row-facts";
import { Rows } from "./rows";
import { usePhone, useRowHeight } from "./screen";
import type { Sort } from "./sort";
import type { Standings } from "./standings";
import { useHold } from "./use-hold";
import { useKeeperVersion } from "./use-keeper";

type Props = {
  keeper: Keeper;
  /** Weights that the shown totals come from, shares in dimension order. */
  weights: readonly number[];
  revocationLine: number;
  needed: Evidence;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** In the place of rows where nothing matches. */
  nothing: ReactNode;
};

const KEYS = "Leaderboard";

/** The ranked and the revoked, live, with the unrated docked under them. */
export function Table({ keeper, weights, revocationLine, needed, sort, onSort, nothing }: Props) {
  "use no memo";
  const version = useKeeperVersion(keeper);
  const { standings } = keeper;
  const area = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const under = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const [dockOpen, setDockOpen] = useState<boolean | null>(null);
  const [cursor, setCursor] = useCursor(standings, main);
  const phone = usePhone();
  const rowHeight = useRowHeight(ruler);
  const now = useNow() ?? Date.parse(standings.board.at);
  const open = useOpenAgent();
  useHold(area, keeper.setHeld);
  useKey(".", "Apply rank changes", () => keeper.apply(), { group: KEYS });

  const shared = { standings, version, rowHeight, phone, travelling: keeper.travelling, cursor, now, revocationLine, needed };
  const { list, dock } = standings;
  const isDockOpen = dockOpen ?? !phone;
  const pill = <Pill waiting={keeper.held ? standings.waiting : 0} byRank={sort.key === "score"} onApply={() => keeper.apply()} {...(phone ? {} : { className: "ml-auto" })} />;
  const click = (event: MouseEvent) => open(event);
  const place = (event: { target: EventTarget }) => {
    const id = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-agent]")?.dataset.agent : undefined;
    if (id !== undefined) setCursor(id);
  };

  return (
    <div ref={area} className={styles.area} style={variables(weights, standings)} onFocus={place}>
      <span ref={ruler} aria-hidden className={styles.ruler} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the link in each row is the way for keyboards */}
      <div ref={main} role="table" aria-label="Agents by rank" aria-rowcount={list.length + 1} className={styles.table} onClick={click}>
        <Head sort={sort} onSort={onSort} pill={phone ? null : pill} />
        {list.length === 0 ? nothing : <Rows {...shared} agents={list.agents} count={list.length} scroller={main} />}
      </div>
      {phone ? <span className="fixed bottom-[calc(var(--dock-height)+12px)] left-1/2 z-20 -translate-x-1/2">{pill}</span> : null}
      {dock.length === 0 ? null : (
        <section aria-label="Unrated agents" className={styles.dock}>
          <button type="button" aria-expanded={isDockOpen} onClick={() => setDockOpen(!isDockOpen)} className="words flex h-8 w-full items-center gap-2 px-gutter text-left focus-visible:-outline-offset-2 phone:h-10">
            <ChevronDown aria-hidden className={cn(!isDockOpen && "-rotate-90")} />
            <span className="font-semibold">Unrated</span>
            <span className="truncate text-ink-3">
              {count(dock.length, "agent")} below the minimum evidence of {needed.signals} signals in {needed.coverage} dimensions. Not ranked, not routed to.
            </span>
          </button>
          {isDockOpen ? (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the link in each row is the way for keyboards
            <div ref={under} role="table" aria-label="Unrated agents" aria-rowcount={dock.length + 1} className={styles.docked} onClick={click}>
              <div role="row" aria-rowindex={1} className="sr-only">
                {["Rank", "Agent", "Score", "Contributions", "Δ 24 h", "Band", "Evidence", "Last", "Status"].map((name) => (
                  <span key={name} role="columnheader">
                    {name}
                  </span>
                ))}
              </div>
              <Rows {...shared} agents={dock.agents} count={dock.length} scroller={under} headless />
            </div>
          ) : null}
        </section>
      )}
    </div>
  );
}

/** What the style sheet computes with: the five weights, and the room that the largest rank takes. */
function variables(weights: readonly number[], { board }: Standings): CSSProperties {
  const digits = Math.max(2, String(board.ids.length).length);
  return {
    ...Object.fromEntries(weights.map((weight, d) => [`--weight-${d}`, weight])),
    "--place-width": `${digits * 8 + 6}px`,
    "--rank-width": `${76 + (digits - 2) * 24}px`,
  } as CSSProperties;
}

/** A click anywhere in a row opens the agent, unless it was meant for something in the row or selected text. */
function useOpenAgent(): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    if (!(event.target instanceof HTMLElement) || event.target.closest("a, button, [role=menu]")) return;
    if (document.getSelection()?.isCollapsed === false) return;
    const id = event.target.closest<HTMLElement>("[data-agent]")?.dataset.agent;
    if (id !== undefined) router.push(`/agents/${encodeURIComponent(id)}`);
  };
}

/** The row that the keyboard is at. j, k and the arrows move it and take the focus along. */
function useCursor(standings: Standings, table: { current: HTMLDivElement | null }): [string | null, (id: string) => void] {
  "use no memo";
  const [cursor, setCursor] = useState<string | null>(null);
  const wantsFocus = useRef(false);

  function step(by: number): void {
    const { agents, length } = standings.list;
    if (length === 0) return;
    const agent = cursor === null ? undefined : standings.board.index.get(cursor);
    const from = agent === undefined ? -1 : agents.subarray(0, length).indexOf(agent);
    const to = Math.min(length - 1, Math.max(0, from + by));
    wantsFocus.current = true;
    setCursor(standings.board.ids[agents[to] ?? 0] ?? null);
  }

  useEffect(() => {
    if (!wantsFocus.current || cursor === null) return;
    wantsFocus.current = false;
    const link = table.current?.querySelector<HTMLElement>(`[data-agent="${CSS.escape(cursor)}"] a`);
    link?.focus({ preventScroll: true });
    link?.closest("[role=row]")?.scrollIntoView({ block: "nearest" });
  });

  useKey("j", "Next agent", () => step(1), { group: KEYS });
  useKey("k", "Previous agent", () => step(-1), { group: KEYS });
  useKey("ArrowDown", "Next agent", (event) => inTable(event, table) && step(1), { group: KEYS });
  useKey("ArrowUp", "Previous agent", (event) => inTable(event, table) && step(-1), { group: KEYS });
  return [cursor, setCursor];
}

/** Arrows scroll the page and move sliders elsewhere: here they belong to the rows only while one has the focus. */
function inTable(event: KeyboardEvent, table: { current: HTMLDivElement | null }): boolean {
  const inside = event.target instanceof Node && table.current?.contains(event.target) === true;
  if (inside) event.preventDefault();
  return inside;
}

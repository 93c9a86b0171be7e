"use client";

import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { count } from "@/components/ui/format";
import { COLUMN_NAMES } from "./column-names";
import styles from "./leaderboard.module.css";
import { Rows, type RowsContext } from "./rows";

type Props = RowsContext & { agents: number; open: boolean; onOpenChange: (open: boolean) => void };

/** Agents with too little evidence, always under the table and never ranked; each says what it lacks. */
export function Dock({ agents, open, onOpenChange, ...context }: Props) {
  const { needed, columns } = context;
  return (
    <section aria-label="Unrated" className={styles.dock}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onOpenChange(!open)}
        className="words flex h-8 w-full items-center gap-2 px-gutter text-left focus-visible:-outline-offset-2 phone:h-10"
      >
        <ChevronDown aria-hidden className={cn(!open && "-rotate-90")} />
        <span className="font-semibold">Unrated</span>
        <span className="truncate text-ink-3">
          {count(agents, "agent")} below the minimum evidence of {needed.signals} signals in {needed.coverage} dimensions. Not
          ranked, not routed to.
        </span>
      </button>
      {open ? (
        <div role="table" aria-label="Unrated agents" aria-rowcount={agents + 1} className={styles.docked}>
          <div role="rowgroup" className="sr-only">
            <div role="row" aria-rowindex={1}>
              {["Rank", "Agent", ...columns.map((column) => COLUMN_NAMES[column])].map((name) => (
                <span key={name} role="columnheader">
                  {name}
                </span>
              ))}
            </div>
          </div>
          <Rows {...context} which="dock" />
        </div>
      ) : null}
    </section>
  );
}

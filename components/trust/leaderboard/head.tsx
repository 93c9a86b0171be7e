"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, memo, type ReactNode } from "react";
import { DIMENSION_LOOKS, DimensionSwatch } from "@/components/chips/dimension";
import type { TermName } from "@/components/chips/glossary";
import { Term } from "@/components/chips/term";
import { cn } from "@/components/ui/cn";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import { COLUMN_HEADS } from "./column-names";
import type { Column, Columns } from "./columns";
import { DimensionMenu } from "./dimension-menu";
import styles from "./leaderboard.module.css";
import { addSort, nextSort, type Order, type SortKey, withoutSort } from "./sort";

type Sorting = { sort: Order; onSort: (sort: Order) => void };

type Props = Sorting & { columns: Columns };

const AXIS = [300, 500, 700, 900] as const;

const RIGHT: ReadonlySet<Column> = new Set(["score", "delta24h", "tierDropAt", "signals", "lastSignalAt", ...DIMENSIONS]);
const UNSORTED: ReadonlySet<Column> = new Set(["bar", "band", "heldBy", "status"]);

/** Those that sort are buttons already: their words are explained on the agent's page. */
const TERMS: Partial<Record<Column, TermName>> = { band: "band", heldBy: "binding" };

/** The line of column names. Those that sort are buttons; the bar's is its axis, with a menu to sort by one dimension. */
export const Head = memo(function Head({ columns, ...sorting }: Props) {
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      <span role="columnheader" className="pl-1.5">
        Rank
      </span>
      <SortHead {...sorting} by="name">
        Agent
      </SortHead>
      {columns.map((column) => (
        <ColumnHead key={column} column={column} {...sorting} />
      ))}
    </div>
  );
});

function ColumnHead({ column, ...sorting }: Sorting & { column: Column }) {
  if (column === "bar") return <BarHead {...sorting} />;
  if (UNSORTED.has(column)) {
    const term = TERMS[column];
    const name = COLUMN_HEADS[column];
    return <span role="columnheader">{term && name ? <Term of={term}>{name}</Term> : name}</span>;
  }
  return (
    <SortHead {...sorting} by={column as SortKey} right={RIGHT.has(column)}>
      {COLUMN_HEADS[column] ?? <DimensionHead column={column} />}
    </SortHead>
  );
}

function DimensionHead({ column }: { column: Column }) {
  const dimension = DIMENSIONS.find((one) => one === column);
  if (!dimension) return null;
  return (
    <span className="inline-flex items-center gap-1" title={DIMENSION_NAMES[dimension]}>
      <DimensionSwatch dimension={dimension} />
      <span aria-hidden>{DIMENSION_LOOKS[dimension].letter}</span>
      <span className="sr-only">{DIMENSION_NAMES[dimension]}</span>
    </span>
  );
}

/** The axis of the bars. */
function BarHead({ sort, onSort }: Sorting) {
  const by = sort.find(({ key }) => DIMENSIONS.some((dimension) => dimension === key));
  return (
    <span role="columnheader" className="@container relative h-full" aria-sort={by && direction(by.descending)}>
      <span className="sr-only">Contributions, 0 to 1000</span>
      <span aria-hidden className="absolute top-1.5 left-0 text-11">
        0
      </span>
      {AXIS.map((at) => (
        <span
          key={at}
          aria-hidden
          className={cn(
            "absolute top-1.5 -translate-x-1/2 text-11",
            at === 900 && "@max-[230px]:hidden",
            at !== 500 && "@max-[150px]:hidden",
          )}
          style={{ left: `${at / 10}%` }}
        >
          {at}
        </span>
      ))}
      <DimensionMenu sort={sort} onSort={onSort} active={by !== undefined} />
    </span>
  );
}

function direction(descending: boolean): "ascending" | "descending" {
  return descending ? "descending" : "ascending";
}

type SortHeadProps = Sorting & { by: SortKey; right?: boolean; children: ReactNode };

/** A press sorts by the column, with Shift after those that sort already; Delete takes the column out of the order. */
function SortHead({ sort, onSort, by, right = false, children }: SortHeadProps) {
  const place = sort.findIndex(({ key }) => key === by);
  const own = sort[place];
  const Arrow = own?.descending ? ArrowDown : ArrowUp;
  const press = (event: MouseEvent) => onSort(event.shiftKey ? addSort(sort, by) : nextSort(sort, by));
  const remove = (event: KeyboardEvent) => {
    if (own && (event.key === "Delete" || event.key === "Backspace")) onSort(withoutSort(sort, by));
  };
  return (
    <span
      role="columnheader"
      aria-sort={own ? direction(own.descending) : undefined}
      className={cn("flex min-w-0", right && "justify-end")}
    >
      <button
        type="button"
        onClick={press}
        onKeyDown={remove}
        className={cn("flex items-center gap-0.5 whitespace-nowrap hover:text-ink-1", own && "text-ink-1")}
      >
        {children}
        {own ? <Arrow aria-hidden className="size-3 flex-none" /> : null}
        {own && sort.length > 1 ? (
          <span className="text-11">
            <span className="sr-only">, sorts as number </span>
            {place + 1}
          </span>
        ) : null}
      </button>
    </span>
  );
}

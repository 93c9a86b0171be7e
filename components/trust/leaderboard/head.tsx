"use client";

import { ArrowDown, ArrowDownUp, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { DimensionSwatch } from "@/components/chips/dimension";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import styles from "./leaderboard.module.css";
import { nextSort, type Sort, type SortKey } from "./sort";

type Props = {
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Stands in a fixed place at the right end. */
  pill: ReactNode;
};

const AXIS = [300, 500, 700, 900] as const;

/** The line of column names. Those that sort are buttons; the bar's is its axis, with a menu to sort by one dimension. */
export function Head({ sort, onSort, pill }: Props) {
  const sortable = { sort, onSort };
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      <span role="columnheader" className="pl-1.5">
        Rank
      </span>
      <SortHead {...sortable} by="name">
        Agent
      </SortHead>
      <SortHead {...sortable} by="score" right>
        Score
      </SortHead>
      <span role="columnheader" className="relative h-full" aria-sort={isDimension(sort.key) ? direction(sort) : undefined}>
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
              at === 900 && "max-wide:hidden",
              at !== 500 && "max-lg:hidden",
            )}
            style={{ left: `${at / 10}%` }}
          >
            {at}
          </span>
        ))}
        <DimensionMenu {...sortable} />
      </span>
      <SortHead {...sortable} by="delta24h" right className={styles.delta}>
        Δ 24 h
      </SortHead>
      <span role="columnheader">Band</span>
      <SortHead {...sortable} by="tier">
        Tier
      </SortHead>
      <span role="columnheader" className={styles.heldBy}>
        held by
      </span>
      <SortHead {...sortable} by="tierDropAt" right className={styles.drops}>
        drops in
      </SortHead>
      <SortHead {...sortable} by="signals" right className={styles.evidence}>
        Evidence
      </SortHead>
      <SortHead {...sortable} by="lastSignalAt" right className={styles.last}>
        Last
      </SortHead>
      <span role="columnheader" className="flex items-center">
        Status
        <span className="ml-auto">{pill}</span>
      </span>
    </div>
  );
}

function isDimension(key: SortKey): boolean {
  return DIMENSIONS.some((d) => d === key);
}

function direction({ descending }: Sort): "ascending" | "descending" {
  return descending ? "descending" : "ascending";
}

type SortHeadProps = {
  sort: Sort;
  onSort: (sort: Sort) => void;
  by: SortKey;
  right?: boolean;
  className?: string | undefined;
  children: ReactNode;
};

function SortHead({ sort, onSort, by, right = false, className, children }: SortHeadProps) {
  const active = sort.key === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <span
      role="columnheader"
      aria-sort={active ? direction(sort) : undefined}
      className={cn("flex", right && "justify-end", className)}
    >
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, by))}
        className={cn("flex items-center gap-0.5 whitespace-nowrap hover:text-ink-1", active && "text-ink-1")}
      >
        {children}
        {active ? <Arrow aria-hidden className="size-3" /> : null}
      </button>
    </span>
  );
}

function DimensionMenu({ sort, onSort }: Pick<Props, "sort" | "onSort">) {
  const active = isDimension(sort.key);
  return (
    <span className="absolute top-0.5 -right-3">
      <Menu
        trigger={
          <IconButton label="Sort by a dimension" hint={false} size="sm" className={active ? "text-ink-1" : "text-ink-3"}>
            <ArrowDownUp className="size-3" />
          </IconButton>
        }
      >
        <MenuLabel>Sort by</MenuLabel>
        {DIMENSIONS.map((dimension) => (
          <MenuItem
            key={dimension}
            onSelect={() => onSort(nextSort(sort, dimension))}
            keys={sort.key === dimension ? direction(sort) : undefined}
          >
            <DimensionSwatch dimension={dimension} />
            {DIMENSION_NAMES[dimension]}
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}

"use client";

import { ArrowDown, ArrowDownRight, ArrowRight, ArrowUp, ArrowUpRight, Ban, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useRef } from "react";
import { BandChip } from "@/components/chips/band-chip";
import { PlainText } from "@/components/chips/plain-text";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { integer } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { useRowsInView } from "@/components/ui/use-rows-in-view";
import { bandOf } from "@/lib/trust/band";
import { usePhone, useRowHeight } from "../leaderboard/screen";
import { type Line, nextSort, type Sort, type SortKey } from "./lines";
import { AXIS, Range, RangeKey } from "./range-bar";

const OVERSCAN = 6;
/** Height of the head inside the scrolling box, px; a card list has none. */
const HEAD = 28;

const GRID =
  "grid grid-cols-[minmax(140px,260px)_60px_minmax(200px,1fr)_60px_68px_68px_116px_104px] items-center gap-x-3 px-gutter max-wide:grid-cols-[minmax(120px,168px)_60px_minmax(120px,1fr)_52px_68px_68px_28px_104px]";

type Props = { lines: readonly Line[]; sort: Sort; setSort: (sort: Sort) => void };

/** One row per agent, only those in view; on a phone cards of three lines. */
export function ReportTable({ lines, sort, setSort }: Props) {
  const ruler = useRef<HTMLSpanElement>(null);
  const rowHeight = useRowHeight(ruler);
  const phone = usePhone();
  return (
    <div className="relative flex min-h-0 grow flex-col border-line border-t">
      <span ref={ruler} aria-hidden className="invisible absolute h-row w-0 phone:h-[88px]" />
      <div
        role="table"
        aria-label="Health of the agents"
        aria-rowcount={lines.length + 1}
        className="min-h-0 grow overflow-y-auto overscroll-contain"
      >
        <Head sort={sort} setSort={setSort} />
        <Rows lines={lines} rowHeight={rowHeight} offset={phone ? 0 : HEAD} />
      </div>
      <RangeKey />
    </div>
  );
}

type RowsProps = {
  lines: readonly Line[];
  rowHeight: number;
  offset: number;
};

function Rows({ lines, rowHeight, offset }: RowsProps) {
  const body = useRef<HTMLDivElement>(null);
  const shown = useRowsInView(body, { count: lines.length, rowHeight, offset, overscan: OVERSCAN });
  return (
    <div ref={body} role="rowgroup" className="relative" style={{ height: lines.length * rowHeight }}>
      {shown.map((index) => {
        const line = lines[index];
        return line ? <Row key={line.id} line={line} top={index * rowHeight} number={index + 2} /> : null;
      })}
    </div>
  );
}

function Head({ sort, setSort }: Omit<Props, "lines">) {
  const sortable = { sort, setSort };
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={cn(GRID, "sticky top-0 z-10 h-7 border-line-strong border-b bg-bg font-medium text-12 text-ink-3 phone:sr-only")}
    >
      <SortHead {...sortable} by="name">
        Agent
      </SortHead>
      <SortHead {...sortable} by="currentScore" right>
        Current
      </SortHead>
      <span role="columnheader" className="relative h-full">
        <span className="sr-only">From lowest to highest, 0 to 1000</span>
        {AXIS.map((at) => (
          <span
            key={at}
            aria-hidden
            className={cn("figures absolute top-1.5 text-11 leading-4", at > 0 && "-translate-x-1/2")}
            style={{ left: `${at / 10}%` }}
          >
            {at}
          </span>
        ))}
      </span>
      <SortHead {...sortable} by="minScore" right>
        Lowest
      </SortHead>
      <SortHead {...sortable} by="avgScore" right>
        Average
      </SortHead>
      <SortHead {...sortable} by="maxScore" right>
        Highest
      </SortHead>
      <SortHead {...sortable} by="trend" className="pl-3 max-wide:pl-0">
        <span className="max-wide:sr-only">Trend</span>
      </SortHead>
      <span role="columnheader">Standing</span>
    </div>
  );
}

function SortHead({
  sort,
  setSort,
  by,
  right = false,
  className,
  children,
}: {
  sort: Sort;
  setSort: (sort: Sort) => void;
  by: SortKey;
  right?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const active = sort.key === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <span
      role="columnheader"
      aria-sort={active ? (sort.descending ? "descending" : "ascending") : undefined}
      className={cn("flex", right && "justify-end", className)}
    >
      <button
        type="button"
        onClick={() => setSort(nextSort(sort, by))}
        className={cn("flex items-center gap-0.5 whitespace-nowrap hover:text-ink-1", active && "text-ink-1")}
      >
        {children}
        {active ? <Arrow aria-hidden className="size-3" /> : null}
      </button>
    </span>
  );
}

function Row({ line, top, number }: { line: Line; top: number; number: number }) {
  const figure = "figures text-right phone:hidden";
  return (
    <div
      role="row"
      aria-rowindex={number}
      className={cn(
        GRID,
        "absolute inset-x-0 h-row border-line border-b hover:bg-hover",
        "phone:grid-cols-[minmax(0,1fr)_auto] phone:grid-rows-[20px_20px_20px] phone:content-center phone:gap-y-1 phone:h-[88px]",
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="rowheader" className="min-w-0">
        <Link
          href={`/agents/${encodeURIComponent(line.id)}`}
          prefetch={false}
          title={line.id}
          className="words block truncate font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3"
        >
          <PlainText text={line.name} />
        </Link>
      </span>
      <span role="cell" className={cn("figures text-right text-14 font-semibold", !line.rated && "font-normal text-ink-3")}>
        {integer(line.currentScore)}
      </span>
      <span role="cell" className="relative self-stretch phone:col-span-2">
        <Range line={line} />
      </span>
      <span role="cell" className={figure}>
        {integer(line.minScore)}
      </span>
      <span role="cell" className={figure}>
        {integer(line.avgScore)}
      </span>
      <span role="cell" className={figure}>
        {integer(line.maxScore)}
      </span>
      <span role="cell" className="flex items-center pl-3 max-wide:pl-0 phone:order-1">
        <Trend trend={line.trend} />
        <span aria-hidden className="figures hidden text-12 text-ink-3 phone:ml-2 phone:inline">
          {integer(line.minScore)} to {integer(line.maxScore)}
        </span>
      </span>
      <span role="cell" className="flex items-center phone:order-2 phone:justify-self-end">
        <Standing line={line} />
      </span>
    </div>
  );
}

const TRENDS = {
  improving: { icon: ArrowUpRight, name: "Improving" },
  stable: { icon: ArrowRight, name: "Stable" },
  degrading: { icon: ArrowDownRight, name: "Degrading" },
} as const;

function Trend({ trend }: { trend: Line["trend"] }) {
  const { icon: Icon, name } = TRENDS[trend];
  return (
    <span className={cn("words inline-flex items-center gap-1 text-12", trend === "stable" ? "text-ink-3" : "text-ink-1")}>
      <Icon aria-hidden className="size-3" />
      <span className="max-wide:sr-only phone:not-sr-only">{name}</span>
    </span>
  );
}

function Standing({ line }: { line: Line }) {
  if (line.revoked)
    return (
      <Chip tone="bad" icon={<Ban aria-hidden />}>
        Revoked
      </Chip>
    );
  if (line.atRisk)
    return (
      <Chip tone="warn" icon={<TriangleAlert aria-hidden />}>
        At risk
      </Chip>
    );
  if (!line.rated) return <Chip tone="open">Unrated</Chip>;
  return <BandChip band={bandOf(line.currentScore)} className="text-12" />;
}

/** The table while the report is being made. */
export function ReportSkeleton() {
  return (
    <div role="status" aria-label="Making the report">
      <div className="flex h-12 items-center px-gutter">
        <Skeleton width={360} height={12} className="max-w-full" />
      </div>
      <div className="h-11 border-line border-t" />
      {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
        <div key={row} className={cn(GRID, "h-row border-line border-t phone:flex phone:h-[88px]")}>
          <Skeleton width={96 + (row % 3) * 24} />
          <Skeleton width={28} className="ml-auto" />
          <Skeleton width={`${28 + (row % 4) * 9}%`} height={4} className="phone:hidden" />
        </div>
      ))}
    </div>
  );
}

"use client";

import { type CSSProperties, type ReactNode, useState } from "react";
import { cn } from "./cn";
import { integer } from "./format";

/** One step of a waterfall. `factors` says where the points come from; `missing` = no data, drawn hatched. */
export type WaterfallStep = {
  key: string;
  name: string;
  short: string;
  color: string;
  factors: ReactNode;
  points: number;
  missing?: boolean;
};

const LIMITS = [0, 300, 500, 700, 900];
const MOST = 1000;
const share = (points: number) => `${(points / MOST) * 100}%`;

/**
 * Points that add up to a total on the axis 0–1000, largest first: a table whose third column draws them.
 * The steps sum exactly to `total`. The order holds still while someone points at it or is inside by keyboard.
 */
export function ChartWaterfall({
  caption,
  steps,
  total,
  totalName,
  totalNote,
  provisional = false,
  onSelect,
  selected,
}: {
  caption: string;
  steps: readonly WaterfallStep[];
  total: number;
  totalName: string;
  totalNote: string;
  /** The total does not count yet: it is drawn as no data is. */
  provisional?: boolean;
  /** Makes each name a button, e.g. to show what lies behind the step. */
  onSelect?: (key: string) => void;
  selected?: string | null;
}) {
  const [held, setHeld] = useState<string[] | null>(null);
  const rows = stacked(inOrder(steps, held));
  const hold = () => setHeld((now) => now ?? rows.map((row) => row.key));
  const release = () => setHeld(null);
  return (
    <table
      className="w-full table-fixed border-collapse"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col className="w-[168px] phone:w-[112px]" />
        <col className="w-[108px] phone:w-[94px]" />
        <col />
        <col className="w-[52px] phone:w-[36px]" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Dimension</th>
          <th scope="col">Score × weight</th>
          <th scope="col">From 0 to 1000</th>
          <th scope="col">Points</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="h-7 phone:h-9">
            <th scope="row" className="p-0 text-left font-normal">
              <StepName row={row} onSelect={onSelect} pressed={selected === row.key} />
            </th>
            <td className="figures whitespace-nowrap p-0 pr-3 text-right text-12 text-ink-3 phone:pr-2">{row.factors}</td>
            <td className="relative p-0">
              <Guides />
              <span
                aria-hidden
                className={cn(
                  "absolute top-1/2 h-3 -translate-y-1/2 rounded-[1px] stale:opacity-45",
                  row.missing && "hatch-segment",
                )}
                style={{ left: share(row.from), width: share(row.points), background: row.missing ? undefined : row.color }}
              />
              <span
                aria-hidden
                className="absolute top-[calc(50%+6px)] h-[calc(100%-12px)] border-control border-l"
                style={{ left: share(row.from + row.points) }}
              />
            </td>
            <td className="figures p-0 text-right font-medium">{integer(row.points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="h-7 border-ink-1 border-t phone:h-9">
          <th scope="row" className="p-0 text-left font-semibold">
            {totalName}
          </th>
          <td className="whitespace-nowrap p-0 pr-3 text-right text-12 text-ink-3 phone:pr-2">{totalNote}</td>
          <td className="relative p-0">
            <Guides />
            <span
              aria-hidden
              className={cn(
                "absolute top-1/2 left-0 h-3 -translate-y-1/2 rounded-[1px] stale:opacity-45",
                provisional ? "hatch-segment" : "bg-ink-1",
              )}
              style={{ width: share(total) }}
            />
          </td>
          <td className={cn("figures p-0 text-right font-semibold", provisional && "text-ink-3")}>{integer(total)}</td>
        </tr>
        <tr aria-hidden className="h-5 text-11 text-ink-3">
          <td className="p-0" />
          <td className="p-0" />
          <td className="relative p-0">
            {LIMITS.map((limit, i) => (
              <span
                key={limit}
                className={cn("figures absolute top-1 leading-4", limit > 0 && "-translate-x-1/2", i % 2 === 1 && "phone:hidden")}
                style={{ left: share(limit) }}
              >
                {limit}
              </span>
            ))}
          </td>
          <td className="p-0" />
        </tr>
      </tfoot>
    </table>
  );
}

type Placed = WaterfallStep & { from: number };

function StepName({ row, onSelect, pressed }: { row: WaterfallStep; onSelect?: (key: string) => void; pressed: boolean }) {
  const words = (
    <>
      <span
        aria-hidden
        className={cn("size-2 flex-none rounded-[2px]", row.missing && "hatch-segment")}
        style={{ background: row.missing ? undefined : row.color }}
      />
      <span className="truncate phone:hidden">{row.name}</span>
      <span className="hidden truncate phone:inline">{row.short}</span>
    </>
  );
  if (!onSelect) return <span className="flex items-center gap-2">{words}</span>;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={`Signals of ${row.name}`}
      onClick={() => onSelect(row.key)}
      className={cn(
        "flex h-6 max-w-full items-center gap-2 rounded-1 pr-1 hover:underline hover:decoration-line-strong hover:underline-offset-3 phone:h-9",
        pressed && "font-medium",
      )}
    >
      {words}
    </button>
  );
}

const GUIDE: CSSProperties = { position: "absolute", top: 0, bottom: 0, width: 1 };

function Guides() {
  return LIMITS.map((limit) => <i key={limit} aria-hidden className="bg-line" style={{ ...GUIDE, left: share(limit) }} />);
}

function inOrder(steps: readonly WaterfallStep[], held: readonly string[] | null): WaterfallStep[] {
  if (held) return steps.toSorted((a, b) => held.indexOf(a.key) - held.indexOf(b.key));
  return steps.toSorted((a, b) => b.points - a.points);
}

function stacked(steps: readonly WaterfallStep[]): Placed[] {
  let from = 0;
  return steps.map((step) => {
    const placed = { ...step, from };
    from += step.points;
    return placed;
  });
}

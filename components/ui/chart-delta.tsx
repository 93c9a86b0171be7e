"use client";

import type { ReactNode } from "react";
import { cn } from "./cn";
import { integer, signed } from "./format";

/** One cause of a difference; `short` is its name on a phone; `color` null = no dimension's own (weights, ageing), drawn grey. */
export type DeltaStep = { key: string; name: string; short: string; color: string | null; points: number };

/** A stretch of the axis 0–1000 with its ticks; `cut` = it does not begin at 0 or end at 1000. */
type Axis = { low: number; high: number; ticks: number[]; cut: boolean };

const TICK_STEPS = [5, 10, 20, 50, 100, 250];
const MOST_TICKS = 6;
/** Room on either side of the bars, as a part of what they span. */
const ROOM = 0.15;

/** The axis that shows these levels (0–1000) large enough to compare: cut where they lie close together. */
export function axisFor(levels: readonly number[]): Axis {
  const least = Math.min(...levels);
  const most = Math.max(...levels);
  const room = Math.max(10, (most - least) * ROOM);
  const low = Math.max(0, least - room);
  const high = Math.min(1000, most + room);
  if (high - low > 600) return { low: 0, high: 1000, ticks: [0, 300, 500, 700, 900], cut: false };
  const step = TICK_STEPS.find((s) => (high - low) / s <= MOST_TICKS) ?? 250;
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return { low, high, ticks, cut: true };
}

/** Where each step begins and ends, from the level before the first one. */
export function placed(from: number, steps: readonly DeltaStep[]): (DeltaStep & { before: number; after: number })[] {
  let level = from;
  return steps.map((step) => {
    const before = level;
    level += step.points;
    return { ...step, before, after: level };
  });
}

/** How one total became another: a table whose second column draws the causes. They sum exactly to the difference. */
export function ChartDelta({
  caption,
  from,
  to,
  steps,
  onSelect,
}: {
  caption: string;
  from: { name: string; value: number };
  to: { name: string; value: number };
  steps: readonly DeltaStep[];
  /** Makes each cause a button, e.g. to show what lies behind it. */
  onSelect?: (key: string) => void;
}) {
  const rows = placed(from.value, steps);
  const axis = axisFor([from.value, to.value, ...rows.map((row) => row.after)]);
  const share = (level: number) => `${((Math.max(axis.low, level) - axis.low) / (axis.high - axis.low)) * 100}%`;
  const bar = (a: number, b: number) => ({ left: share(Math.min(a, b)), right: `calc(100% - ${share(Math.max(a, b))})` });
  const end = (name: string, value: number, connected: boolean) => (
    <Row name={name} strong axis={axis} share={share} points={integer(value)}>
      <span
        className="absolute top-1/2 h-3 -translate-y-1/2 rounded-[1px] bg-ink-1 stale:opacity-45"
        style={bar(axis.low, value)}
      />
      {connected && <Connector at={share(value)} />}
    </Row>
  );
  return (
    <>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{caption}</caption>
        <colgroup>
          <col className="w-[232px] phone:w-[168px]" />
          <col />
          <col className="w-[52px] phone:w-[40px]" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Cause</th>
            <th scope="col">Between the two scores</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {end(from.name, from.value, rows.length > 0)}
          {rows.map((row) => (
            <Row
              key={row.key}
              name={row.name}
              short={row.short}
              color={row.color}
              axis={axis}
              share={share}
              points={signed(row.points)}
              {...(onSelect ? { onSelect: () => onSelect(row.key) } : {})}
            >
              <span
                className="absolute top-1/2 h-3 min-w-px -translate-y-1/2 rounded-[1px] stale:opacity-45"
                style={{ ...bar(row.before, row.after), background: row.color ?? "var(--control)" }}
              />
              <Connector at={share(row.after)} />
            </Row>
          ))}
          {end(to.name, to.value, false)}
        </tbody>
        <tfoot aria-hidden>
          <tr className="h-5 text-11 text-ink-3">
            <td className="p-0" />
            <td className="relative p-0">
              {axis.ticks.map((tick, i) => (
                <span
                  key={tick}
                  className={cn("figures absolute top-1 -translate-x-1/2 leading-4", i % 2 === 1 && "phone:hidden")}
                  style={{ left: share(tick) }}
                >
                  {tick}
                </span>
              ))}
            </td>
            <td className="p-0" />
          </tr>
        </tfoot>
      </table>
      <p className="mt-2 text-12 text-ink-3">
        {axis.cut ? `Axis cut to ${Math.round(axis.low)}–${Math.round(axis.high)} for legibility. ` : ""}Bars sum to{" "}
        {signed(to.value - from.value)}.
      </p>
    </>
  );
}

function Row({
  name,
  short,
  color,
  strong = false,
  axis,
  share,
  points,
  onSelect,
  children,
}: {
  name: string;
  short?: string;
  color?: string | null;
  strong?: boolean;
  axis: Axis;
  share: (level: number) => string;
  points: string;
  onSelect?: () => void;
  children: ReactNode;
}) {
  const words = (
    <>
      {strong ? null : (
        <span aria-hidden className="size-2 flex-none rounded-[2px]" style={{ background: color ?? "var(--control)" }} />
      )}
      <span className={cn("words truncate", short && "phone:hidden")}>{name}</span>
      {short ? <span className="words hidden truncate phone:inline">{short}</span> : null}
    </>
  );
  return (
    <tr className={cn("h-7", onSelect && "phone:h-9")}>
      <th scope="row" className={cn("p-0 pr-3 text-left", strong ? "font-semibold" : "font-normal")}>
        {onSelect ? (
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={onSelect}
            className="flex h-6 max-w-full items-center gap-2 rounded-1 pr-1 underline decoration-line-strong underline-offset-3 hover:decoration-current phone:h-9"
          >
            {words}
          </button>
        ) : (
          <span className="flex items-center gap-2">{words}</span>
        )}
      </th>
      <td className="relative p-0" aria-hidden>
        {axis.ticks.map((tick) => (
          <i key={tick} className="absolute inset-y-0 w-px bg-line" style={{ left: share(tick) }} />
        ))}
        {children}
      </td>
      <td className={cn("figures p-0 text-right", strong ? "font-semibold" : "font-medium")}>{points}</td>
    </tr>
  );
}

function Connector({ at }: { at: string }) {
  return <span className="absolute top-[calc(50%+6px)] h-[calc(100%-12px)] border-control border-l" style={{ left: at }} />;
}

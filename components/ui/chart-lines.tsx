"use client";

import type { ReactNode } from "react";
import { ChartFrame, ChartTable } from "./chart-frame";
import { spread } from "./chart-labels";
import { evenTimes, pathOf, type SeriesPoint, valuesAt } from "./chart-series";
import { timeLabel, timeTicks } from "./chart-time";
import { exact, integer } from "./format";
import { useSteady } from "./steady";

/** One line; `points` ascend, null = no value from there on. */
export type LinesSeries = { id: string; name: string; points: readonly SeriesPoint[] };

type Props = {
  label: string;
  /** Ends of the time axis, epoch ms; `to` is now. */
  from: number;
  to: number;
  /** At most four: they are told apart by shape and shade, and named at their ends. */
  series: readonly LinesSeries[];
  legend?: ReactNode;
};

const LIMITS = [0, 300, 500, 700, 900];
const MOST = 1000;
const TIMES = 300;
const TABLE_TIMES = 25;
const PLOT = { left: 36, top: 12, height: 204, bottom: 24 } as const;
const HEIGHT = PLOT.top + PLOT.height + PLOT.bottom;
const ROOM = { wide: 168, narrow: 92 } as const;
const NARROW = 560;
const CHARACTER = 6.6;
const MARKS = 9;

/** How the lines differ: never by colour alone. */
const LOOKS = [
  { stroke: "var(--ink-1)", width: 2.25, mark: null },
  { stroke: "var(--ink-3)", width: 1.5, mark: "M-3.5-3.5h7v7h-7z" },
  { stroke: "var(--ink-2)", width: 1.5, mark: "M0-4.5 4.5 3.5h-9z" },
  { stroke: "var(--control)", width: 1.5, mark: "M0-4.5 4.5 0 0 4.5-4.5 0z" },
] as const;

/** The sign of a line, for where its name stands. */
export function LineSign({ index }: { index: number }) {
  const look = LOOKS[index % LOOKS.length] ?? LOOKS[0];
  return (
    <svg width={22} height={10} viewBox="-11 -5 22 10" aria-hidden className="flex-none">
      <path d="M-11 0h22" stroke={look.stroke} strokeWidth={look.width} />
      {look.mark ? <path d={look.mark} fill={look.stroke} /> : null}
    </svg>
  );
}

/** Scores of a few over time on the fixed axis 0–1000, each named where it ends. A score holds until the next, so lines step. Times are UTC. */
export function ChartLines({ label, legend, ...live }: Props) {
  const shown = useSteady(live);
  return (
    <ChartFrame label={label} height={HEIGHT} legend={legend} table={<LinesTable caption={label} {...shown} />}>
      {(width) => <Drawing width={width} {...shown} />}
    </ChartFrame>
  );
}

type Shown = Pick<Props, "from" | "to" | "series">;

function Drawing({ width, from, to, series }: Shown & { width: number }) {
  const room = width < NARROW ? ROOM.narrow : ROOM.wide;
  const right = width - room;
  const x = (at: number) => PLOT.left + ((at - from) / Math.max(1, to - from)) * (right - PLOT.left);
  const y = (value: number) => PLOT.top + (1 - value / MOST) * PLOT.height;
  const times = evenTimes(from, to, TIMES);
  const lines = series.map(({ points }) => valuesAt(points, times));
  const ends = lines.map((values) => values.at(-1) ?? null);
  const last = lines.map((values) => values.findLast((value) => value !== null) ?? null);
  const places = spread(
    last.map((value) => y(value ?? 0)),
    16,
    PLOT.top + PLOT.height,
  );
  const every = Math.floor(TIMES / MARKS);
  return (
    <svg width={width} height={HEIGHT} className="block" aria-hidden>
      {LIMITS.map((limit) => (
        <g key={limit}>
          <line x1={PLOT.left} x2={right} y1={y(limit)} y2={y(limit)} stroke="var(--line)" />
          <text x={PLOT.left - 8} y={y(limit)} dy="0.35em" textAnchor="end" fontSize={11} fill="var(--ink-3)">
            {limit}
          </text>
        </g>
      ))}
      {[...timeTicks(from, to, Math.floor((right - PLOT.left) / 84), ((to - from) / (right - PLOT.left)) * 56), to].map((at) => (
        <text key={at} x={x(at)} y={HEIGHT - 8} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
          {at === to ? "now" : timeLabel(at, to - from)}
        </text>
      ))}
      {series.map(({ id, name }, i) => {
        const look = LOOKS[i % LOOKS.length] ?? LOOKS[0];
        const values = lines[i] ?? [];
        const drawn = values.map((value, t) => (value === null ? null : { x: x(times[t] ?? from), y: y(value) }));
        const value = last[i] ?? null;
        return (
          <g key={id}>
            <path d={pathOf(drawn, true)} fill="none" stroke={look.stroke} strokeWidth={look.width} />
            {look.mark
              ? drawn.map((place, t) =>
                  place && t % every === Math.floor((every * (i + 1)) / (series.length + 1)) ? (
                    <path key={times[t]} d={look.mark} transform={`translate(${place.x} ${place.y})`} fill={look.stroke} />
                  ) : null,
                )
              : null}
            {value === null ? null : (
              <text x={right + 10} y={places[i]} dy="0.35em" fontSize={12} fill="var(--ink-1)">
                <title>{name}</title>
                <tspan fontWeight={600} className="figures">
                  {ends[i] === null ? "–" : integer(value)}
                </tspan>
                <tspan dx={6}>{cut(name, room - 48)}</tspan>
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function cut(name: string, room: number): string {
  const letters = Math.max(4, Math.floor(room / CHARACTER));
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

function LinesTable({ caption, from, to, series }: Shown & { caption: string }) {
  const times = evenTimes(from, to, TABLE_TIMES);
  const lines = series.map(({ points }) => valuesAt(points, times));
  return (
    <ChartTable
      caption={caption}
      columns={[{ name: "Time" }, ...series.map(({ name }) => ({ name }))]}
      rows={times
        .map((at, t) => ({ key: `${at}`, cells: [exact(at), ...lines.map((values) => integer(values[t]))] }))
        .toReversed()}
    />
  );
}

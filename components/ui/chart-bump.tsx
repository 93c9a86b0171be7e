"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { ChartFrame, ChartTable } from "./chart-frame";
import { spread } from "./chart-labels";
import { pathOf } from "./chart-series";
import { timeLabel } from "./chart-time";
import { cn } from "./cn";
import { exact, integer } from "./format";

/** One agent's ranks (1 = first) and scores at each time; null = it had none. */
type BumpSeries = {
  id: string;
  name: string;
  href: string;
  ranks: readonly (number | null)[];
  scores: readonly (number | null)[];
};

type Props = {
  label: string;
  /** Discrete steps, epoch ms; the last is now. */
  times: readonly number[];
  /** At most ten. */
  series: readonly BumpSeries[];
  legend?: ReactNode;
};

const ROW = 34;
const TOP = 30;
const BOTTOM = 28;
const LABEL = 20;
const ROOM = { left: { wide: 78, narrow: 44 }, right: { wide: 232, narrow: 136 } } as const;
const NARROW = 620;
const FEWEST_ROWS = 8;
/** Beyond so many ranks the axis is logarithmic: the places that matter most keep their room. */
const LINEAR_UP_TO = 24;
const LOG_TICKS = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000];

/**
 * Ranks at discrete steps, first at the top, each named with rank and score at both ends: a rank alone hides how close the scores
 * are. Where an agent had no rank its line has a gap. Pointing at one, or focusing its name, dims the others.
 */
export function ChartBump(props: Props) {
  const { label, times, series, legend } = props;
  const [focused, setFocused] = useState<string | null>(null);
  const height = TOP + Math.max(Math.max(FEWEST_ROWS, series.length) * ROW, lowestOf(series) * LABEL) + BOTTOM;
  return (
    <ChartFrame
      hasControls
      label={label}
      height={height}
      legend={legend}
      table={<BumpTable caption={label} times={times} series={series} />}
    >
      {(width) => <Drawing {...props} width={width} height={height} focused={focused} onFocus={setFocused} />}
    </ChartFrame>
  );
}

type DrawingProps = Props & {
  width: number;
  height: number;
  focused: string | null;
  onFocus: (id: string | null) => void;
};

function Drawing({ times, series, width, height, focused, onFocus }: DrawingProps) {
  const size = width < NARROW ? "narrow" : "wide";
  const [left, right] = [ROOM.left[size], width - ROOM.right[size]];
  const bottom = height - BOTTOM;
  const scale = scaleOf(series, TOP, bottom - 12);
  const x = (step: number) => left + (step / Math.max(1, times.length - 1)) * (right - left);
  const edge = (of: (ranks: BumpSeries["ranks"]) => number | null | undefined, absent: number) =>
    spread(
      series.map(({ ranks }) => {
        const rank = of(ranks);
        return rank == null ? absent : scale.y(rank);
      }),
      LABEL,
      bottom,
    );
  // One that begins later is named where it begins, so it takes no room here.
  const firsts = edge((ranks) => ranks[0], -height);
  const lasts = edge((ranks) => ranks.findLast((rank) => rank !== null), scale.y(scale.last));
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const labelled = labelledSteps(times, span, x, right - 28);
  return (
    <div className="relative h-full">
      <svg width={width} height={height} className="absolute inset-0 block" aria-hidden>
        {scale.ticks.map((rank) => (
          <line key={rank} x1={left} x2={right} y1={scale.y(rank)} y2={scale.y(rank)} stroke="var(--line)" />
        ))}
        {labelled.map((step) => (
          <text key={step} x={x(step)} y={height - 8} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
            {timeLabel(times[step] ?? 0, span)}
          </text>
        ))}
        <text x={x(times.length - 1)} y={height - 8} textAnchor="middle" fontSize={11} fill="var(--ink-3)">
          now
        </text>
        <text x={left - 8} y={12} textAnchor="end" fontSize={11} fill="var(--ink-3)">
          {size === "wide" ? "score, rank" : "rank"}
        </text>
        <text x={right + 10} y={12} fontSize={11} fill="var(--ink-3)">
          {size === "wide" ? "rank, score" : "rank"}
        </text>
        {series.map(({ id, ranks, scores }, i) => {
          const places = ranks.map((rank, step) => (rank === null ? null : { x: x(step), y: scale.y(rank) }));
          const dim = focused !== null && focused !== id;
          // Until one is pointed at, the first stands out: it leads, or moved most.
          const lit = focused === id || (focused === null && i === 0);
          const start = ranks.findIndex((rank) => rank !== null);
          return (
            <g
              key={id}
              opacity={dim ? 0.18 : 1}
              onPointerEnter={() => onFocus(id)}
              onPointerLeave={() => onFocus(null)}
              stroke={lit ? "var(--ink-1)" : "var(--ink-3)"}
            >
              <path d={pathOf(places, false)} fill="none" stroke="transparent" strokeWidth={14} />
              <path d={pathOf(places, false)} fill="none" strokeWidth={lit ? 3 : 2} strokeLinejoin="round" />
              {places.map((place, step) =>
                place && (size === "wide" || lit) ? (
                  <circle
                    key={times[step]}
                    cx={place.x}
                    cy={place.y}
                    r={lit ? 4 : 3}
                    fill={lit ? "var(--ink-1)" : "var(--bg)"}
                    strokeWidth={1.5}
                  >
                    <title>{`rank ${integer(ranks[step])}, score ${integer(scores[step])}`}</title>
                  </circle>
                ) : null,
              )}
              {start < 0 ? null : (
                <text
                  x={Math.max(left, x(start)) - 10}
                  y={start === 0 ? firsts[i] : scale.y(ranks[start] ?? scale.last)}
                  dy="0.35em"
                  textAnchor="end"
                  fontSize={12}
                  stroke="none"
                  fill="var(--ink-3)"
                  className="figures"
                >
                  {size === "wide" ? `${integer(scores[start])}  ` : ""}
                  <tspan fontWeight={600} fill="var(--ink-1)">
                    {integer(ranks[start])}
                  </tspan>
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {series.map(({ id, name, href, ranks, scores }, i) => {
        const now = ranks.at(-1) ?? null;
        return (
          <Link
            key={id}
            href={href}
            prefetch={false}
            onPointerEnter={() => onFocus(id)}
            onPointerLeave={() => onFocus(null)}
            onFocus={() => onFocus(id)}
            onBlur={() => onFocus(null)}
            className={cn(
              "figures absolute right-0 flex h-5 items-center gap-2 whitespace-nowrap text-12 text-ink-1",
              focused !== null && focused !== id && "opacity-30",
            )}
            style={{ top: (lasts[i] ?? 0) - LABEL / 2, left: right + 10 }}
          >
            <span className={cn("flex-none font-semibold", size === "wide" ? "w-6" : "w-5")}>{integer(now)}</span>
            {size === "wide" ? <span className="w-8 flex-none text-ink-3">{integer(scores.at(-1))}</span> : null}
            <span className="words truncate font-medium">{name}</span>
          </Link>
        );
      })}
    </div>
  );
}

const DAY = 86_400_000;
const LABEL_DISTANCE = 64;

/** Steps whose time is written, none closer than a label is wide nor beyond `end` px; over days those at midnight. */
function labelledSteps(times: readonly number[], span: number, x: (step: number) => number, end: number): number[] {
  const kept: number[] = [];
  for (const [step, at] of times.entries()) {
    if (x(step) > end || (span > 2 * DAY && at % DAY !== 0)) continue;
    const before = kept.at(-1);
    if (before === undefined || x(step) - x(before) >= LABEL_DISTANCE) kept.push(step);
  }
  return kept;
}

/** The lowest rank that is drawn evenly, 0 where the axis is logarithmic: a label at an end then fits beside its line. */
function lowestOf(series: readonly BumpSeries[]): number {
  const last = Math.max(...series.flatMap(({ ranks }) => ranks.filter((rank) => rank !== null)), 1);
  return last <= LINEAR_UP_TO ? last : 0;
}

type Scale = { y: (rank: number) => number; ticks: number[]; last: number };

/** Places of ranks, px: even where they are few. */
function scaleOf(series: readonly BumpSeries[], top: number, bottom: number): Scale {
  const all = series.flatMap(({ ranks }) => ranks.filter((rank) => rank !== null));
  const [first, last] = [Math.min(...all, 1), Math.max(...all, FEWEST_ROWS)];
  const along = (part: number) => top + part * (bottom - top);
  if (last <= LINEAR_UP_TO) {
    const ticks = Array.from({ length: last }, (_, i) => i + 1);
    return { y: (rank) => along((rank - first) / Math.max(1, last - first)), ticks, last };
  }
  const ticks = LOG_TICKS.filter((rank) => rank <= last);
  return { y: (rank) => along(Math.log(rank) / Math.log(last)), ticks, last };
}

function BumpTable({ caption, times, series }: Pick<Props, "times" | "series"> & { caption: string }) {
  return (
    <ChartTable
      caption={caption}
      columns={[{ name: "Time" }, ...series.map(({ name }) => ({ name }))]}
      rows={times
        .map((at, step) => ({
          key: `${at}`,
          cells: [
            exact(at),
            ...series.map(({ ranks, scores }) =>
              ranks[step] == null ? "–" : `${integer(ranks[step])} (${integer(scores[step])})`,
            ),
          ],
        }))
        .toReversed()}
    />
  );
}

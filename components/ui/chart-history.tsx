"use client";

import { type ReactNode, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceDot, XAxis, YAxis } from "recharts";
import { ChartFrame, ChartTable } from "./chart-frame";
import { Choice, Chooser, type Chosen, type HistoryGap, PLOT, Quiet } from "./chart-history-layers";
import { type HistoryMark, Mark } from "./chart-marks";
import { blankAt, grouped, samplesOf, timeLabel, timeTicks } from "./chart-time";
import { exact, integer } from "./format";
import { useSteady } from "./steady";

/** One sample of a value on the axis 0–1000; `at` in epoch ms, `min` and `max` over the time it stands for. `solid` = rated. */
export type HistoryPoint = { at: number; value: number; min: number; max: number; solid: boolean };

const LIMITS = [0, 300, 500, 700, 900];
const AXIS_TEXT = { fontSize: 11, fill: "var(--ink-3)" };
const MOST_POINTS = 300;
const HEIGHT = PLOT.top + PLOT.height + PLOT.bottom;
const NARROW = 480;

type Props = {
  label: string;
  /** Ends of the time axis in epoch ms; `to` is now. */
  from: number;
  to: number;
  points: readonly HistoryPoint[];
  /** Stretches without evidence: hatched, never a line. */
  gaps: readonly HistoryGap[];
  /** What to say in a gap that is the whole axis. */
  nothing: ReactNode;
  marks: readonly HistoryMark[];
  /** Moments chosen on the axis. */
  chosen: Chosen;
  /** A moment was pointed out, epoch ms. */
  onChoose: (at: number) => void;
  onReset: () => void;
  legend?: ReactNode;
};

/**
 * A score over time on the fixed axis 0–1000. Between samples the score held, so the line steps; where nothing was heard there
 * is no line. Moments can be pointed out: by click, or with the keyboard by arrows and Enter. Times are in the chosen zone.
 */
export function ChartHistory({ label, from, to, points, gaps, nothing, marks, chosen, onChoose, onReset, legend }: Props) {
  const shown = useSteady(useMemo(() => ({ from, to, points, gaps, marks }), [from, to, points, gaps, marks]));
  return (
    <ChartFrame
      label={label}
      height={HEIGHT}
      legend={legend}
      table={<HistoryTable caption={label} {...shown} />}
      under={
        <>
          <Choice from={shown.from} to={shown.to} chosen={chosen} />
          <Quiet from={shown.from} to={shown.to} gaps={shown.gaps} nothing={nothing} />
        </>
      }
      over={<Chooser {...shown} chosen={chosen} onChoose={onChoose} onReset={onReset} />}
    >
      {(width) => <Drawing width={width} {...shown} />}
    </ChartFrame>
  );
}

type Shown = Pick<Props, "from" | "to" | "points" | "gaps" | "marks">;

function Drawing({ width, from, to, points, gaps, marks }: Shown & { width: number }) {
  const samples = samplesOf(points, gaps, to, MOST_POINTS);
  const span = to - from;
  const perPixel = span / Math.max(1, width - PLOT.left - PLOT.right);
  const last = samples.at(-1);
  return (
    <ComposedChart
      width={width}
      height={HEIGHT}
      // Without any row there would be no axes either.
      data={samples.length > 0 ? samples : [from, to].map(blankAt)}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" />
      <XAxis
        dataKey="at"
        type="number"
        scale="time"
        domain={[from, to]}
        allowDataOverflow
        ticks={[...timeTicks(from, to, Math.floor(width / 84), perPixel * 56), to]}
        tickFormatter={(at: number) => (at === to ? "now" : timeLabel(at, span))}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={{ stroke: "var(--line)" }}
        interval={0}
        height={PLOT.bottom}
      />
      <YAxis
        domain={[0, 1000]}
        allowDataOverflow
        ticks={LIMITS}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
        width={PLOT.left}
        interval={0}
      />
      <Area
        dataKey="range"
        type="stepAfter"
        stroke="none"
        fill="var(--line-strong)"
        fillOpacity={0.6}
        isAnimationActive={false}
        activeDot={false}
      />
      {grouped(marks, perPixel * 14).map((group) => (
        <Mark key={`${group[0]?.at}`} group={group} bare={width < NARROW} />
      ))}
      <Line
        dataKey="solid"
        type="stepAfter"
        stroke="var(--ink-1)"
        strokeWidth={1.5}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="dashed"
        type="stepAfter"
        stroke="var(--ink-3)"
        strokeWidth={1.5}
        strokeDasharray="3 3"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      {samples.flatMap(({ at, lone }) =>
        lone === null || at < from ? [] : [<ReferenceDot key={at} x={at} y={lone} r={1.5} fill="var(--ink-1)" stroke="none" />],
      )}
      {last && <ReferenceDot x={last.at} y={last.value} r={3} fill="var(--ink-1)" stroke="none" />}
    </ComposedChart>
  );
}

const COLUMNS = [
  { name: "Time" },
  { name: "Score" },
  { name: "Lowest" },
  { name: "Highest" },
  { name: "Event", text: true },
] as const;

function HistoryTable({ caption, to, points, gaps, marks }: Shown & { caption: string }) {
  const samples = samplesOf(points, gaps, to, MOST_POINTS)
    .filter((sample) => sample.range !== null && sample.at < to)
    .map(({ at, value, min, max, solid }) => ({
      at,
      key: `${at}`,
      cells: [exact(at), integer(value), integer(min), integer(max), solid === null ? "unrated" : ""],
    }));
  const events = marks.map(({ at, shape, words }) => ({
    at,
    key: `${at} ${shape} ${words}`,
    cells: [exact(at), "", "", "", words],
  }));
  const silences = gaps.map((gap) => ({
    at: gap.from,
    key: `${gap.from} silence`,
    cells: [exact(gap.from), "", "", "", `no evidence until ${gap.to >= to ? "now" : exact(gap.to)}`],
  }));
  const rows = [...silences, ...events, ...samples].toSorted((a, b) => b.at - a.at);
  return <ChartTable caption={caption} columns={COLUMNS} rows={rows} />;
}

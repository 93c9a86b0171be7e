"use client";

import { type ReactNode, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceDot, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame, ChartTable } from "./chart-frame";
import { grouped, thinned, timeLabel, timeTicks } from "./chart-time";
import { exact, integer } from "./format";
import { useSteady } from "./steady";

/** One sample of a value on the axis 0–1000; `at` in epoch ms, `min` and `max` over the time it stands for. `solid` = rated. */
export type HistoryPoint = { at: number; value: number; min: number; max: number; solid: boolean };

/** One shape per kind of event: circle = a setting changed, diamond = stopped (filled) or released (hollow), triangle = the thing itself changed. */
export type MarkShape = "circle" | "diamond" | "diamond-open" | "triangle";
export type HistoryMark = { at: number; shape: MarkShape; label: string; words: string };

const LIMITS = [0, 300, 500, 700, 900];
const AXIS_TEXT = { fontSize: 11, fill: "var(--ink-3)" };
const MOST_POINTS = 300;
const HEIGHT = 188;
/** Where marks stand, on the value axis. */
const MARK_LEVEL = 60;
const NARROW = 480;

/** A score over time on the fixed axis 0–1000. Between samples the score held, so the line steps. Times are UTC. */
export function ChartHistory({
  label,
  from,
  to,
  points,
  marks,
  legend,
}: {
  label: string;
  /** Ends of the time axis in epoch ms; `to` is now. */
  from: number;
  to: number;
  points: readonly HistoryPoint[];
  marks: readonly HistoryMark[];
  legend?: ReactNode;
}) {
  const shown = useSteady(useMemo(() => ({ from, to, points, marks }), [from, to, points, marks]));
  return (
    <ChartFrame
      label={label}
      height={HEIGHT}
      legend={legend}
      table={<HistoryTable caption={label} points={shown.points.filter((point) => point.at < shown.to)} marks={shown.marks} />}
    >
      {(width) => <Drawing width={width} {...shown} />}
    </ChartFrame>
  );
}

type Sample = {
  at: number;
  value: number;
  solid: number | null;
  dashed: number | null;
  range: [number, number];
  min: number;
  max: number;
};

/** Adds the last value up to now, and keeps rated and unrated stretches as two lines that meet. */
function samplesOf(points: readonly HistoryPoint[], to: number): Sample[] {
  const kept = thinned(points, MOST_POINTS);
  const last = kept.at(-1);
  const all = last && last.at < to ? [...kept, { ...last, at: to, min: last.value, max: last.value }] : kept;
  return all.map((point, i) => ({
    at: point.at,
    value: point.value,
    solid: point.solid ? point.value : null,
    dashed: point.solid && (all[i - 1]?.solid ?? true) ? null : point.value,
    range: [point.min, point.max],
    min: point.min,
    max: point.max,
  }));
}

function Drawing({
  width,
  from,
  to,
  points,
  marks,
}: {
  width: number;
  from: number;
  to: number;
  points: readonly HistoryPoint[];
  marks: readonly HistoryMark[];
}) {
  const samples = samplesOf(points, to);
  const span = to - from;
  const perPixel = span / Math.max(1, width - 48);
  const narrow = width < NARROW;
  const last = samples.at(-1);
  return (
    <ComposedChart
      width={width}
      height={HEIGHT}
      data={samples}
      margin={{ top: 12, right: 12, bottom: 0, left: 0 }}
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
        height={24}
      />
      <YAxis domain={[0, 1000]} ticks={LIMITS} tick={AXIS_TEXT} tickLine={false} axisLine={false} width={36} interval={0} />
      <Area
        dataKey="range"
        type="stepAfter"
        stroke="none"
        fill="var(--selected)"
        fillOpacity={1}
        isAnimationActive={false}
        activeDot={false}
      />
      {grouped(marks, perPixel * 14).map((group) => (
        <Mark key={`${group[0]?.at}`} group={group} bare={narrow} />
      ))}
      <Line
        dataKey="solid"
        type="stepAfter"
        stroke="var(--ink-1)"
        strokeWidth={1.5}
        dot={false}
        activeDot={{ r: 3, fill: "var(--ink-1)", stroke: "none" }}
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
      {last && <ReferenceDot x={last.at} y={last.value} r={3} fill="var(--ink-1)" stroke="none" />}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--control)", strokeDasharray: "2 3" }}
        content={({ active, payload }) => <Reading sample={active ? sampleIn(payload) : null} />}
      />
    </ComposedChart>
  );
}

function sampleIn(payload: readonly { payload?: unknown }[] | undefined): Sample | null {
  return (payload?.[0]?.payload as Sample | undefined) ?? null;
}

function Reading({ sample }: { sample: Sample | null }) {
  if (!sample) return null;
  return (
    <div className="rounded-2 bg-raised px-2 py-1 text-12 shadow-overlay">
      <div className="text-ink-3">{exact(sample.at)}</div>
      <div>
        <b className="font-semibold">{integer(sample.value)}</b>
        {sample.solid === null && <span className="text-ink-3"> unrated</span>}
        {sample.min !== sample.max && (
          <span className="text-ink-3">
            {" "}
            between {integer(sample.min)} and {integer(sample.max)}
          </span>
        )}
      </div>
    </div>
  );
}

function Mark({ group, bare }: { group: readonly HistoryMark[]; bare: boolean }) {
  const first = group[0];
  if (!first) return null;
  const worst = group.find((mark) => mark.shape === "diamond") ?? first;
  const label = group.length > 1 ? `${group.length}` : bare ? "" : worst.label;
  return (
    <>
      <ReferenceLine x={worst.at} stroke="var(--line-strong)" strokeDasharray="2 3" />
      <ReferenceDot
        x={worst.at}
        y={MARK_LEVEL}
        r={5}
        shape={({ cx, cy }) => (
          <Shape
            shape={worst.shape}
            cx={Number(cx)}
            cy={Number(cy)}
            label={label}
            words={group.map((mark) => mark.words).join("\n")}
          />
        )}
      />
    </>
  );
}

const PATHS: Record<MarkShape, { d: string; fill: string; stroke: string }> = {
  circle: { d: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0", fill: "var(--bg)", stroke: "var(--ink-1)" },
  triangle: { d: "M0-5l5 9h-10z", fill: "var(--bg)", stroke: "var(--ink-1)" },
  diamond: { d: "M0-5l5 5-5 5-5-5z", fill: "var(--warn)", stroke: "var(--warn)" },
  "diamond-open": { d: "M0-5l5 5-5 5-5-5z", fill: "var(--bg)", stroke: "var(--ink-1)" },
};

function Shape({ shape, cx, cy, label, words }: { shape: MarkShape; cx: number; cy: number; label: string; words: string }) {
  const { d, fill, stroke } = PATHS[shape];
  return (
    <g transform={`translate(${cx} ${cy})`}>
      <title>{words}</title>
      <path d={d} fill={fill} stroke={stroke} strokeWidth={1.5} />
      {label !== "" && (
        <text x={-8} y={4} textAnchor="end" fontSize={11} fill="var(--ink-3)">
          {label}
        </text>
      )}
    </g>
  );
}

/** A mark as it stands in a legend. */
export function MarkSign({ shape }: { shape: MarkShape }) {
  const { d, fill, stroke } = PATHS[shape];
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden className="flex-none">
      <path d={d} fill={fill} stroke={stroke} strokeWidth={1.5} />
    </svg>
  );
}

const COLUMNS = [
  { name: "Time" },
  { name: "Score" },
  { name: "Lowest" },
  { name: "Highest" },
  { name: "Event", text: true },
] as const;

function HistoryTable({
  caption,
  points,
  marks,
}: {
  caption: string;
  points: readonly HistoryPoint[];
  marks: readonly HistoryMark[];
}) {
  const samples = thinned(points, MOST_POINTS).map(({ at, value, min, max, solid }) => ({
    at,
    key: `${at}`,
    cells: [exact(at), integer(value), integer(min), integer(max), solid ? "" : "unrated"],
  }));
  const events = marks.map(({ at, shape, words }) => ({
    at,
    key: `${at} ${shape} ${words}`,
    cells: [exact(at), "", "", "", words],
  }));
  const rows = [...samples, ...events].toSorted((a, b) => b.at - a.at);
  return <ChartTable caption={caption} columns={COLUMNS} rows={rows} />;
}

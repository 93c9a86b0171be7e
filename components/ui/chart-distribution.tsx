"use client";

import { Bar, BarChart, LabelList, ReferenceLine, XAxis, YAxis } from "recharts";
import { ChartFrame, ChartTable } from "./chart-frame";
import { integer } from "./format";
import { useSteady } from "./steady";

const LIMITS = [300, 500, 700, 900];
const MOST = 1000;
const STEP = 50;
const HEIGHT = 216;
const MARGIN = { top: 20, right: 16, bottom: 0, left: 8 };

/** How many of the values 0–1000 fall into each step of 50; 1000 belongs to the last. */
export function binned(values: readonly number[]): { from: number; count: number }[] {
  const bins = Array.from({ length: MOST / STEP }, (_, i) => ({ from: i * STEP, count: 0 }));
  for (const value of values) {
    const bin = bins[Math.min(bins.length - 1, Math.max(0, Math.floor(value / STEP)))];
    if (bin) bin.count += 1;
  }
  return bins;
}

/** The last value of a step. */
function lastOf(from: number): number {
  return from + STEP === MOST ? MOST : from + STEP - 1;
}

/** How scores are spread over 0–1000; the lines are the band limits. */
export function ChartDistribution({ label, values }: { label: string; values: readonly number[] }) {
  const shown = useSteady(values);
  const bins = binned(shown);
  return (
    <ChartFrame
      label={label}
      height={HEIGHT}
      table={
        <ChartTable
          caption={label}
          columns={[{ name: "Scores" }, { name: "Agents" }]}
          rows={bins.map(({ from, count }) => ({ key: `${from}`, cells: [`${from} to ${lastOf(from)}`, integer(count)] }))}
        />
      }
    >
      {(width) => <Drawing width={width} bins={bins} />}
    </ChartFrame>
  );
}

function Drawing({ width, bins }: { width: number; bins: readonly { from: number; count: number }[] }) {
  const barSize = Math.max(3, Math.floor((width - MARGIN.left - MARGIN.right) / bins.length) - 2);
  const tallest = Math.max(1, ...bins.map((bin) => bin.count));
  const data = bins.map((bin) => ({ middle: bin.from + STEP / 2, count: bin.count }));
  return (
    <BarChart width={width} height={HEIGHT} data={data} margin={MARGIN} accessibilityLayer={false}>
      <XAxis
        dataKey="middle"
        type="number"
        domain={[0, MOST]}
        ticks={[0, ...LIMITS, MOST]}
        interval={0}
        tick={{ fontSize: 11, fill: "var(--ink-3)" }}
        tickLine={false}
        axisLine={{ stroke: "var(--control)" }}
        height={24}
      />
      <YAxis hide domain={[0, tallest]} />
      {LIMITS.map((limit) => (
        <ReferenceLine key={limit} x={limit} stroke="var(--line-strong)" />
      ))}
      <Bar dataKey="count" fill="var(--ink-2)" barSize={barSize} radius={1} isAnimationActive={false}>
        <LabelList
          dataKey="count"
          position="top"
          fontSize={11}
          fill="var(--ink-3)"
          formatter={(count) => (Number(count) > 0 ? integer(Number(count)) : "")}
        />
      </Bar>
    </BarChart>
  );
}

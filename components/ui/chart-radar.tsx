"use client";

import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart } from "recharts";
import { ChartFrame, ChartTable } from "./chart-frame";
import { decimal } from "./format";

/** How a shape is drawn: filled in ink, a thin outline, or a dotted line that is only to be reached. */
type Look = "filled" | "outline" | "limit";

type Props = {
  label: string;
  /** At least three, clockwise from the top. */
  axes: readonly { name: string; full: string }[];
  /** Values 0–1, one for each axis. */
  shapes: readonly { name: string; values: readonly number[]; look: Look }[];
};

const HEIGHT = 280;
const ROOM_FOR_LABELS = 24;
const RINGS = [0.25, 0.5, 0.75, 1];
const TEXT = { fontSize: 11, fill: "var(--ink-2)" };

const LOOKS = {
  filled: { stroke: "var(--ink-1)", strokeWidth: 2, fill: "var(--ink-1)", fillOpacity: 0.12 },
  outline: { stroke: "var(--ink-1)", strokeWidth: 1, fill: "none", fillOpacity: 0 },
  limit: { stroke: "var(--ink-3)", strokeWidth: 1.5, fill: "none", fillOpacity: 0, strokeDasharray: "2 3" },
} as const satisfies Record<Look, object>;

/** Several vectors 0–1 as shapes on the same axes, from the centre outwards. */
export function ChartRadar(props: Props) {
  const { label, axes, shapes } = props;
  return (
    <ChartFrame
      label={label}
      height={HEIGHT}
      legend={
        <span className="flex flex-wrap gap-x-4">
          {shapes.map(({ name, look }) => (
            <span key={name} className="flex items-center gap-1.5">
              <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden>
                <path d="M0 4H18" {...LOOKS[look]} />
              </svg>
              {name}
            </span>
          ))}
        </span>
      }
      table={
        <ChartTable
          caption={label}
          columns={[{ name: "Component" }, ...shapes.map(({ name }) => ({ name }))]}
          rows={axes.map(({ name, full }, i) => ({
            key: name,
            cells: [`${name} ${full}`, ...shapes.map(({ values }) => decimal(values[i], 3))],
          }))}
        />
      }
    >
      {(width) => <Drawing {...props} width={width} />}
    </ChartFrame>
  );
}

function Drawing({ width, axes, shapes }: Props & { width: number }) {
  const rows = axes.map(({ name }, i) => ({
    name,
    ...Object.fromEntries(shapes.map((shape) => [shape.name, shape.values[i] ?? 0])),
  }));
  const radius = Math.min(HEIGHT, width) / 2 - ROOM_FOR_LABELS;
  return (
    <RadarChart width={width} height={HEIGHT} data={rows} outerRadius={radius} accessibilityLayer={false}>
      <PolarGrid stroke="var(--line)" polarRadius={RINGS.map((ring) => ring * radius)} />
      <PolarAngleAxis dataKey="name" tick={TEXT} />
      <PolarRadiusAxis domain={[0, 1]} tick={false} axisLine={false} />
      {shapes.map(({ name, look }) => (
        <Radar key={name} dataKey={name} isAnimationActive={false} {...LOOKS[look]} />
      ))}
    </RadarChart>
  );
}

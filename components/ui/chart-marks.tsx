"use client";

import { ReferenceDot, ReferenceLine } from "recharts";

/** One shape per kind of event: circle = a setting changed, diamond = stopped (filled) or released (hollow), triangle = the thing itself changed. */
export type MarkShape = "circle" | "diamond" | "diamond-open" | "triangle";
/** An event on a time axis; `at` in epoch ms, `words` what happened. */
export type HistoryMark = { at: number; shape: MarkShape; label: string; words: string };

/** Where marks stand, on the value axis. */
const MARK_LEVEL = 60;

const PATHS: Record<MarkShape, { d: string; fill: string; stroke: string }> = {
  circle: { d: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0", fill: "var(--bg)", stroke: "var(--ink-1)" },
  triangle: { d: "M0-5l5 9h-10z", fill: "var(--bg)", stroke: "var(--ink-1)" },
  diamond: { d: "M0-5l5 5-5 5-5-5z", fill: "var(--warn)", stroke: "var(--warn)" },
  "diamond-open": { d: "M0-5l5 5-5 5-5-5z", fill: "var(--bg)", stroke: "var(--ink-1)" },
};

/** Marks that share one place, as the gravest of them; `bare` leaves out its label. */
export function Mark({ group, bare }: { group: readonly HistoryMark[]; bare: boolean }) {
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
        shape={({ cx, cy }) => <Shape shape={worst.shape} cx={Number(cx)} cy={Number(cy)} label={label} />}
      />
    </>
  );
}

function Shape({ shape, cx, cy, label }: { shape: MarkShape; cx: number; cy: number; label: string }) {
  const { d, fill, stroke } = PATHS[shape];
  return (
    <g transform={`translate(${cx} ${cy})`}>
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

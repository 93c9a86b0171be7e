"use client";

import { type ReactNode, useMemo } from "react";
import { ChartFrame, ChartTable } from "./chart-frame";
import { integer, signed } from "./format";

/** One mover: its rank before and after. */
type SlopeRow = { id: string; name: string; from: number; to: number };

type Props = {
  label: string;
  /** What stands on the left and on the right. */
  sides: readonly [string, string];
  rows: readonly SlopeRow[];
  legend?: ReactNode;
};

const ROW = 18;
const TOP = 24;
/** Room for the names at both ends, and how wide a character is about. */
const ROOM = { wide: 184, narrow: 108 } as const;
const NARROW = 520;
const WIDEST = 880;
const CHARACTER = 6.4;
const RANK = 36;

/** Ranks before and after, a line for each mover: places are evenly spaced, so the ranks at the ends say how far. A preview, so blue and dashed. */
export function ChartSlope({ label, sides, rows, legend }: Props) {
  const height = TOP + Math.max(1, rows.length) * ROW + 4;
  return (
    <ChartFrame
      label={label}
      height={height}
      legend={legend}
      table={
        <ChartTable
          caption={label}
          columns={[{ name: "Agent" }, { name: sides[0] }, { name: sides[1] }, { name: "Places" }]}
          rows={rows.map(({ id, name, from, to }) => ({
            key: id,
            cells: [name, integer(from), integer(to), signed(from - to)],
          }))}
        />
      }
    >
      {(width) => <Drawing width={Math.min(WIDEST, width)} height={height} rows={rows} sides={sides} />}
    </ChartFrame>
  );
}

function Drawing({ width, height, rows, sides }: Pick<Props, "rows" | "sides"> & { width: number; height: number }) {
  const left = useMemo(() => placesBy(rows, (row) => row.from), [rows]);
  const right = useMemo(() => placesBy(rows, (row) => row.to), [rows]);
  const room = width < NARROW ? ROOM.narrow : ROOM.wide;
  const ends = [room, width - room] as const;
  const y = (place: number) => TOP + place * ROW + ROW / 2;
  return (
    <svg width={width} height={height} className="block" aria-hidden>
      {ends.map((x, i) => (
        <text
          key={sides[i]}
          x={x}
          y={12}
          textAnchor={i === 0 ? "end" : "start"}
          fontSize={12}
          fontWeight={500}
          fill="var(--ink-3)"
        >
          {sides[i]}
        </text>
      ))}
      <g className="[&:hover>g:not(:hover)]:opacity-25">
        {rows.map((row, i) => {
          const [from, to] = [y(left[i] ?? 0), y(right[i] ?? 0)];
          return (
            <g key={row.id}>
              <title>{`${row.name}: ${integer(row.from)} to ${integer(row.to)}`}</title>
              <line x1={ends[0] + 6} x2={ends[1] - 6} y1={from} y2={to} stroke="transparent" strokeWidth={10} />
              <line
                x1={ends[0] + 6}
                x2={ends[1] - 6}
                y1={from}
                y2={to}
                stroke="var(--preview)"
                strokeWidth={1.5}
                strokeDasharray="5 3"
              />
              <circle cx={ends[0] + 6} cy={from} r={2.5} fill="var(--bg)" stroke="var(--preview)" />
              <circle cx={ends[1] - 6} cy={to} r={2.5} fill="var(--preview)" />
              <End x={ends[0]} y={from} anchor="end" name={cut(row.name, room)} rank={row.from} />
              <End x={ends[1]} y={to} anchor="start" name={cut(row.name, room)} rank={row.to} preview />
            </g>
          );
        })}
      </g>
    </svg>
  );
}

type EndProps = { x: number; y: number; anchor: "start" | "end"; name: string; rank: number; preview?: boolean };

function End({ x, y, anchor, name, rank, preview = false }: EndProps) {
  const side = anchor === "end" ? -1 : 1;
  return (
    <>
      <text
        x={x}
        y={y}
        dy="0.35em"
        textAnchor={anchor}
        fontSize={12}
        fontWeight={600}
        fill={preview ? "var(--preview)" : "var(--ink-1)"}
        className="figures"
      >
        {integer(rank)}
      </text>
      <text className="words" x={x + side * RANK} y={y} dy="0.35em" textAnchor={anchor} fontSize={12} fill="var(--ink-2)">
        {name}
      </text>
    </>
  );
}

function cut(name: string, room: number): string {
  const letters = Math.max(4, Math.floor((room - RANK - 4) / CHARACTER));
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

/** Each row's place when all are ordered by a value; equals keep their order. */
function placesBy(rows: readonly SlopeRow[], value: (row: SlopeRow) => number): number[] {
  const places = rows.map(() => 0);
  const order = rows.map((row, i) => ({ i, value: value(row) })).sort((a, b) => a.value - b.value || a.i - b.i);
  for (const [place, { i }] of order.entries()) places[i] = place;
  return places;
}

"use client";

import { Layer, type SankeyLinkProps as LinkProps, Rectangle, Sankey } from "recharts";
import { ChartFrame, ChartTable } from "./chart-frame";
import { integer, percent } from "./format";

export type SankeyNode = { id: string; name: string; column: 0 | 1 | 2; count: number; color: string; open?: boolean };
export type SankeyLink = { source: string; target: string; count: number; color: string };

type Props = {
  label: string;
  /** What the three columns are. */
  columns: readonly [string, string, string];
  /** Column by column, each from top to bottom; every one with a link on each side that has a column. */
  nodes: readonly SankeyNode[];
  links: readonly SankeyLink[];
};

const BAR = 8;
const GAP = 20;
const ROW = 44;
const TOP = 28;
const BOTTOM = 12;
/** Room for the names of the outer columns, and how wide a character is about. */
const ROOM = { wide: 176, narrow: 112 } as const;
const NARROW = 560;
const CHARACTER = 6.6;

/** Counts that flow through three columns: the height of a bar and of a band is its count. `open` bars are outlined. */
export function ChartSankey(props: Props) {
  const { label, columns, nodes, links } = props;
  const most = Math.max(...columns.map((_, i) => nodes.filter(({ column }) => column === i).length));
  const height = TOP + BOTTOM + Math.max(200, most * ROW);
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const total = nodes.reduce((sum, { column, count }) => sum + (column === 0 ? count : 0), 0);
  return (
    <ChartFrame
      label={label}
      height={height}
      table={
        <ChartTable
          caption={label}
          columns={[{ name: "From" }, { name: "To", text: true }, { name: "Decisions" }, { name: "Share" }]}
          rows={links.map(({ source, target, count }) => ({
            key: `${source} ${target}`,
            cells: [names.get(source) ?? "", names.get(target) ?? "", integer(count), percent(count / Math.max(1, total))],
          }))}
        />
      }
    >
      {(width) => <Drawing {...props} width={width} height={height} />}
    </ChartFrame>
  );
}

function Drawing({ columns, nodes, links, width, height }: Props & { width: number; height: number }) {
  const places = new Map(nodes.map(({ id }, i) => [id, i]));
  const room = width < NARROW ? ROOM.narrow : ROOM.wide;
  const data = {
    nodes: nodes.map(({ id, name }) => ({ id, name })),
    links: links.map(({ source, target, count }) => ({
      source: places.get(source) ?? 0,
      target: places.get(target) ?? 0,
      value: count,
    })),
  };
  return (
    <Sankey
      width={width}
      height={height}
      data={data}
      margin={{ top: TOP, bottom: BOTTOM, left: room, right: room }}
      nodeWidth={BAR}
      nodePadding={GAP}
      iterations={32}
      sort={false}
      link={({ sourceX, sourceY, sourceControlX, targetX, targetY, targetControlX, linkWidth, index }) => (
        <path
          key={index}
          d={bandOf({ sourceX, sourceY, sourceControlX, targetX, targetY, targetControlX }, Math.max(1, linkWidth) / 2)}
          fill={links[index]?.color}
          fillOpacity={0.22}
        />
      )}
      node={({ x, y, width: wide, height: high, index }) => {
        const node = nodes[index];
        if (!node) return null;
        return (
          <Bar node={node} columns={columns} x={x} y={y} wide={wide} high={high} room={room} isFirst={isFirst(nodes, index)} />
        );
      }}
    />
  );
}

type Curve = Pick<LinkProps, "sourceX" | "sourceY" | "sourceControlX" | "targetX" | "targetY" | "targetControlX">;

/** A band as an area: a thick stroke would spike where a narrow drawing bends it sharply. */
function bandOf({ sourceX, sourceY, sourceControlX, targetX, targetY, targetControlX }: Curve, half: number): string {
  const there = `C${sourceControlX},${sourceY - half} ${targetControlX},${targetY - half} ${targetX},${targetY - half}`;
  const back = `C${targetControlX},${targetY + half} ${sourceControlX},${sourceY + half} ${sourceX},${sourceY + half}`;
  return `M${sourceX},${sourceY - half}${there}L${targetX},${targetY + half}${back}Z`;
}

function isFirst(nodes: readonly SankeyNode[], index: number): boolean {
  return nodes[index - 1]?.column !== nodes[index]?.column;
}

type BarProps = {
  node: SankeyNode;
  columns: Props["columns"];
  x: number;
  y: number;
  wide: number;
  high: number;
  room: number;
  isFirst: boolean;
};

/** A bar with its name and count beside it; the first of a column carries its heading. */
function Bar({ node, columns, x, y, wide, high, room, isFirst: heads }: BarProps) {
  const isLeft = node.column === 0;
  const beside = { x: isLeft ? x - 8 : x + wide + 8, anchor: isLeft ? "end" : "start" } as const;
  const middle = y + high / 2;
  const letters = Math.max(4, Math.floor((room - 12 - CHARACTER * (integer(node.count).length + 2)) / CHARACTER));
  const name = node.name.length > letters ? `${node.name.slice(0, letters - 1)}…` : node.name;
  return (
    <Layer>
      {heads ? (
        <text
          x={node.column === 1 ? x + wide / 2 : beside.x}
          y={12}
          textAnchor={node.column === 1 ? "middle" : beside.anchor}
          fontSize={12}
          fontWeight={500}
          fill="var(--ink-3)"
        >
          {columns[node.column]}
        </text>
      ) : null}
      <Rectangle
        x={x}
        y={y}
        width={wide}
        height={Math.max(2, high)}
        fill={node.open ? "var(--bg)" : node.color}
        stroke={node.open ? node.color : "none"}
        strokeDasharray={node.open ? "2 2" : undefined}
      />
      <text
        className="words"
        x={beside.x}
        y={middle}
        dy="0.35em"
        textAnchor={beside.anchor}
        fontSize={12}
        fill="var(--ink-1)"
        // The middle column stands on its bands.
        stroke={node.column === 1 ? "var(--bg)" : undefined}
        strokeWidth={3}
        paintOrder="stroke"
      >
        <title>{node.name}</title>
        {name}
        <tspan dx={6} fill="var(--ink-3)" className="figures">
          {integer(node.count)}
        </tspan>
      </text>
    </Layer>
  );
}

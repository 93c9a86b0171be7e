"use client";

import { CartesianGrid, Line, LineChart, ReferenceArea, ReferenceDot, ReferenceLine, XAxis, YAxis } from "recharts";
import { ChartFrame, ChartTable } from "./chart-frame";
import { spread } from "./chart-labels";
import { timeLabel, timeTicks } from "./chart-time";
import { day, decimal, exact, hourMinute } from "./format";

type Props = {
  label: string;
  /** When it was certified, this moment, and the end of the axis; epoch ms. */
  from: number;
  now: number;
  to: number;
  /** What is left after t days is value · e^(−rate·t). */
  ratePerDay: number;
  /** Certified values 0–1; a strong one falls first. */
  lines: readonly { name: string; value: number; strong: boolean }[];
  /** Values at which something is lost, and in words of which line they are. */
  limits: readonly { at: number; name: string }[];
  limitsOf: string;
  /** The first limit that is met. */
  crossing: { at: number; value: number; name: string; by: string } | null;
  auditAt: number | null;
};

const HEIGHT = 232;
const STEPS = 48;
const DAY_MS = 86_400_000;
const AXIS_TEXT = { fontSize: 11, fill: "var(--ink-3)" };
const MARGIN = { top: 16, right: 28, bottom: 0, left: 0 };
const AXIS_WIDTH = 28;
const AXIS_HEIGHT = 24;
const LABEL_GAP = 12;
const PLOT_HEIGHT = HEIGHT - MARGIN.top - AXIS_HEIGHT;
/** Two words above the drawing need so much, px. */
const WORDS_WIDTH = 104;

type Sample = { at: number } & Record<string, number | null>;

/** Each line twice: what was, drawn solid, and what will be, dashed; they meet at this moment. */
function samplesOf({ from, now, to, ratePerDay, lines }: Props): Sample[] {
  const times = new Set([from, now, to, ...Array.from({ length: STEPS }, (_, i) => from + ((to - from) * i) / STEPS)]);
  return [...times]
    .toSorted((a, b) => a - b)
    .map((at) => {
      const left = Math.exp((-ratePerDay * (at - from)) / DAY_MS);
      const values = lines.flatMap(({ name, value }) => [
        [name, at <= now ? value * left : null],
        [`${name} ahead`, at >= now ? value * left : null],
      ]);
      return { ...Object.fromEntries(values), at };
    });
}

/** How certified values fall: solid until now, dashed ahead, the first loss ringed and dated. Times are in the chosen zone. */
export function ChartDecay(props: Props) {
  return (
    <ChartFrame
      label={props.label}
      height={HEIGHT}
      legend={
        <span>
          {props.limitsOf}. Projected exactly.
          {props.auditAt === null ? "" : ` Next audit about ${day(props.auditAt)}, ${hourMinute(props.auditAt)}.`}
        </span>
      }
      table={<DecayTable {...props} />}
    >
      {(width) => <Drawing {...props} width={width} />}
    </ChartFrame>
  );
}

function Drawing({ width, ...props }: Props & { width: number }) {
  const { from, now, to, lines, limits, crossing, auditAt } = props;
  const perPixel = (to - from) / Math.max(1, width - AXIS_WIDTH - MARGIN.right);
  // A label must not leave the drawing to the right.
  const late = crossing !== null && crossing.at > to - perPixel * 130;
  const audit = auditAt !== null && auditAt > now && auditAt < to ? auditAt : null;
  // So near the edge its words stand before the line, and beside "now" they would cover that.
  const auditEnds = audit !== null && audit > to - perPixel * WORDS_WIDTH;
  const crowded = audit !== null && audit - now < perPixel * (auditEnds ? WORDS_WIDTH + 16 : 24);
  const left = Math.exp((-props.ratePerDay * (to - from)) / DAY_MS);
  const ends = spread(
    lines.map(({ value }) => PLOT_HEIGHT * (1 - value * left)),
    LABEL_GAP,
    PLOT_HEIGHT - LABEL_GAP / 2,
  );
  return (
    <LineChart width={width} height={HEIGHT} data={samplesOf(props)} margin={MARGIN} accessibilityLayer={false}>
      <ReferenceArea x1={now} x2={to} fill="var(--sunken)" fillOpacity={1} stroke="none" />
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" />
      <XAxis
        dataKey="at"
        type="number"
        scale="time"
        domain={[from, to]}
        allowDataOverflow
        ticks={timeTicks(from, to, Math.floor(width / 96), perPixel * 56)}
        tickFormatter={(at: number) => timeLabel(at, to - from)}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={{ stroke: "var(--line)" }}
        height={AXIS_HEIGHT}
      />
      <YAxis
        domain={[0, 1]}
        allowDataOverflow
        ticks={limits.map(({ at }) => at)}
        tickFormatter={(at: number) => limits.find((limit) => limit.at === at)?.name ?? ""}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
        width={AXIS_WIDTH}
        interval={0}
      />
      <ReferenceLine x={now} stroke="var(--ink-1)" label={{ value: "now", position: "top", ...AXIS_TEXT }} />
      {audit === null ? null : (
        <ReferenceLine
          x={audit}
          stroke="var(--line-strong)"
          label={
            crowded
              ? undefined
              : {
                  value: `next audit, ${day(audit)}`,
                  position: auditEnds ? "insideTopRight" : "insideTopLeft",
                  dy: -MARGIN.top - 2,
                  dx: auditEnds ? 6 : -6,
                  ...AXIS_TEXT,
                }
          }
        />
      )}
      {lines.flatMap(({ name, strong }) =>
        [name, `${name} ahead`].map((key) => (
          <Line
            key={key}
            dataKey={key}
            stroke={strong ? "var(--ink-1)" : "var(--ink-3)"}
            strokeWidth={strong ? 2 : 1}
            {...(key === name ? {} : { strokeDasharray: "4 3" })}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )),
      )}
      {lines.map(({ name, strong }, i) => (
        <ReferenceDot
          key={name}
          x={to}
          y={1 - (ends[i] ?? 0) / PLOT_HEIGHT}
          r={0}
          label={{ value: name, position: "right", fontSize: 11, fill: strong ? "var(--ink-1)" : "var(--ink-3)" }}
        />
      ))}
      {crossing && (
        <ReferenceDot
          x={crossing.at}
          y={crossing.value}
          r={4}
          fill="var(--bg)"
          stroke="var(--ink-1)"
          strokeWidth={2}
          shape={({ cx, cy }) => <Crossing cx={Number(cx)} cy={Number(cy)} late={late} {...crossing} />}
        />
      )}
    </LineChart>
  );
}

type CrossingProps = { cx: number; cy: number; late: boolean; at: number; name: string; by: string };

function Crossing({ cx, cy, late, at, name, by }: CrossingProps) {
  const anchor = late ? "end" : "start";
  const floor = HEIGHT - AXIS_HEIGHT;
  const x = cx + (late ? -8 : 8);
  // The lines behind the words must not strike them through.
  const halo = { stroke: "var(--sunken)", strokeWidth: 4, paintOrder: "stroke" } as const;
  return (
    <g>
      <path d={`M${cx} ${cy + 4}V${floor}`} stroke="var(--ink-1)" strokeDasharray="2 3" />
      <circle cx={cx} cy={cy} r={4} fill="var(--bg)" stroke="var(--ink-1)" strokeWidth={2} />
      <text x={x} y={floor - 22} textAnchor={anchor} fontSize={12} fontWeight={600} fill="var(--ink-1)" {...halo}>
        {name}
      </text>
      <text x={x} y={floor - 7} textAnchor={anchor} fontSize={11} fill="var(--ink-2)" {...halo}>
        {day(at)} {hourMinute(at)}, {by}
      </text>
    </g>
  );
}

function DecayTable(props: Props) {
  const { lines, now, to, from, ratePerDay, crossing } = props;
  const moments = [
    { at: from, event: "certified" },
    { at: now, event: "now" },
    ...(crossing ? [{ at: crossing.at, event: `${crossing.name}, ${crossing.by}` }] : []),
    { at: to, event: "" },
  ];
  const rows = moments.map(({ at, event }) => ({
    key: `${at} ${event}`,
    cells: [exact(at), ...lines.map(({ value }) => decimal(value * Math.exp((-ratePerDay * (at - from)) / DAY_MS), 3)), event],
  }));
  const columns = [{ name: "Time" }, ...lines.map(({ name }) => ({ name })), { name: "Event", text: true as const }];
  return <ChartTable caption={props.label} columns={columns} rows={rows} />;
}

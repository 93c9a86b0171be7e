"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { ChartHistory, type HistoryMark, type HistoryPoint, MarkSign } from "@/components/ui/chart-history";
import { ErrorPanel } from "@/components/ui/error-panel";
import { useNow } from "@/components/ui/now";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { queries } from "@/lib/http/queries";
import type { ScoreHistory } from "@/lib/journal/history";
import { marksOf, SHAPE_WORDS } from "./history-marks";

const HOUR = 3_600_000;

/** How far back one can look, and how often the beginning of the question moves on (both ms). */
const RANGES = {
  "1h": { label: "1 h", words: "the last hour", span: HOUR, step: HOUR / 30 },
  "24h": { label: "24 h", words: "the last 24 hours", span: 24 * HOUR, step: HOUR / 6 },
  "7d": { label: "7 d", words: "the last 7 days", span: 7 * 24 * HOUR, step: HOUR },
  "30d": { label: "30 d", words: "the last 30 days", span: 30 * 24 * HOUR, step: HOUR },
} as const;

/** The axis is never shorter, ms. */
const SHORTEST = 2 * 60_000;

/** Between pushes of the current score the samples are asked for again. Unit: ms. */
const REFRESH = 15_000;

type Range = keyof typeof RANGES;
const KEYS = Object.keys(RANGES) as Range[];

/** The score over time with the events that mark it; it grows while one looks. */
export function HistorySection({ agentId }: { agentId: string }) {
  const [range, setRange] = useQueryState("range", parseAsStringLiteral(KEYS).withDefault("24h").withOptions({ scroll: false }));
  return (
    <Section
      title="History"
      note="fixed axis 0 to 1000, times in UTC"
      end={
        <Segmented
          label="Range of the history"
          value={range}
          onValueChange={setRange}
          options={KEYS.map((value) => ({ value, label: RANGES[value].label }))}
        />
      }
    >
      <History agentId={agentId} range={range} />
    </Section>
  );
}

function History({ agentId, range }: { agentId: string; range: Range }) {
  const { span, step, words } = RANGES[range];
  const now = useNow();
  const agent = useQuery(queries.agent(agentId));
  // A young agent is asked for from its first day on, so that the server answers in finer steps.
  const born = agent.data ? Date.parse(agent.data.registeredAt) : 0;
  const from = now === null ? 0 : Math.max(born, Math.floor((now - span) / step) * step);
  const start = now === null ? 0 : Math.min(Math.max(born, now - span), now - SHORTEST);
  const history = useQuery({
    ...queries.history(agentId, { from: new Date(from).toISOString() }),
    enabled: now !== null && agent.data !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH,
  });
  if (history.isError && !history.data) {
    return (
      <ErrorPanel
        title="The history could not be loaded"
        detail="Score and signals are not affected."
        onRetry={() => history.refetch()}
      />
    );
  }
  if (!history.data || now === null) return <Waiting />;
  const points = pointsOf(history.data);
  const latest = agent.data;
  const live = latest
    ? [...points, { at: now, value: latest.score, min: latest.score, max: latest.score, solid: latest.rated }]
    : points;
  const marks = marksOf(history.data.marks);
  return (
    <ChartHistory
      label={labelOf(words, live, marks)}
      from={start}
      to={now}
      points={points.length === 0 ? [] : live}
      marks={marks.filter((mark) => mark.at >= start)}
      legend={<Legend marks={marks} empty={points.length === 0} young={born > now - span} />}
    />
  );
}

function pointsOf(history: ScoreHistory): HistoryPoint[] {
  return history.points.map((p) => ({ at: Date.parse(p.at), value: p.score, min: p.min, max: p.max, solid: p.rated }));
}

function labelOf(words: string, points: readonly HistoryPoint[], marks: readonly HistoryMark[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return `Score over ${words}: no sample yet`;
  return `Score over ${words}: from ${first.value} to ${last.value}, lowest ${Math.min(...points.map((p) => p.min))}, highest ${Math.max(...points.map((p) => p.max))}, ${marks.length} marked events`;
}

function Legend({ marks, empty, young }: { marks: readonly HistoryMark[]; empty: boolean; young: boolean }) {
  const shapes = [...new Set(marks.map((mark) => mark.shape))];
  if (empty) return <span>No sample in this time.</span>;
  return (
    <>
      {shapes.map((shape) => (
        <span key={shape} className="flex items-center gap-1.5">
          <MarkSign shape={shape} />
          {SHAPE_WORDS[shape]}
        </span>
      ))}
      {young && <span className="phone:hidden">begins with its registration</span>}
    </>
  );
}

/** The empty axis, as high as the chart and its legend. */
function Waiting() {
  return (
    <div role="status" aria-label="Loading the history" className="flex h-[216px] flex-col justify-between pt-5 pb-14 pl-9">
      {[900, 700, 500, 300, 0].map((limit) => (
        <div key={limit} className="border-line border-t" />
      ))}
    </div>
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartHistory, type HistoryMark, type HistoryPoint, MarkSign } from "@/components/ui/chart-history";
import { ErrorPanel } from "@/components/ui/error-panel";
import { useNow } from "@/components/ui/now";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { queries } from "@/lib/http/queries";
import type { ScoreHistory } from "@/lib/journal/history";
import { marksOf, SHAPE_WORDS } from "./history-marks";
import { RANGE_KEYS, RANGES, type Range, useRange, useSince } from "./range";

/** The axis is never shorter, ms. */
const SHORTEST = 2 * 60_000;

/** The score over time with the events that mark it; it grows while one looks. */
export function HistorySection({ agentId }: { agentId: string }) {
  const [range, setRange] = useRange();
  return (
    <Section
      title="History"
      note="fixed axis 0 to 1000, times in UTC"
      end={
        <Segmented
          label="Range of the history"
          value={range}
          onValueChange={setRange}
          options={RANGE_KEYS.map((value) => ({ value, label: RANGES[value].label }))}
        />
      }
    >
      <History agentId={agentId} range={range} />
    </Section>
  );
}

function History({ agentId, range }: { agentId: string; range: Range }) {
  const { span, words } = RANGES[range];
  const now = useNow();
  const agent = useQuery(queries.agent(agentId));
  const since = useSince(range, agent.data);
  const history = useQuery({
    ...queries.history(agentId, { from: new Date(since ?? 0).toISOString() }),
    enabled: since !== null,
    placeholderData: keepPreviousData,
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
  if (!history.data || now === null || since === null) return <Waiting />;
  const start = Math.min(Math.max(since, now - span), now - SHORTEST);
  const points = pointsOf(history.data);
  const latest = agent.data;
  const live = latest
    ? [...points, { at: now, value: latest.score, min: latest.score, max: latest.score, solid: latest.rated }]
    : points;
  const marks = marksOf(history.data.marks, latest?.name ?? agentId);
  return (
    <ChartHistory
      label={labelOf(words, live, marks)}
      from={start}
      to={now}
      points={points.length === 0 ? [] : live}
      marks={marks.filter((mark) => mark.at >= start)}
      legend={<Legend marks={marks} empty={points.length === 0} young={since > now - span} />}
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

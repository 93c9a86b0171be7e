"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChartHistory, type HistoryPoint } from "@/components/ui/chart-history";
import { type HistoryMark, MarkSign } from "@/components/ui/chart-marks";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { zoneId } from "@/components/ui/zone";
import { queries } from "@/lib/http/queries";
import type { ScoreHistory } from "@/lib/journal/history";
import type { Agent } from "@/lib/registry/agent";
import { marksOf, SHAPE_WORDS } from "./history-marks";
import { useNeeded } from "./needed";
import { quietStretches } from "./quiet";
import { RANGE_KEYS, RANGES, type Range, useRange, useSince } from "./range";
import { chosenWith, NOTHING_CHOSEN, useChosen } from "./stretch";

const MINUTE = 60_000;
/** The axis is never shorter, ms. */
const SHORTEST = 2 * MINUTE;

/** How fine the history is kept for the range: what one of its points stands for, in words and ms. */
const RESOLUTIONS = {
  raw: { words: "every sample", span: 1000 },
  minute: { words: "by the minute", span: MINUTE },
  hour: { words: "hourly", span: 60 * MINUTE },
  day: { words: "daily", span: 24 * 60 * MINUTE },
} as const satisfies Record<ScoreHistory["resolution"], { words: string; span: number }>;

/** The score over time with the events that mark it; it grows while one looks. */
export function HistorySection({ agentId }: { agentId: string }) {
  const [range, setRange] = useRange();
  const [, setChosen] = useChosen();
  const { history } = useHistory(agentId, range);
  const resolution = history.data?.resolution;
  return (
    <Section
      title="History"
      note={`${resolution ? `${RESOLUTIONS[resolution].words}, ` : ""}0 to 1000, ${zoneId()}`}
      end={
        <Segmented
          label="Range of the history"
          value={range}
          onValueChange={(next) => {
            setRange(next);
            // What was chosen on another axis may not even be on this one.
            setChosen(NOTHING_CHOSEN);
          }}
          options={RANGE_KEYS.map((value) => ({ value, label: RANGES[value].label }))}
          className="phone:[&>button]:px-2"
        />
      }
    >
      <History agentId={agentId} range={range} />
    </Section>
  );
}

function useHistory(agentId: string, range: Range) {
  const agent = useQuery(queries.agent(agentId));
  const since = useSince(range, agent.data);
  const history = useQuery({
    ...queries.history(agentId, { from: new Date(since ?? 0).toISOString() }),
    enabled: since !== null,
    placeholderData: keepPreviousData,
  });
  return { agent: agent.data, since, history };
}

function History({ agentId, range }: { agentId: string; range: Range }) {
  const { span, words } = RANGES[range];
  const now = useNow();
  const [chosen, setChosen] = useChosen();
  const { agent, since, history } = useHistory(agentId, range);
  const points = useMemo(() => history.data?.points.filter(hasEvidence).map(pointOf) ?? [], [history.data]);
  const marks = useMemo(
    () => (history.data ? marksOf(history.data.marks, agent?.name ?? agentId) : []),
    [history.data, agent?.name, agentId],
  );
  if (history.isError && !history.data) {
    return (
      <ErrorPanel
        title="The history could not be loaded"
        detail="Score and signals are not affected."
        onRetry={() => history.refetch()}
      />
    );
  }
  if (!history.data || !agent || now === null || since === null) return <Waiting />;
  const from = Math.min(Math.max(since, now - span), now - SHORTEST);
  const gaps = quietStretches(
    points.map((point) => point.at),
    { from: Math.max(from, Math.min(since, now)), to: now },
    RESOLUTIONS[history.data.resolution].span,
  );
  const present = { at: now, value: agent.score, min: agent.score, max: agent.score, solid: agent.rated };
  const live = points.length === 0 ? [] : [...points, present];
  const inView = marks.filter((mark) => mark.at >= from);
  return (
    <ChartHistory
      label={labelOf(words, live, inView, gaps.length)}
      from={from}
      to={now}
      points={live}
      gaps={points.length === 0 ? [{ from, to: now }] : gaps}
      nothing={points.length === 0 ? "No evidence yet: the line begins with the first signal" : `No evidence in ${words}`}
      marks={inView}
      chosen={chosen}
      onChoose={(at) => setChosen(chosenWith(chosen, at))}
      onReset={() => setChosen(NOTHING_CHOSEN)}
      legend={<Legend marks={inView} agent={agent} empty={points.length === 0} />}
    />
  );
}

/** A sample from before the first signal says nothing. */
function hasEvidence(point: ScoreHistory["points"][number]): boolean {
  return Object.values(point.dimensions).some((mean) => mean !== null);
}

function pointOf(point: ScoreHistory["points"][number]): HistoryPoint {
  return { at: Date.parse(point.at), value: point.score, min: point.min, max: point.max, solid: point.rated };
}

function labelOf(words: string, points: readonly HistoryPoint[], marks: readonly HistoryMark[], silences: number): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return `Score over ${words}: no evidence yet`;
  return `Score over ${words}: from ${first.value} to ${last.value}, lowest ${Math.min(...points.map((p) => p.min))}, highest ${Math.max(...points.map((p) => p.max))}, ${count(marks.length, "marked event")}, ${count(silences, "stretch", "stretches")} without evidence`;
}

function Legend({ marks, agent, empty }: { marks: readonly HistoryMark[]; agent: Agent; empty: boolean }) {
  const shapes = [...new Set(marks.map((mark) => mark.shape))];
  const needed = useNeeded(agent);
  return (
    <>
      {shapes.map((shape) => (
        <span key={shape} className="flex items-center gap-1.5 whitespace-nowrap">
          <MarkSign shape={shape} />
          {SHAPE_WORDS[shape]}
        </span>
      ))}
      {needed ? (
        <span>Unrated, {needed}</span>
      ) : (
        !empty && <span className="min-w-0 truncate phone:hidden">choose two moments to compare them</span>
      )}
    </>
  );
}

/** The empty axis, as high as the chart and its legend. */
function Waiting() {
  return (
    <div role="status" aria-label="Loading the history" className="flex h-[264px] flex-col justify-between pt-5 pb-14 pl-9">
      {[900, 700, 500, 300, 0].map((limit) => (
        <div key={limit} className="border-line border-t" />
      ))}
    </div>
  );
}

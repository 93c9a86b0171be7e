"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { visible } from "@/components/chips/hidden-text";
import { ChartLines, LineSign, type LinesSeries } from "@/components/ui/chart-lines";
import { integer } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Segmented } from "@/components/ui/segmented";
import { queries } from "@/lib/http/queries";
import type { ScoreHistory } from "@/lib/journal/history";
import type { Agent } from "@/lib/registry/agent";
import { quietStretches } from "../agent/quiet";
import { RANGE_KEYS, RANGES, useRange } from "../agent/range";

const SPANS = { raw: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const SHORTEST = 120_000;

/** Their scores in one drawing. Where an agent was unrated or nobody reported about it there is no line. */
export function CompareHistory({ agents }: { agents: readonly Agent[] }) {
  const [range, setRange] = useRange();
  const { span, step, words } = RANGES[range];
  const now = useNow();
  const since = now === null ? null : Math.floor((now - span) / step) * step;
  const histories = useQueries({
    queries: agents.map(({ id }) => ({
      ...queries.history(id, { from: new Date(since ?? 0).toISOString() }),
      enabled: since !== null,
      placeholderData: keepPreviousData,
    })),
  });
  if (now === null || since === null || histories.some(({ data }) => data === undefined))
    return <div role="status" aria-label="Loading the histories" className="h-66" />;
  const born = Math.min(...agents.map(({ registeredAt }) => Date.parse(registeredAt)));
  const from = Math.min(Math.max(since, born), now - SHORTEST);
  const series = agents.map((agent, i): LinesSeries => {
    const history = histories[i]?.data;
    return { id: agent.id, name: visible(agent.name), points: history ? pointsOf(history, agent, from, now) : [] };
  });
  return (
    <>
      <div className="mb-2 flex">
        <Segmented
          label="Range of the history"
          value={range}
          onValueChange={setRange}
          options={RANGE_KEYS.map((value) => ({ value, label: RANGES[value].label }))}
        />
      </div>
      <ChartLines
        label={`Scores over ${words}: ${agents.map(({ name, score, rated }) => `${name} ${rated ? integer(score) : "unrated"}`).join(", ")}`}
        from={from}
        to={now}
        series={series}
        legend={agents.map(({ id, name }, i) => (
          <span key={id} className="flex min-w-0 items-center gap-1.5 phone:hidden">
            <LineSign index={i} />
            <span className="words truncate">{visible(name)}</span>
          </span>
        ))}
      />
    </>
  );
}

function pointsOf(history: ScoreHistory, agent: Agent, from: number, now: number): LinesSeries["points"] {
  const points = history.points
    .filter(({ dimensions }) => Object.values(dimensions).some((mean) => mean !== null))
    .map(({ at, score, rated }) => ({ at: Date.parse(at), value: rated ? score : null }));
  const gaps = quietStretches(
    points.map(({ at }) => at),
    { from, to: now },
    SPANS[history.resolution],
  );
  const silences = gaps.map((gap) => ({ at: gap.from + 1, value: null }));
  const present = gaps.some(({ to }) => to >= now) ? [] : [{ at: now, value: agent.rated ? agent.score : null }];
  return [...points, ...silences, ...present].sort((a, b) => a.at - b.at);
}

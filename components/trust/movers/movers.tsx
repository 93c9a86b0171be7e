"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { AgentBox } from "@/components/chips/agent-box";
import { visible } from "@/components/chips/hidden-text";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ChartBump } from "@/components/ui/chart-bump";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count, duration, integer } from "@/components/ui/format";
import { Segmented } from "@/components/ui/segmented";
import { queries } from "@/lib/http/queries";
import type { RankHistory } from "@/lib/trust/ranks-shape";
import { LensHead } from "../lens-head";

// Written out: what is beside the shape of an answer would bring its validation into the page.
const RANGES = ["24h", "7d", "30d"] as const;
const MOST = 10;
const REFRESH_MS = 60_000;
const WORDS = { "24h": "24 hours", "7d": "7 days", "30d": "30 days" } as const;
/** What a line needs. */
const FEWEST_TIMES = 3;

const searchParams = {
  range: parseAsStringLiteral(RANGES).withDefault("24h"),
  of: parseAsStringLiteral(["top", "movers"]).withDefault("top"),
  ids: parseAsArrayOf(parseAsString).withDefault([]),
};

/** Ranks over time of those who lead, of those who moved most, or of agents chosen here. */
export function Movers() {
  const [{ range, of, ids }, setParams] = useQueryStates(searchParams, { history: "push", scroll: false });
  const chosen = [...new Set(ids)].slice(0, MOST);
  const ranks = useQuery({
    ...queries.ranks({ range, ...(chosen.length > 0 ? { ids: chosen.join(",") } : { of }) }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const follow = (next: readonly string[]) => void setParams({ ids: next.length === 0 ? null : [...next] });
  return (
    <>
      <LensHead title="Ranks over time">
        <Segmented
          label="Agents"
          value={chosen.length > 0 ? "chosen" : of}
          onValueChange={(next) => {
            if (next !== "chosen") void setParams({ of: next, ids: null });
            else follow(ranks.data?.agents.map(({ agentId }) => agentId) ?? []);
          }}
          options={[
            { value: "top", label: "Leaders" },
            { value: "movers", label: "Most moved" },
            { value: "chosen", label: "Chosen" },
          ]}
        />
        <Segmented
          label="Range"
          value={range}
          onValueChange={(next) => void setParams({ range: next })}
          options={RANGES.map((value) => ({ value, label: value.replace(/(\d+)/, "$1 ") }))}
        />
        {chosen.length < MOST ? (
          <AgentBox
            key={chosen.join()}
            aria-label="Follow an agent"
            placeholder="Follow an agent"
            value={null}
            onChange={(id) => id !== null && follow([...chosen, id])}
            className="w-52"
          />
        ) : null}
      </LensHead>
      {chosen.length === 0 ? null : <Chosen ids={chosen} data={ranks.data} follow={follow} />}
      <div className="border-line border-t px-gutter py-4 phone:pb-16">
        {ranks.isError && !ranks.data ? (
          <ErrorPanel {...failureOf(ranks.error, "The ranks could not be loaded")} onRetry={() => ranks.refetch()} />
        ) : ranks.data ? (
          <Ranks data={ranks.data} />
        ) : (
          <div role="status" aria-label="Loading the ranks" className="h-83" />
        )}
      </div>
    </>
  );
}

function Ranks({ data }: { data: RankHistory }) {
  const { times, agents, ranked, range, stepSeconds, exactToSeconds } = data;
  if (agents.length === 0)
    return (
      <EmptyState title="No ranks yet">
        An agent is ranked once there is enough evidence to rate it. Ranks are kept from then on.
      </EmptyState>
    );
  if (times.length < FEWEST_TIMES)
    return (
      <EmptyState title="Too early for lines">
        Ranks are kept from the first minute, and drawn once there are three of them. This page draws them by itself.
      </EmptyState>
    );
  const words = `${WORDS[range]}, every ${duration(stepSeconds * 1000)}`;
  const leader = agents.find(({ ranks }) => ranks.at(-1) === 1);
  return (
    <ChartBump
      label={`Ranks over ${words}: ${agents.map(({ name, ranks }) => `${name} ${moveWords(ranks)}`).join(", ")}`}
      times={times.map((at) => Date.parse(at))}
      series={agents.map(({ agentId, name, ranks, scores }) => ({
        id: agentId,
        name: visible(name),
        href: `/agents/${encodeURIComponent(agentId)}`,
        ranks,
        scores,
      }))}
      legend={
        <span className="words">
          {words}, of {count(ranked.at(-1) ?? 0, "ranked agent")}
          {leader ? `; ${visible(leader.name)} leads` : ""}. Scores as sampled, at most {duration(exactToSeconds * 1000)} older.
          UTC.
        </span>
      }
    />
  );
}

/** "from 5 to 3". */
function moveWords(ranks: readonly (number | null)[]): string {
  const known = ranks.filter((rank) => rank !== null);
  const [first, last] = [known[0], ranks.at(-1)];
  if (first === undefined) return "never ranked";
  return last == null ? `from ${integer(first)}, not ranked now` : `from ${integer(first)} to ${integer(last)}`;
}

type ChosenProps = { ids: readonly string[]; data: RankHistory | undefined; follow: (ids: readonly string[]) => void };

/** Who is followed, each with a way to stop. */
function Chosen({ ids, data, follow }: ChosenProps) {
  const nameOf = (id: string) => visible(data?.agents.find(({ agentId }) => agentId === id)?.name ?? id);
  return (
    <ul aria-label="Followed agents" className="m-0 flex list-none flex-wrap gap-1.5 px-gutter pb-3">
      {ids.map((id) => (
        <li key={id}>
          <Button
            size="sm"
            aria-label={`Stop following ${nameOf(id)}`}
            onClick={() => follow(ids.filter((other) => other !== id))}
          >
            <span className="max-w-40 truncate">{nameOf(id)}</span>
            <X aria-hidden className="size-3" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

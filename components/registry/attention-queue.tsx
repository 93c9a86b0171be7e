"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { Ban, CircleDashed, Clock, Pause, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { useBoard, useFeed } from "@/components/live/live-provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { integer } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useHeld, useSteady } from "@/components/ui/steady";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { attention, type Concern, type ConcernKind } from "@/lib/registry/attention";
import { DEFAULT_TRUST_POLICY, type TrustPolicy } from "@/lib/trust/policy";
import { type ConcernWords, wordsOf } from "./concern-words";
import { fleetRows } from "./fleet-rows";

const VIEWS = {
  all: { label: "All", kinds: ["revoked", "hold", "at_risk", "silent", "nearly_rated"] },
  stopped: { label: "Stopped", kinds: ["revoked", "hold"] },
  "at-risk": { label: "At risk", kinds: ["at_risk"] },
  silent: { label: "Silent", kinds: ["silent"] },
  unrated: { label: "Nearly rated", kinds: ["nearly_rated"] },
} as const satisfies Record<string, { label: string; kinds: readonly ConcernKind[] }>;

type View = keyof typeof VIEWS;
const KEYS = Object.keys(VIEWS) as View[];

const SHOWN = 7;
const MORE = 20;

/** What needs a human now, most urgent first, each with one way on. It holds still while someone points at it. */
export function AttentionQueue() {
  const board = useBoard();
  const policy = useQuery(queries.trustPolicy());
  const now = useNow();
  const [view, setView] = useQueryState("queue", parseAsStringLiteral(KEYS).withDefault("all").withOptions({ scroll: false }));
  const [reading, setReading] = useState(false);
  const rules = policy.data ?? DEFAULT_TRUST_POLICY;
  const steady = useSteady(board.data, 1000) ?? board.data;
  const concerns = useHeld(steady && now !== null ? attention(fleetRows(steady), rules, now) : null, reading);
  const inView = (key: View) =>
    concerns?.filter((concern) => (VIEWS[key].kinds as readonly ConcernKind[]).includes(concern.kind)) ?? [];
  return (
    <section aria-labelledby="needs-you" onPointerEnter={() => setReading(true)} onPointerLeave={() => setReading(false)}>
      <header className="flex min-h-14 flex-wrap items-center gap-x-2 gap-y-1 px-gutter py-2">
        <h1 id="needs-you" className="text-16">
          Needs you now
        </h1>
        <span className="text-12 text-ink-3">
          {concerns ? `${integer(concerns.length)} of ${integer(board.data?.ids.length)} agents, most urgent first` : ""}
        </span>
        <div className="ml-auto max-w-full overflow-x-auto">
          <Segmented
            label="Which"
            value={view}
            onValueChange={setView}
            options={KEYS.map((value) => ({
              value,
              label: VIEWS[value].label,
              count: concerns ? inView(value).length : undefined,
            }))}
          />
        </div>
      </header>
      {board.isError && !board.data ? (
        <div className="border-line border-t px-gutter py-4">
          <ErrorPanel
            title="The fleet could not be loaded"
            detail="Signals are taken and scored all the same."
            onRetry={() => board.refetch()}
          />
        </div>
      ) : concerns === null ? (
        <QueueSkeleton />
      ) : (
        <Items key={view} concerns={inView(view)} policy={rules} calm={concerns.length === 0} />
      )}
    </section>
  );
}

function Items({ concerns, policy, calm }: { concerns: readonly Concern[]; policy: TrustPolicy; calm: boolean }) {
  const [most, setMost] = useState(SHOWN);
  const shown = concerns.slice(0, most);
  const agents = useStopped(shown);
  if (concerns.length === 0) {
    return (
      <p className="border-line border-t px-gutter py-4 text-ink-2">
        {calm ? "Nobody. No agent is stopped, at risk, silent, or about to be rated." : "Nobody of this kind; see All."}
      </p>
    );
  }
  return (
    <>
      <ul className="m-0 list-none border-line border-t p-0">
        {shown.map((concern) => (
          <Item key={concern.agent.agentId} concern={concern} agent={agents.get(concern.agent.agentId)} policy={policy} />
        ))}
      </ul>
      {concerns.length > most && (
        <div className="border-line border-t px-gutter py-2">
          <Button size="sm" variant="quiet" className="-ml-2" onClick={() => setMost(most + MORE)}>
            Show {integer(Math.min(MORE, concerns.length - most))} more
          </Button>
        </div>
      )}
    </>
  );
}

/** The stopped agents on screen in full: the board does not say why and since when. */
function useStopped(shown: readonly Concern[]): Map<string, Agent> {
  const stopped = shown.filter(({ kind }) => kind === "revoked" || kind === "hold").map(({ agent }) => agent.agentId);
  return useQueries({
    queries: stopped.map((id) => queries.agent(id)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}

const ICONS: Record<ConcernKind, ReactNode> = {
  revoked: <Ban className="text-bad" aria-hidden />,
  hold: <Pause className="fill-current stroke-0 text-bad" aria-hidden />,
  at_risk: <TriangleAlert className="text-warn" aria-hidden />,
  silent: <Clock className="text-warn" aria-hidden />,
  nearly_rated: <CircleDashed className="text-ink-3" aria-hidden />,
};

function Item({ concern, agent, policy }: { concern: Concern; agent: Agent | undefined; policy: TrustPolicy }) {
  const now = useNow();
  const feed = useFeed();
  const fellAt = feed.find((entry) => entry.type === "agent.at_risk" && entry.agentId === concern.agent.agentId)?.at ?? null;
  const words: ConcernWords = wordsOf({ concern, agent, policy, now: now ?? 0, fellAt });
  const page = `/agents/${encodeURIComponent(concern.agent.agentId)}`;
  return (
    <li
      className={cn(
        "grid min-h-14 grid-cols-[16px_140px_minmax(0,1fr)_96px_112px] items-center gap-x-4 border-line border-b px-gutter last:border-b-0 hover:bg-hover",
        "phone:grid-cols-[16px_minmax(0,1fr)_auto] phone:gap-x-3 phone:gap-y-0.5 phone:py-2.5",
      )}
    >
      {ICONS[concern.kind]}
      <Link
        href={page}
        className="words truncate font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3"
      >
        <PlainText text={concern.agent.name} />
      </Link>
      <div className="words flex min-w-0 flex-col leading-[18px] phone:col-start-2 phone:row-start-2">
        <span className="truncate font-medium phone:whitespace-normal">
          <PlainText text={words.what} />
        </span>
        <span className="truncate text-12 text-ink-3 phone:whitespace-normal" title={visible(words.follows)}>
          <PlainText text={words.follows} />
        </span>
      </div>
      <span className="figures text-right text-12 text-ink-3 phone:col-start-3 phone:row-start-1">
        {words.since === null ? null : <TimeAgo at={words.since} />}
      </span>
      <div className="justify-self-end phone:col-start-3 phone:row-start-2 phone:self-end">
        <Button asChild size="sm">
          <Link href={`${page}${words.anchor}`}>
            {words.action}
            <span className="sr-only">
              : <PlainText text={concern.agent.name} />
            </span>
          </Link>
        </Button>
      </div>
    </li>
  );
}

function QueueSkeleton() {
  return (
    <div role="status" aria-label="Loading what needs you" className="border-line border-t">
      {[0, 1, 2, 3, 4].map((row) => (
        <div
          key={row}
          className="grid h-14 grid-cols-[16px_140px_minmax(0,1fr)_112px] items-center gap-4 border-line border-b px-gutter last:border-b-0"
        >
          <Skeleton width={16} height={16} />
          <Skeleton width={104} />
          <div className="flex flex-col gap-2">
            <Skeleton width="36%" />
            <Skeleton width="56%" />
          </div>
          <Skeleton width={72} height={24} className="justify-self-end" />
        </div>
      ))}
    </div>
  );
}

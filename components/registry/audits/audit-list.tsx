"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Term } from "@/components/chips/term";
import { useBarred } from "@/components/live/permission";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { useAlive } from "@/components/ui/use-alive";
import { queries } from "@/lib/http/queries";
import type { Audit, AuditStatus } from "@/lib/registry/audit";
import type { AuditActs } from "./acts";
import { DueList } from "./due-list";
import { ListFilters } from "./list-filters";
import { Heading, RowsSkeleton } from "./list-heading";
import { FinishedRow, QueuedRow, RunningRow } from "./list-rows";
import { useAuditsView } from "./view";
import { EVERY_AUDIT } from "./view-address";
import { ENDED_STATUSES, OPEN_STATUSES } from "./words";

const StartAudit = dynamic(() => import("./start-audit").then((it) => it.StartAudit), { ssr: false });

const MOST_QUEUED = 100;
const PAGE = 25;

/** All audits: what runs, what waits, what is due, what has ended; newest first. */
export function AuditList({ selected, acts }: { selected: string | null; acts: AuditActs }) {
  const [view, setView] = useAuditsView();
  /** Whom to start an audit of: null = nobody is asked about, "" = to be chosen. */
  const [starting, setStarting] = useState<string | null>(null);
  const barred = useBarred();
  const shows = (status: AuditStatus) => view.status === null || view.status === status;
  const ended = view.status === null || !OPEN_STATUSES.includes(view.status);
  const list = { view, selected };
  return (
    <div className="pb-6">
      <header className="flex h-11 items-center gap-2 pr-5 pl-6 phone:px-4">
        <h1 className="text-16">Audits</h1>
        <span className="words min-w-0 truncate text-ink-3 phone:hidden">
          what every <Term of="tier">tier</Term> rests on
        </span>
        <Button size="sm" className="ml-auto" because={barred("requestAudit")} onClick={() => setStarting("")}>
          <Plus className="size-3" aria-hidden />
          Start audit
        </Button>
      </header>
      <ListFilters view={view} setView={setView} />
      {shows("running") ? <RunningAudits {...list} /> : null}
      {shows("queued") ? <QueuedAudits {...list} /> : null}
      {view.status === null ? <DueList agentId={view.agent} start={setStarting} /> : null}
      {ended ? <EndedAudits {...list} clear={() => setView(EVERY_AUDIT)} /> : null}
      {starting === null ? null : (
        <StartAudit request={acts.request} agentId={starting === "" ? view.agent : starting} close={() => setStarting(null)} />
      )}
    </div>
  );
}

type ListProps = { view: ReturnType<typeof useAuditsView>[0]; selected: string | null };

function RunningAudits({ view, selected }: ListProps) {
  // The app bar asks for them too, perhaps before this list is alive.
  const alive = useAlive();
  const running = useQuery(queries.runningAudits()).data;
  const items = (alive ? running : undefined)?.items.filter(
    ({ status, agentId }) => status === "running" && (view.agent === null || agentId === view.agent),
  );
  return (
    <section aria-labelledby="audits-running">
      <Heading id="audits-running" name="Running" n={items?.length} />
      <ul className="m-0 list-none p-0">
        {items?.map((audit) => (
          <RunningRow key={audit.id} audit={audit} view={view} selected={audit.id === selected} />
        ))}
      </ul>
    </section>
  );
}

/** Those whose turn comes next stand first. */
function QueuedAudits({ view, selected }: ListProps) {
  const audits = useInfiniteQuery(queries.auditPages({ status: "queued", agentId: view.agent ?? undefined, limit: MOST_QUEUED }));
  const items = audits.data?.pages.flatMap((page) => page.items).filter(({ status }) => status === "queued") ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="audits-queued">
      <Heading id="audits-queued" name="Queued" n={items.length} more={audits.hasNextPage} />
      <ul className="m-0 list-none p-0">
        {items.toReversed().map((audit) => (
          <QueuedRow key={audit.id} audit={audit} view={view} selected={audit.id === selected} />
        ))}
      </ul>
      {audits.hasNextPage ? (
        <div className="pr-5 pt-1 pl-6 phone:px-4">
          <Button size="sm" pending={audits.isFetchingNextPage} onClick={() => audits.fetchNextPage()}>
            Load more
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function EndedAudits({ view, selected, clear }: ListProps & { clear: () => void }) {
  const audits = useInfiniteQuery(
    queries.auditPages({ status: view.status ?? ENDED_STATUSES.join(","), agentId: view.agent ?? undefined, limit: PAGE }),
  );
  const items =
    audits.data?.pages
      .flatMap((page) => page.items)
      .filter(({ status }) => !OPEN_STATUSES.includes(status))
      .toSorted((a, b) => endOf(b) - endOf(a)) ?? [];
  const filtered = view.status !== null || view.agent !== null;
  return (
    <section aria-labelledby="audits-ended">
      <Heading id="audits-ended" name="Finished" />
      {audits.isError && !audits.data ? (
        <ErrorPanel
          className="mr-5 ml-6 phone:mx-4"
          {...failureOf(audits.error, "The audits could not be loaded")}
          onRetry={() => audits.refetch()}
        />
      ) : audits.isPending ? (
        <RowsSkeleton label="Loading audits" />
      ) : items.length === 0 && !audits.hasNextPage ? (
        <div className="pr-5 pl-6 phone:px-4">
          <p className="words text-ink-2">{filtered ? "No audit matches." : "No audit has ended yet."}</p>
          {filtered ? (
            <Button size="sm" className="mt-2" onClick={clear}>
              Show all audits
            </Button>
          ) : null}
        </div>
      ) : (
        <ul className="m-0 list-none p-0">
          {items.map((audit) => (
            <FinishedRow key={audit.id} audit={audit} view={view} selected={audit.id === selected} />
          ))}
        </ul>
      )}
      {audits.hasNextPage ? (
        <div className="pr-5 pt-2 pl-6 phone:px-4">
          <Button className="w-full" pending={audits.isFetchingNextPage} onClick={() => audits.fetchNextPage()}>
            Load {PAGE} more
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** The answer has them by when they were asked for; the list shows when they ended. Epoch ms. */
const endOf = ({ finishedAt, requestedAt }: Audit) => Date.parse(finishedAt ?? requestedAt);

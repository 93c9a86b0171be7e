"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useFeed } from "@/components/live/live-provider";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count } from "@/components/ui/format";
import { serverNow } from "@/components/ui/now";
import { Skeleton } from "@/components/ui/skeleton";
import { useAttended } from "@/components/ui/use-attended";
import { useScrolledPast } from "@/components/ui/use-scrolled-past";
import { zoneId } from "@/components/ui/zone";
import { queries, RequestError } from "@/lib/http/queries";
import type { EntryType } from "@/lib/journal/entry";
import type { TaskStatus } from "@/lib/routing/task-shape";
import { DECISION_GRID, DecisionRow } from "./decisions-row";
import { belongs, type DecisionsView, EVERY_DECISION, RANGES } from "./decisions-view";

const PAGE = 25;
const MINUTE = 60_000;

type Props = { view: DecisionsView; setView: (view: Partial<DecisionsView>) => void };

/**
 * Decisions newest first, one page at a time. New ones come by themselves at the top; while somebody reads (points, or has
 * loaded more) the list holds still and says how many wait.
 */
export function DecisionsList({ view, setView }: Props) {
  const { attended, release, watch } = useAttended();
  const [extended, setExtended] = useState(false);
  const [top, scrolled] = useScrolledPast();
  const reading = attended || extended || scrolled;
  const options = queries.decisionPages({ ...useAsked(view), brief: true, limit: PAGE });
  const decisions = useInfiniteQuery({ ...options, enabled: (query) => !reading || query.state.data === undefined });
  const pushed = usePushedStatus();
  const client = useQueryClient();
  const items = decisions.data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = useWaiting(view, items[0]?.decidedAt ?? null);

  const showNewest = () => {
    setExtended(false);
    release();
    void client.resetQueries({ queryKey: options.queryKey });
  };

  if (decisions.error instanceof RequestError && decisions.error.status === 404)
    return <Nothing narrowed words={decisions.error.message} clear={() => setView(EVERY_DECISION)} />;
  if (decisions.isError && !decisions.data) {
    return (
      <div className="px-gutter py-4">
        <ErrorPanel
          {...failureOf(decisions.error, "The decisions could not be loaded")}
          onRetry={() => void decisions.refetch()}
          actions={
            isNarrowed(view) ? (
              <Button size="sm" onClick={() => setView(EVERY_DECISION)}>
                Show all decisions
              </Button>
            ) : null
          }
        />
      </div>
    );
  }
  return (
    <div {...watch}>
      <div ref={top} />
      <div className="sticky top-bar z-10 min-h-px border-line-strong border-b bg-bg">
        <div className={cn(DECISION_GRID, "words h-7 px-gutter font-medium text-12 text-ink-3 phone:hidden")} aria-hidden>
          <span className="truncate">Time, {zoneId()}</span>
          <span>Task</span>
          <span>Who got it</span>
          <span>Why</span>
          <span className="max-wide:hidden">Policy</span>
          <span>Task now</span>
        </div>
        {reading && waiting > 0 ? (
          <button
            type="button"
            onClick={showNewest}
            className="words absolute top-0.5 right-gutter h-6 rounded-full bg-accent px-2.5 font-medium text-12 text-on-accent shadow-pill phone:top-2 phone:h-9 phone:px-4"
          >
            {count(waiting, "new decision")}, show
          </button>
        ) : null}
      </div>
      {decisions.isPending ? (
        <ListSkeleton />
      ) : items.length === 0 ? (
        <Nothing narrowed={isNarrowed(view)} clear={() => setView(EVERY_DECISION)} />
      ) : (
        <ol aria-label="Decisions, newest first" className="m-0 list-none p-0">
          {items.map((decision, i) => (
            <DecisionRow
              key={decision.id}
              decision={decision}
              above={items[i - 1]?.decidedAt}
              status={pushed.get(decision.taskId) ?? decision.taskStatus}
            />
          ))}
        </ol>
      )}
      {decisions.hasNextPage ? (
        <div className="px-gutter py-4">
          <Button
            pending={decisions.isFetchingNextPage}
            onClick={() => {
              setExtended(true);
              void decisions.fetchNextPage();
            }}
          >
            Load {PAGE} more
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** The view as it is asked for. The beginning of a range is that of the moment it was chosen, else every second would be another list. */
function useAsked({ outcome, agent, since }: DecisionsView) {
  const { span } = RANGES[since];
  const [from] = useState(() =>
    span === null ? undefined : new Date(Math.floor((serverNow() - span) / MINUTE) * MINUTE).toISOString(),
  );
  return { outcome: outcome ?? undefined, agentId: agent ?? undefined, from };
}

const STATUS_AFTER: Partial<Record<EntryType, TaskStatus>> = {
  "routing.decided": "assigned",
  "routing.overridden": "assigned",
  "task.started": "running",
  "task.completed": "completed",
  "task.failed": "failed",
  "task.expired": "expired",
};

/** What was pushed of tasks, by their id: it moves no row, so it is shown while somebody reads. */
function usePushedStatus(): ReadonlyMap<unknown, TaskStatus> {
  const feed = useFeed();
  return useMemo(() => {
    const found = new Map<unknown, TaskStatus>();
    for (const { type, agentId, data } of feed) {
      const status = STATUS_AFTER[type];
      // A decision for nobody leaves the task as it was.
      if (status && !(type === "routing.decided" && agentId === null) && !found.has(data.taskId)) found.set(data.taskId, status);
    }
    return found;
  }, [feed]);
}

/** How many decisions of this view were pushed since its newest one was fetched. */
function useWaiting(view: DecisionsView, newest: string | null): number {
  const feed = useFeed();
  const since = newest === null ? 0 : Date.parse(newest);
  return feed.filter((entry) => Date.parse(entry.at) > since && belongs(entry, view)).length;
}

export function isNarrowed({ outcome, agent, since }: DecisionsView): boolean {
  return outcome !== null || agent !== null || since !== "all";
}

function Nothing({ narrowed, words = "No decision matches.", clear }: { narrowed: boolean; words?: string; clear: () => void }) {
  return (
    <div className="flex flex-col items-start gap-2 px-gutter py-4">
      <p className="words text-ink-2">
        {narrowed
          ? words
          : "Nothing was decided yet. Submit a task above, or POST one to /api/v1/tasks; every decision appears here as it is made."}
      </p>
      {narrowed ? (
        <Button size="sm" onClick={clear}>
          Show all decisions
        </Button>
      ) : null}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading decisions">
      {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
        <div key={row} className={cn(DECISION_GRID, "h-row border-line border-b px-gutter phone:h-20")}>
          <Skeleton width={96} />
          <Skeleton width={`${56 + (row % 3) * 12}%`} />
          <Skeleton width={104} className="phone:hidden" />
          <Skeleton width="70%" className="phone:hidden" />
          <Skeleton width={64} className="max-wide:hidden" />
          <Skeleton width={72} className="phone:hidden" />
        </div>
      ))}
    </div>
  );
}

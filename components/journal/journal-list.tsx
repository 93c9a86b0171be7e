"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFeed } from "@/components/live/live-provider";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { useAttended } from "@/components/ui/use-attended";
import { useScrolledPast } from "@/components/ui/use-scrolled-past";
import { zoneId } from "@/components/ui/zone";
import { queries } from "@/lib/http/queries";
import { ENTRY_GRID, EntryRow } from "./entry-row";
import { asked, belongs, EVERYTHING, type JournalView } from "./filter";

const PAGE = 50;

type Props = { view: JournalView; setView: (view: Partial<JournalView>) => void };

/**
 * Entries newest first, one page at a time. New ones come by themselves at the top; while somebody reads (points, opens,
 * scrolls, or has loaded more) the list holds still and says how many wait.
 */
export function JournalList({ view, setView }: Props) {
  const { attended, release, watch } = useAttended();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set(view.entry === null ? [] : [view.entry]));
  const [extended, setExtended] = useState(false);
  const [top, scrolled] = useScrolledPast();
  const reading = attended || open.size > 0 || extended || scrolled;
  const options = queries.journalPages({ ...asked(view), limit: PAGE }, view.entry ?? undefined);
  const journal = useInfiniteQuery({ ...options, enabled: (query) => !reading || query.state.data === undefined });
  const client = useQueryClient();
  const entries = journal.data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = useWaiting(view, entries[0]?.seq ?? null);

  const showNewest = () => {
    setOpen(new Set());
    setExtended(false);
    release();
    window.scrollTo({ top: 0 });
    client.resetQueries({ queryKey: options.queryKey });
  };

  if (journal.isError && !journal.data) {
    return (
      <div className="px-gutter py-4">
        <ErrorPanel {...failureOf(journal.error, "The journal could not be loaded")} onRetry={() => journal.refetch()} />
      </div>
    );
  }
  return (
    <div {...watch}>
      <div ref={top} />
      <div className="sticky top-bar z-10 border-line-strong border-b bg-bg">
        <div className={cn(ENTRY_GRID, "words h-7 px-gutter font-medium text-12 text-ink-3 phone:hidden")} aria-hidden>
          <span />
          <span className="truncate">Time, {zoneId()}</span>
          <span>Type</span>
          <span>What happened</span>
          <span>Actor</span>
          <span className="text-right">Entry</span>
        </div>
        {reading && waiting > 0 && (
          <button
            type="button"
            onClick={showNewest}
            className="words absolute top-0.5 right-gutter h-6 rounded-full bg-accent px-2.5 font-medium text-12 text-on-accent shadow-pill phone:top-2 phone:h-9 phone:px-4"
          >
            {count(waiting, "new entry", "new entries")}, show
          </button>
        )}
      </div>
      {journal.isPending ? (
        <ListSkeleton />
      ) : entries.length === 0 ? (
        <Nothing view={view} clear={() => setView(EVERYTHING)} />
      ) : (
        <ol aria-label="Journal entries, newest first" className="m-0 list-none p-0">
          {entries.map((entry, i) => (
            <EntryRow
              key={entry.seq}
              entry={entry}
              above={entries[i - 1]?.at}
              open={open.has(entry.seq)}
              toggle={() => setOpen(toggled(open, entry.seq))}
              narrow={setView}
            />
          ))}
        </ol>
      )}
      {journal.hasNextPage && (
        <div className="px-gutter py-4">
          <Button
            pending={journal.isFetchingNextPage}
            onClick={() => {
              setExtended(true);
              journal.fetchNextPage();
            }}
          >
            Load {PAGE} more
          </Button>
        </div>
      )}
    </div>
  );
}

function toggled(open: ReadonlySet<number>, seq: number): ReadonlySet<number> {
  const next = new Set(open);
  if (!next.delete(seq)) next.add(seq);
  return next;
}

/** How many entries of this view were pushed since its newest one was fetched. */
function useWaiting(view: JournalView, newest: number | null): number {
  const feed = useFeed();
  if (newest === null) return 0;
  return feed.filter((entry) => entry.seq > newest && belongs(entry, view)).length;
}

function Nothing({ view, clear }: { view: JournalView; clear: () => void }) {
  const filtered = Object.values(view).some((value) => value !== null);
  return (
    <div className="flex flex-col items-start gap-2 px-gutter py-4">
      <p className="text-ink-2">
        {filtered
          ? "No entry matches. The actor must be given exactly."
          : "Nothing has happened yet. The first decision appears here."}
      </p>
      {filtered && (
        <Button size="sm" onClick={clear}>
          Show everything
        </Button>
      )}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading the journal">
      {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
        <div key={row} className={cn(ENTRY_GRID, "h-row border-line border-b px-gutter")}>
          <span />
          <Skeleton width={112} />
          <Skeleton width={72} className="phone:hidden" />
          <Skeleton width={`${48 + (row % 3) * 12}%`} className="phone:hidden" />
          <Skeleton width={80} className="phone:hidden" />
          <Skeleton width={32} className="ml-auto" />
        </div>
      ))}
    </div>
  );
}

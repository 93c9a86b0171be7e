"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { DimensionName, DimensionSwatch } from "@/components/chips/dimension";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { clock, day, decimal, exact, integer } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { useAttended } from "@/components/ui/use-attended";
import { queries } from "@/lib/http/queries";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import type { StoredSignal } from "@/lib/trust/setting";
import { NoSignals } from "./no-signals";
import { reporterName } from "./reporter";
import { ALL_SIGNALS, type SignalFilter, useSignalFilter } from "./stretch";
import { valueText } from "./value-text";

const PAGE = 25;
/** So many are shown until more are asked for, because audits and decisions stand below. */
const FEW = 8;
/** As many rows as are shown first, so that what stands below need not move. */
const WAITED_FOR = Array.from({ length: FEW }, (_, row) => row);
const DAY = 86_400_000;
const ALL = "all";

/** What was reported about the agent, newest first, each with what it earns and costs now. */
export function SignalsSection({ agentId }: { agentId: string }) {
  const [filter, setFilter] = useSignalFilter();
  const { attended: held, watch } = useAttended();
  const [unfolded, setUnfolded] = useState(false);
  const client = useQueryClient();
  const asked = {
    dimension: filter.dimension ?? undefined,
    source: filter.source ?? undefined,
    // The list begins with the first millisecond after.
    from: filter.after === null ? undefined : new Date(filter.after + 1).toISOString(),
    to: filter.until === null ? undefined : new Date(filter.until).toISOString(),
    limit: PAGE,
  };
  const options = queries.signalPages(agentId, asked);
  const signals = useInfiniteQuery(options);
  const rows = signals.data?.pages.flatMap((page) => page.items) ?? [];
  const followed = signals.data?.pages.length === 1;
  const heardAt = useFollow(agentId, followed && !held && !signals.isFetchingNextPage, signals.refetch);
  const behind = !followed && heardAt !== undefined && rows[0] !== undefined && heardAt > rows[0].at;
  const filtered = Object.values(filter).some((value) => value !== null);
  // Who looks for something sees all of what was found.
  const shown = unfolded || filtered ? rows : rows.slice(0, FEW);
  const clear = () => setFilter(ALL_SIGNALS);
  return (
    <Section
      id="signals"
      title="Signals"
      note={rows.length > 0 ? `newest ${integer(shown.length)}${held && followed ? ", held while you read" : ""}` : undefined}
      end={
        <>
          <Stretch filter={filter} clear={() => setFilter({ after: null, until: null })} />
          {behind && <Button onClick={() => client.resetQueries({ queryKey: options.queryKey })}>Show newest</Button>}
          <Filters filter={filter} setFilter={setFilter} sources={rows.map((row) => row.source)} />
        </>
      }
    >
      {signals.isError && !signals.data ? (
        <ErrorPanel
          title="The signals could not be loaded"
          detail="They are stored and counted all the same."
          onRetry={() => signals.refetch()}
        />
      ) : signals.isPending ? (
        <RowsSkeleton />
      ) : rows.length === 0 ? (
        <NoSignals
          agentId={agentId}
          filtered={filtered}
          clear={clear}
          {...(signals.hasNextPage ? { older: () => signals.fetchNextPage(), pending: signals.isFetchingNextPage } : {})}
        />
      ) : (
        <div {...watch}>
          <Rows rows={shown} />
          {shown.length < rows.length ? (
            <Button className="mt-3" size="sm" onClick={() => setUnfolded(true)}>
              Show {rows.length - shown.length} more
            </Button>
          ) : signals.hasNextPage ? (
            <Button className="mt-3" size="sm" pending={signals.isFetchingNextPage} onClick={() => signals.fetchNextPage()}>
              Load {PAGE} more
            </Button>
          ) : null}
        </div>
      )}
    </Section>
  );
}

/** Asks for the newest page again when a signal about the agent came, unless the list is being read. Answers when the last one came. */
function useFollow(agentId: string, follows: boolean, refetch: (options: { cancelRefetch: false }) => unknown) {
  const agent = useQuery(queries.agent(agentId));
  const heardAt = agent.data?.lastSignalAt;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new signal is the reason to ask again
  useEffect(() => {
    if (follows && heardAt !== undefined) refetch({ cancelRefetch: false });
  }, [heardAt, follows]);
  return heardAt;
}

/** The stretch of time that the list is narrowed to, with its way out. */
function Stretch({ filter: { after, until }, clear }: { filter: SignalFilter; clear: () => void }) {
  if (after === null && until === null) return null;
  const end = until === null ? "now" : after !== null && day(after) === day(until) ? clock(until) : momentText(until);
  return (
    <button
      type="button"
      onClick={clear}
      title="Show signals of all times"
      className="figures inline-flex h-7 items-center gap-1.5 rounded-2 bg-selected px-2 whitespace-nowrap hover:bg-hover phone:h-9"
    >
      {after === null ? `until ${end}` : `${momentText(after)} to ${end}`}
      <X aria-hidden className="size-3" />
    </button>
  );
}

const momentText = (at: number) => `${day(at)}, ${clock(at)}`;

function Filters({
  filter,
  setFilter,
  sources,
}: {
  filter: SignalFilter;
  setFilter: (filter: Partial<SignalFilter>) => void;
  sources: readonly string[];
}) {
  const known = [...new Set([...(filter.source === null ? [] : [filter.source]), ...sources])].slice(0, 50);
  return (
    <>
      <Select
        aria-label="Dimension"
        value={filter.dimension ?? ALL}
        onValueChange={(value) => setFilter({ dimension: DIMENSIONS.find((d) => d === value) ?? null })}
        options={[
          { value: ALL, label: "All dimensions" },
          ...DIMENSIONS.map((d) => ({ value: d, label: DIMENSION_NAMES[d], mark: <DimensionSwatch dimension={d} /> })),
        ]}
      />
      <Select
        aria-label="Source"
        className="max-w-56 [&>span:first-child]:truncate"
        value={filter.source === null ? ALL : sourceValue(filter.source)}
        onValueChange={(value) => setFilter({ source: value === ALL ? null : value.slice(1) })}
        options={[
          { value: ALL, label: "All sources" },
          ...known.map((source) => ({ value: sourceValue(source), label: visible(source.slice(0, 60)) })),
        ]}
      />
    </>
  );
}

/** A source may be called anything, “all” too. */
const sourceValue = (source: string) => `=${source}`;

function Rows({ rows }: { rows: readonly StoredSignal[] }) {
  const now = useNow();
  return (
    <Table label="Signals, newest first">
      <thead>
        <tr>
          <Th>Time</Th>
          <Th>Dimension</Th>
          <Th numeric>Value</Th>
          <Th className="phone:hidden">Source</Th>
          <Th className="phone:hidden">Detail</Th>
          <Th className="phone:hidden">Reporter</Th>
          <Th numeric>Points</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.row}>
            <Td className="figures text-ink-2">
              <time dateTime={row.at} title={exact(row.at)}>
                {now !== null && now - Date.parse(row.at) > DAY ? `${day(row.at)} ` : ""}
                {clock(row.at)}
              </time>
            </Td>
            <Td>
              <DimensionCell dimension={row.dimension} />
            </Td>
            <Td numeric className="figures">
              {valueText(row.value)}
            </Td>
            <Td className="max-w-52 truncate text-ink-2 phone:hidden" title={visible(row.source.slice(0, 200))}>
              <code>
                <PlainText text={row.source.slice(0, 200)} />
              </code>
            </Td>
            <Td className="w-full max-w-0 truncate text-ink-2 phone:hidden" title={visible(row.details?.slice(0, 500) ?? "")}>
              <PlainText text={row.details?.slice(0, 500) ?? ""} />
            </Td>
            <Td className="max-w-40 truncate text-ink-2 phone:hidden" title={visible(row.reporter)}>
              <PlainText text={reporterName(row.reporter)} />
            </Td>
            <Td numeric className="figures">
              <Points row={row} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function DimensionCell({ dimension }: { dimension: string }) {
  const known = DIMENSIONS.find((d) => d === dimension);
  if (!known) return dimension;
  return (
    <span title={DIMENSION_NAMES[known]}>
      <DimensionName dimension={known} short className="phone:max-w-24" />
    </span>
  );
}

function Points({ row }: { row: StoredSignal }) {
  if (!row.inWindow || row.earned === null || row.lost === null) {
    return <span className="text-12 text-ink-3">left the window</span>;
  }
  return (
    <span className="inline-flex gap-2">
      {row.earned >= 0.05 && <span>+{decimal(row.earned)}</span>}
      {row.lost >= 0.05 && <span className="font-medium">{decimal(-row.lost)}</span>}
      {row.earned < 0.05 && row.lost < 0.05 && "0"}
    </span>
  );
}

function RowsSkeleton() {
  return (
    <div role="status" aria-label="Loading signals">
      <div className="h-7 border-line border-b" />
      {WAITED_FOR.map((row) => (
        <div key={row} className="flex h-row items-center gap-6 border-line border-b">
          <Skeleton width={56} />
          <Skeleton width={84} />
          <Skeleton width={24} />
          <Skeleton width="30%" className="phone:hidden" />
          <Skeleton width={40} className="ml-auto" />
        </div>
      ))}
    </div>
  );
}

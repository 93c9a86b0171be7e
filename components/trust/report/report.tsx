"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, RotateCw, Search } from "lucide-react";
import { createParser, debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { clockInZone, count, day, integer } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { queries } from "@/lib/http/queries";
import type { HealthReport } from "@/lib/trust/health";
import { downloadReport } from "./download";
import {
  BY_SCORE,
  chosenLines,
  FILTER_NAMES,
  FILTERS,
  type Filter,
  formatSort,
  isIn,
  type Line,
  linesOf,
  parseSort,
  type Sort,
} from "./lines";
import { ReportSkeleton, ReportTable } from "./report-table";

const PERIODS = ["7", "30", "90"] as const;

const parseAsSort = createParser<Sort>({
  parse: parseSort,
  serialize: formatSort,
  eq: (a, b) => a.key === b.key && a.descending === b.descending,
});

/** What is in the address, so that Back, reload and a link keep it. */
const searchParams = {
  days: parseAsStringLiteral(PERIODS).withDefault("7"),
  q: parseAsString.withDefault(""),
  filter: parseAsStringLiteral(FILTERS).withDefault("all"),
  sort: parseAsSort.withDefault(BY_SCORE),
};

const PUSH = { history: "push" } as const;

/** The health of the fleet over a period: how low, how high and whither each agent went, and the same as a file. */
export function Report() {
  const [{ days, ...view }, setParams] = useQueryStates(searchParams);
  const report = useQuery(queries.healthReport(Number(days)));
  return (
    <div className="flex h-[calc(100dvh-var(--bar-height)-var(--strip-height)-var(--dock-height))] min-h-0 flex-col">
      <header className="flex min-h-11 flex-none flex-wrap items-center gap-x-3 gap-y-2 px-gutter phone:py-2">
        <h1 className="text-16">Health report</h1>
        <Segmented
          label="Period of the report"
          value={days}
          onValueChange={(next) => void setParams({ days: next }, PUSH)}
          options={PERIODS.map((value) => ({ value, label: `${value} d` }))}
        />
        {report.data && (
          <div className="ml-auto flex items-center gap-2 phone:ml-0 phone:w-full">
            <AsOf report={report.data} busy={report.isFetching} renew={() => void report.refetch()} />
            <Button onClick={() => downloadReport(report.data, "csv")} className="phone:ml-auto">
              <Download />
              CSV
            </Button>
            <Button onClick={() => downloadReport(report.data, "json")}>
              <Download />
              JSON
            </Button>
          </div>
        )}
      </header>
      {report.isError && !report.data ? (
        <ErrorPanel
          className="mx-gutter my-4"
          {...failureOf(report.error, "The report could not be made")}
          onRetry={() => void report.refetch()}
        />
      ) : report.data ? (
        <Contents
          report={report.data}
          {...view}
          setText={(q) => void setParams({ q }, { limitUrlUpdates: debounce(250) })}
          setFilter={(filter) => void setParams({ filter }, PUSH)}
          setSort={(sort) => void setParams({ sort }, PUSH)}
          clear={() => void setParams({ q: null, filter: null }, PUSH)}
        />
      ) : (
        <ReportSkeleton />
      )}
    </div>
  );
}

function AsOf({ report, busy, renew }: { report: HealthReport; busy: boolean; renew: () => void }) {
  return (
    <span className="flex items-center gap-1 text-12 whitespace-nowrap text-ink-3">
      <span>
        As of <span className="phone:hidden">{day(report.asOf)}, </span>
        {clockInZone(report.asOf)}
      </span>
      <IconButton label="Make the report anew" size="sm" aria-busy={busy || undefined} onClick={renew}>
        <RotateCw className="size-3" />
      </IconButton>
    </span>
  );
}

type ContentsProps = {
  report: HealthReport;
  q: string;
  filter: Filter;
  sort: Sort;
  setText: (text: string) => void;
  setFilter: (filter: Filter) => void;
  setSort: (sort: Sort) => void;
  clear: () => void;
};

function Contents({ report, q, filter, sort, setText, setFilter, setSort, clear }: ContentsProps) {
  const all = linesOf(report);
  const lines = chosenLines(all, filter, q, sort);
  if (report.totalAgents === 0)
    return (
      <EmptyState title="No agents yet" className="px-gutter py-6">
        The report lists every agent that was heard of in the period. Register one on the overview, or over the API.
      </EmptyState>
    );
  return (
    <>
      <Summary report={report} />
      {all.length === 0 ? (
        <EmptyState title={`No evidence in the last ${report.periodDays} days`} className="px-gutter py-6">
          No agent had a rated score that changed in this time. Choose a longer period.
        </EmptyState>
      ) : (
        <>
          <div className="flex min-h-11 flex-none flex-wrap items-center gap-x-3 gap-y-2 border-line border-t px-gutter phone:py-2">
            <Filters lines={all} filter={filter} setFilter={setFilter} />
            <Input
              role="searchbox"
              aria-label="Search agents by name or id"
              placeholder="Name, id"
              value={q}
              onChange={(event) => setText(event.target.value)}
              icon={<Search aria-hidden />}
              className="ml-auto w-54 phone:ml-0 phone:w-full"
            />
          </div>
          {lines.length === 0 ? (
            <div className="flex flex-col items-start gap-2 border-line border-t px-gutter py-4">
              <p className="text-ink-2">No agent of the report matches.</p>
              <Button size="sm" onClick={clear}>
                Show all {integer(all.length)}
              </Button>
            </div>
          ) : (
            <ReportTable lines={lines} sort={sort} setSort={setSort} />
          )}
        </>
      )}
    </>
  );
}

/** The report in one sentence. */
function Summary({ report }: { report: HealthReport }) {
  const { totalAgents, atRiskAgents, revokedAgents, periodDays, agents } = report;
  const silent = totalAgents - Object.keys(agents).length;
  return (
    <p className="words flex-none px-gutter pt-1 pb-4 text-16 text-ink-2 *:font-semibold *:text-ink-1">
      <b>{count(totalAgents, "agent")}</b> over the last {periodDays} days: <b>{integer(atRiskAgents)}</b> at risk,{" "}
      <b>{integer(revokedAgents)}</b> revoked.
      {silent > 0 && (
        <>
          {" "}
          <b>{integer(silent)}</b> without a rated score in this time, not listed.
        </>
      )}
    </p>
  );
}

function Filters({ lines, filter, setFilter }: { lines: readonly Line[]; filter: Filter; setFilter: (filter: Filter) => void }) {
  return (
    <fieldset aria-label="Quick filters" className="-ml-2 flex min-w-0 gap-0.5 overflow-x-auto">
      {FILTERS.map((of) => (
        <button
          key={of}
          type="button"
          aria-pressed={filter === of}
          onClick={() => setFilter(of)}
          className="flex h-7 items-center gap-1.5 rounded-2 px-2 font-medium whitespace-nowrap text-ink-2 hover:bg-hover focus-visible:-outline-offset-2 aria-pressed:bg-selected aria-pressed:text-ink-1 phone:h-9"
        >
          {FILTER_NAMES[of]}{" "}
          <span className="figures font-normal text-ink-3">{integer(lines.filter((line) => isIn(of, line)).length)}</span>
        </button>
      ))}
    </fieldset>
  );
}

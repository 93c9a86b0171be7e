"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { Changing } from "@/components/ui/changing";
import { count, hourMinuteInZone, integer, NO_VALUE, percent, signed } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { FleetHealth } from "@/lib/registry/fleet-health-shape";
import { useFleetHealth } from "./fleet-health";

/** Who may act, the median, what comes in, what is routed, what is due, and whether the journal holds. */
export function FleetFigures({ initial }: { initial: FleetHealth | undefined }) {
  const { data: health, isError } = useFleetHealth(initial);
  const say = <T,>(of: (health: FleetHealth) => T) => (health ? of(health) : isError ? NO_VALUE : null);
  return (
    <dl className="grid grid-cols-[repeat(5,minmax(0,1fr))_minmax(0,1.35fr)] px-gutter phone:grid-cols-2 phone:gap-y-2 phone:py-2">
      <Figure
        name="May act now"
        value={say(({ agents, mayAct }) => (agents === 0 ? NO_VALUE : integer(mayAct)))}
        note={say(({ rated, held }) => `of ${integer(rated)} rated, ${integer(held)} on hold`)}
      />
      <Figure
        name="Median score"
        value={say(({ median }) => integer(median.score))}
        note={say(({ median: { score, change24h } }) =>
          score === null ? "nobody is ranked" : change24h === null ? "of the ranked" : `${signed(change24h)} in 24 h`,
        )}
      />
      <Figure
        name="Signals"
        value={say(({ signals }) => integer(signals.perMinute))}
        note={say(({ signals }) =>
          signals.perMinute === 0 ? "in the last minute" : `a minute, ${count(signals.reporters, "reporter")}`,
        )}
      />
      <Figure
        name="Routed"
        value={say(({ routed }) => (routed.tasks === 0 ? NO_VALUE : percent(routed.atFirstTry / routed.tasks, 1)))}
        note={say(({ routed }) => (routed.tasks === 0 ? "no tasks in 24 h" : `first try, ${count(routed.tasks, "task")}`))}
      />
      <Figure
        name="Audits due"
        value={say(({ audits }) => integer(audits.overdue + audits.withinWeek))}
        note={say(({ audits }) => (audits.overdue > 0 ? `in 7 days, ${integer(audits.overdue)} overdue` : "in 7 days"))}
      />
      <JournalFigure />
    </dl>
  );
}

const CHECKED_EVERY = 60_000;

function JournalFigure() {
  const proof = useQuery({ ...queries.journalProof(), refetchInterval: CHECKED_EVERY });
  const checked = proof.dataUpdatedAt > 0 ? `, checked ${hourMinuteInZone(proof.dataUpdatedAt)}` : "";
  const broken = proof.data && !proof.data.ok;
  return (
    <Figure
      name="Journal"
      value={
        proof.data ? (
          <span className={broken ? "text-bad" : ""}>
            {proof.data.ok ? "chain intact" : `broken at ${integer(proof.data.firstBad)}`}
          </span>
        ) : proof.isError ? (
          NO_VALUE
        ) : null
      }
      note={
        proof.data ? (
          <Link href="/journal" className="link">
            {integer(proof.data.entries)} entries{checked}
          </Link>
        ) : proof.isError ? (
          "could not be verified just now"
        ) : null
      }
    />
  );
}

function Figure({ name, value, note }: { name: string; value: ReactNode; note: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col border-line border-l px-3.5 py-3 first:border-l-0 first:pl-0 phone:border-l-0 phone:px-0 phone:py-1">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="figures m-0 truncate text-20 font-semibold">
        {value === null ? (
          <span className="flex h-7 items-center">
            <Skeleton width={56} height={16} />
          </span>
        ) : (
          <Changing value={typeof value === "string" ? value : null} weight={700}>
            {value}
          </Changing>
        )}
      </dd>
      <dd className="figures m-0 min-h-4 truncate text-12 text-ink-3">{note}</dd>
    </div>
  );
}

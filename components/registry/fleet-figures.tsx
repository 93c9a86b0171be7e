"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { BandChip } from "@/components/chips/band-chip";
import { useBoard } from "@/components/live/live-provider";
import { Changing } from "@/components/ui/changing";
import { ChartDistribution } from "@/components/ui/chart-distribution";
import { hourMinuteInZone, integer, NO_VALUE } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useSteady } from "@/components/ui/steady";
import { queries } from "@/lib/http/queries";
import { type Fleet, fleetOf } from "@/lib/registry/fleet";
import { BANDS } from "@/lib/trust/band";
import { fleetRows } from "./fleet-rows";

/** The fleet in numbers, counted once a second. */
function useFleet(): Fleet | null {
  const board = useBoard();
  const steady = useSteady(board.data, 1000) ?? board.data;
  return steady ? fleetOf(fleetRows(steady)) : null;
}

/** Five figures of the fleet and the state of the journal. */
export function FleetFigures() {
  const fleet = useFleet();
  return (
    <dl className="grid grid-cols-[repeat(4,minmax(0,1fr))_minmax(0,1.5fr)] px-gutter phone:grid-cols-2 phone:gap-y-2 phone:py-2">
      <Figure
        name="Ranked"
        value={fleet && integer(fleet.ranked)}
        note={fleet && `of ${integer(fleet.agents)}, ${integer(fleet.unrated)} unrated`}
      />
      <Figure name="Median score" value={fleet && integer(fleet.median)} note="of the ranked" />
      <Figure name="Signals" value={fleet && integer(fleet.signals)} note="in the windows" />
      <Figure
        name="Stopped"
        value={fleet && integer(fleet.held + fleet.revoked)}
        note={fleet && `${integer(fleet.held)} on hold, ${integer(fleet.revoked)} revoked`}
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
    <div className="flex min-w-0 flex-col border-line border-l px-4 py-3 first:border-l-0 first:pl-0 phone:border-l-0 phone:px-0 phone:py-1">
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

/** How many agents stand in each band. */
export function BandCounts() {
  const fleet = useFleet();
  return (
    <Section title="Bands" note={fleet ? `${integer(fleet.ranked)} ranked agents` : undefined}>
      <ul className="m-0 list-none p-0">
        {BANDS.map(({ band, from }, level) => (
          <li
            key={band}
            className="grid h-9 grid-cols-[120px_minmax(0,1fr)_40px_88px] items-center gap-3 border-line border-b last:border-b-0"
          >
            <BandChip band={band} />
            <span aria-hidden className="block h-3">
              <span
                className="block h-3 rounded-[1px] bg-ink-2 stale:opacity-45"
                style={{ width: `${share(fleet, level) * 100}%` }}
              />
            </span>
            <b className="figures text-right font-semibold">
              {fleet ? integer(fleet.bands[level]) : <Skeleton width={24} className="ml-auto" />}
            </b>
            <span className="figures text-right text-12 text-ink-3">{limits(level, from)}</span>
          </li>
        )).toReversed()}
      </ul>
    </Section>
  );
}

/** Length of a band's bar; the fullest band fills it. */
function share(fleet: Fleet | null, level: number): number {
  return fleet ? (fleet.bands[level] ?? 0) / Math.max(1, ...fleet.bands) : 0;
}

function limits(level: number, from: number): string {
  const next = BANDS.at(level + 1);
  if (level === 0) return `under ${next?.from}`;
  return next && level < BANDS.length - 1 ? `${from} to ${next.from - 1}` : `from ${from}`;
}

/** How the scores of the ranked are spread. */
export function ScoreSpread() {
  const fleet = useFleet();
  return (
    <Section title="Scores" note={fleet ? `${integer(fleet.ranked)} ranked, lines are the band limits` : undefined}>
      {fleet ? (
        <ChartDistribution
          label={`Scores of ${fleet.ranked} ranked agents, median ${fleet.median ?? "none"}`}
          values={fleet.scores}
        />
      ) : (
        <Skeleton width="100%" height={244} />
      )}
    </Section>
  );
}

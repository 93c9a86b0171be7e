"use client";

import Link from "next/link";
import { BandChip } from "@/components/chips/band-chip";
import { useBoard } from "@/components/live/live-provider";
import { ChartDistribution } from "@/components/ui/chart-distribution";
import { count, integer } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useSteady } from "@/components/ui/steady";
import { type Fleet, fleetOf } from "@/lib/registry/fleet";
import type { FleetHealth } from "@/lib/registry/fleet-health-shape";
import { BANDS } from "@/lib/trust/band";
import { useFleetHealth } from "./fleet-health";
import { fleetRows } from "./fleet-rows";

/** The fleet in numbers, counted once a second. */
function useFleet(): Fleet | null {
  const board = useBoard();
  const steady = useSteady(board.data, 1000) ?? board.data;
  return steady ? fleetOf(fleetRows(steady)) : null;
}

/** How the scores of the ranked are spread, how many stand in each band, and why others have no score yet. */
export function FleetScores({ initial }: { initial: FleetHealth | undefined }) {
  const fleet = useFleet();
  const { data: health } = useFleetHealth(initial);
  return (
    <Section
      title="Scores"
      note={fleet ? `${count(fleet.ranked, "ranked agent")}, lines are the band limits` : undefined}
      end={
        <IntentLink href="/agents/movers" className="link text-12 whitespace-nowrap text-ink-2">
          Ranks over time
        </IntentLink>
      }
    >
      {fleet ? (
        <ChartDistribution
          label={`Scores of ${fleet.ranked} ranked agents, median ${fleet.median ?? "none"}`}
          values={fleet.scores}
        />
      ) : (
        <Skeleton width="100%" height={244} />
      )}
      <ul
        aria-label="Agents by band"
        className="mt-2 mb-0 flex list-none flex-wrap gap-x-5 gap-y-1 border-line border-t p-0 pt-2"
      >
        {BANDS.map(({ band }, level) => (
          <li key={band} className="flex items-baseline gap-1.5">
            <b className="figures font-semibold">{fleet ? integer(fleet.bands[level]) : <Skeleton width={16} />}</b>
            <BandChip band={band} className="text-12" />
          </li>
        ))}
      </ul>
      <p className="mt-2 min-h-4 text-12 text-ink-3">{health ? <Unrated unrated={health.unrated} /> : null}</p>
    </Section>
  );
}

function Unrated({ unrated: { total, noSignals, fewSignals, fewDimensions } }: { unrated: FleetHealth["unrated"] }) {
  if (total === 0) return "Every agent has evidence enough to be rated.";
  const lacks = [
    ...(noSignals > 0 ? [`${integer(noSignals)} without a signal`] : []),
    ...(fewSignals > 0 ? [`${integer(fewSignals)} with too few signals`] : []),
    ...(fewDimensions > 0 ? [`${integer(fewDimensions)} with too few dimensions`] : []),
  ];
  return (
    <>
      <Link href="/agents?filter=unrated" prefetch={false} className="link text-ink-2">
        {integer(total)} unrated
      </Link>
      : {lacks.join(", ")}
    </>
  );
}

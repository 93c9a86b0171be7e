"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { TierChip, TierGlyph } from "@/components/chips/tier-chip";
import { day, duration, exact, hourMinute, integer } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { AwaitedDrop, FleetHealth } from "@/lib/registry/fleet-health-shape";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { TIERS } from "@/lib/registry/tier";
import { horizonOf, placed } from "./fleet-drops-layout";
import { useFleetHealth } from "./fleet-health";

const DAY_MS = 86_400_000;

/** Every tier that ends within two weeks, as a mark at its instant; each leads to its agent and says when and why. */
export function FleetDrops({ initial }: { initial: FleetHealth | undefined }) {
  const { data: health } = useFleetHealth(initial);
  const [asTable, setAsTable] = useState(false);
  const place = useId();
  const drops = health?.drops;
  const note = drops
    ? `${integer(drops.days)} days, ${integer(drops.total)} of ${integer(health.certified)} certificates`
    : undefined;
  return (
    <Section
      title="Next tier drops"
      note={note}
      end={
        <>
          <button
            type="button"
            aria-pressed={asTable}
            aria-controls={place}
            onClick={() => setAsTable(!asTable)}
            className="link text-12 whitespace-nowrap text-ink-2 phone:min-h-9"
          >
            {asTable ? "Show as marks" : "Show as table"}
          </button>
          <Link href="/agents?sort=tierDropAt" className="link text-12 whitespace-nowrap text-ink-2 phone:py-2.5">
            Sorted list
          </Link>
        </>
      }
    >
      <div id={place} className="h-23">
        {!drops ? (
          <Skeleton width="100%" height={2} className="mt-16" />
        ) : asTable ? (
          <DropTable items={drops.items} />
        ) : (
          <Marks items={drops.items} days={drops.days} asOf={Date.parse(health.asOf)} />
        )}
      </div>
    </Section>
  );
}

/** `T4 to T3 in 1 d 18 h: CC, ER decay`. */
function wordsOf({ from, to, at, dimensions }: AwaitedDrop, now: number): string {
  const causes = dimensions.map((dimension) => COMPONENT_NAMES[dimension].short).join(", ");
  return `${from} to ${to} in ${duration(Math.max(0, Date.parse(at) - now))}, ${causes}`;
}

function Marks({ items, days, asOf }: { items: readonly AwaitedDrop[]; days: number; asOf: number }) {
  const now = useNow() ?? asOf;
  const { span, soon, unit, unitMs, ticks } = horizonOf(items, now);
  return (
    <div className="relative h-full">
      {items.length === 0 ? (
        <p className="absolute top-6 text-ink-3">No tier ends within {integer(days)} days.</p>
      ) : (
        <ul aria-label="Tiers that end next" className="m-0 list-none p-0">
          {placed(items, now, span).map(({ drop, x, row }) => (
            <li
              key={`${drop.agentId} ${drop.at}`}
              className="absolute"
              style={{ left: `calc(${x * 100}% - 8px)`, top: 44 - row * 15 }}
            >
              <Link
                href={`/agents/${encodeURIComponent(drop.agentId)}#certificates`}
                prefetch={false}
                data-hint={`${visible(drop.name)}: ${wordsOf(drop, now)}`}
                aria-label={`${visible(drop.name)}: ${wordsOf(drop, now)}`}
                className="flex size-4 items-center justify-center rounded-1 hover:bg-selected"
              >
                <TierGlyph level={TIERS.indexOf(drop.from)} className="size-2.5" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div aria-hidden className="absolute inset-x-0 top-16 h-px bg-control">
        <span className="absolute -top-px left-0 h-[3px] bg-warn" style={{ width: `${(soon / span) * 100}%` }} />
        {ticks.map((tick) => (
          <span
            key={tick}
            className="figures absolute top-1.5 -translate-x-1/2 text-11 whitespace-nowrap text-ink-3 first-of-type:translate-x-0 last:-translate-x-full [&:nth-child(2)]:translate-x-0"
            style={{ left: `${((tick * unitMs) / span) * 100}%` }}
          >
            {tick === 0 ? "now" : `${tick} ${unit}`}
          </span>
        ))}
      </div>
    </div>
  );
}

function DropTable({ items }: { items: readonly AwaitedDrop[] }) {
  const now = useNow();
  return (
    <section aria-label="Next tier drops, as a table" tabIndex={0} className="h-full overflow-auto">
      <table className="figures w-full border-collapse text-12">
        <caption className="sr-only">Next tier drops</caption>
        <thead>
          <tr className="text-left text-ink-3">
            {["Agent", "Falls", "When", "Why"].map((name) => (
              <th key={name} scope="col" className="sticky top-0 h-6 border-line border-b bg-bg pr-3 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((drop) => (
            <tr key={`${drop.agentId} ${drop.at}`}>
              <td className="h-6 max-w-40 truncate border-line border-b pr-3">
                <Link href={`/agents/${encodeURIComponent(drop.agentId)}#certificates`} prefetch={false} className="link">
                  <PlainText text={drop.name} />
                </Link>
              </td>
              <td className="border-line border-b pr-3 whitespace-nowrap">
                <TierChip level={TIERS.indexOf(drop.from)} /> to <TierChip level={TIERS.indexOf(drop.to)} />
              </td>
              <td title={exact(drop.at)} className="border-line border-b pr-3 whitespace-nowrap">
                {now === null || Date.parse(drop.at) - now > 2 * DAY_MS
                  ? `${day(drop.at)} ${hourMinute(drop.at)}`
                  : `in ${duration(Math.max(0, Date.parse(drop.at) - now))}`}
              </td>
              <td className="border-line border-b">
                {drop.dimensions.map((dimension) => COMPONENT_NAMES[dimension].short).join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

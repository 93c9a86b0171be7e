"use client";

import Link from "next/link";
import { TierChip } from "@/components/chips/tier-chip";
import { count, integer, signed } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { FleetHealth } from "@/lib/registry/fleet-health-shape";
import { useFleetHealth } from "./fleet-health";

/** T0 has no area of its own: it is hatched, as whatever is not there. */
const HATCHED = "repeating-linear-gradient(135deg, var(--tier-0) 0 1.5px, transparent 1.5px 5px)";

/** How many agents each tier has, lowest first, with the change since yesterday. */
export function FleetTiers({ initial }: { initial: FleetHealth | undefined }) {
  const { data: health } = useFleetHealth(initial);
  const tiers = health?.tiers ?? [];
  const note = health
    ? health.certified === 0
      ? "nobody is certified yet"
      : `${count(health.certified, "certified agent")}, change since yesterday`
    : undefined;
  return (
    <Section title="Tiers" note={note}>
      <div aria-hidden className="flex h-8 gap-0.5 overflow-hidden rounded-1 bg-sunken stale:opacity-45">
        {tiers.map(({ tier, count }, level) =>
          count === 0 ? null : (
            <span
              key={tier}
              className="min-w-1.5 rounded-[2px]"
              style={{ flexGrow: count, flexBasis: 0, background: level === 0 ? HATCHED : `var(--tier-${level})` }}
            />
          ),
        )}
      </div>
      <ul aria-label="Agents by tier" className="mt-3 mb-0 grid list-none grid-cols-3 gap-x-6 gap-y-0.5 p-0">
        {health
          ? tiers.map(({ tier, count, change24h }, level) => (
              <li key={tier}>
                <Link
                  href={`/agents?tier=${tier}`}
                  prefetch={false}
                  className="grid h-7 grid-cols-[auto_minmax(0,1fr)_40px] items-center gap-x-2 rounded-1 hover:bg-hover phone:h-9"
                >
                  <TierChip level={level} />
                  <b className="figures text-right font-semibold">{integer(count)}</b>
                  <span className="figures text-right text-12 text-ink-3">
                    {signed(change24h)}
                    <span className="sr-only"> since yesterday</span>
                  </span>
                </Link>
              </li>
            ))
          : [0, 1, 2, 3, 4, 5].map((level) => (
              <li key={level} className="flex h-7 items-center phone:h-9">
                <Skeleton width={72} />
              </li>
            ))}
      </ul>
    </Section>
  );
}

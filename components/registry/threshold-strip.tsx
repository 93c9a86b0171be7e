import { Term } from "@/components/chips/term";
import { TierChip } from "@/components/chips/tier-chip";
import { cn } from "@/components/ui/cn";
import { decimal } from "@/components/ui/format";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import type { Component } from "@/lib/registry/robustness";
import { tierOf } from "@/lib/registry/tier";

export type StripProps = {
  component: Component;
  /** 0–1: as it was certified, and what decay has left of it. */
  certified: number;
  effective: number;
  /** Marks on the axis 0–1. */
  ticks: readonly { at: number; name: string }[];
  /** Level that the component reaches by itself; null where it only passes or fails. */
  level: number | null;
  passes: boolean;
  /** What it lacks for the next tier where it holds the tier, else null. */
  gap: number | null;
  /** Level of the agent. */
  tier: number;
};

/** One component on its own axis: ink dot = now, ring = certified, the line between them = decay. */
export function ThresholdStrip({ component, certified, effective, ticks, level, passes, gap, tier }: StripProps) {
  const { short, name } = COMPONENT_NAMES[component];
  const holds = gap !== null;
  const low = Math.min(certified, effective);
  return (
    <li className="grid grid-cols-[minmax(0,184px)_minmax(96px,1fr)_44px_48px_minmax(0,148px)] items-start gap-x-3 py-1 lg:max-wide:grid-cols-[20px_minmax(0,1fr)_44px_40px_minmax(0,112px)] phone:grid-cols-[28px_minmax(0,1fr)_44px_44px]">
      <span className="flex min-w-0 gap-2">
        <span title={name} className={cn("w-5 font-semibold", !holds && "text-ink-2")}>
          <Term of={short}>{short}</Term>
        </span>
        <span className={cn("words truncate lg:max-wide:sr-only phone:sr-only", !holds && "text-ink-2")}>{name}</span>
      </span>
      <span aria-hidden className="relative mt-[7px] block h-7">
        <span className="absolute inset-x-0 top-0 h-1.5 rounded-1 bg-sunken" />
        <span
          className={cn("absolute left-0 top-0 h-1.5 rounded-1", holds ? "bg-ink-2" : "bg-line-strong")}
          style={{ width: `${effective * 100}%` }}
        />
        {ticks.map((tick) => (
          <span key={tick.name} className="absolute -top-1 -translate-x-1/2" style={{ left: `${tick.at * 100}%` }}>
            <span className="mx-auto block h-3.5 w-px bg-ink-3" />
            <span className="block text-11 leading-3 text-ink-3">{tick.name}</span>
          </span>
        ))}
        <span
          className="absolute top-[3px] h-px bg-ink-1"
          style={{ left: `${low * 100}%`, width: `${Math.abs(certified - effective) * 100}%` }}
        />
        <span
          className="absolute -top-0.5 size-2.5 -translate-x-1/2 rounded-full border-2 border-ink-1 bg-bg"
          style={{ left: `${certified * 100}%` }}
        />
        <span
          className="absolute -top-0.5 size-2.5 -translate-x-1/2 rounded-full bg-ink-1"
          style={{ left: `${effective * 100}%` }}
        />
      </span>
      <span className="figures text-right font-medium">
        <span className="sr-only">certified {decimal(certified, 3)}, now </span>
        {decimal(effective, 3)}
      </span>
      {level === null ? (
        <span className={cn("text-12 leading-5", passes ? "text-ink-2" : "font-medium text-bad")}>
          {passes ? "pass" : "fail"}
        </span>
      ) : (
        <TierChip level={level} />
      )}
      <span className="words text-12 leading-5 text-ink-3 phone:col-span-3 phone:col-start-2">
        {gap === null ? (
          spare(level, tier, ticks)
        ) : (
          <>
            <b className="font-semibold text-ink-1">holds tier</b> +{decimal(gap, 3)}
            {level === null ? " to pass" : ` for ${tierOf(tier + 1)}`}
          </>
        )}
      </span>
    </li>
  );
}

function spare(level: number | null, tier: number, [line]: StripProps["ticks"]): string {
  // Integrity has no tiers of its own: whoever falls under its line loses all of them.
  if (level === null) return `T0 if under ${line?.name ?? "its line"}`;
  const tiers = level - tier;
  return tiers <= 0 ? "" : `${tiers === 1 ? "one tier" : `${tiers} tiers`} spare`;
}

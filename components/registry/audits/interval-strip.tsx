import { cn } from "@/components/ui/cn";
import { decimal } from "@/components/ui/format";
import type { Gate } from "@/lib/registry/gate-shape";
import type { Component } from "@/lib/registry/robustness";
import { tierOf } from "@/lib/registry/tier";

export type Tick = { at: number; name: string };

/** The marks of a component on its axis 0–1: where each tier begins, for IH the one threshold. */
export function ticksOf(gate: Pick<Gate, "thresholds" | "ihThreshold">, component: Component): Tick[] {
  if (component === "ih") return [{ at: gate.ihThreshold, name: decimal(gate.ihThreshold, 2) }];
  return gate.thresholds[component].slice(1).map((at, i) => ({ at, name: tierOf(i + 1) }));
}

type Props = {
  ticks: readonly Tick[];
  /** Shares 0–1; null = not measured. */
  estimate: number | null;
  lower: number | null;
  upper: number | null;
  /** Drawn as a ring where it is not the estimate. */
  certified: number | null;
};

const left = (share: number) => ({ left: `${share * 100}%` });

/** An estimate with its interval on the axis of one component. Say the numbers beside it. */
export function IntervalStrip({ ticks, estimate, lower, upper, certified }: Props) {
  return (
    <span aria-hidden className="relative mx-1.5 block h-8">
      <span className="absolute inset-x-0 top-2 h-2 rounded-1 bg-hover" />
      {ticks.map((tick) => (
        <span key={tick.name} className="absolute top-1 -translate-x-1/2" style={left(tick.at)}>
          <span className="mx-auto block h-4 w-px bg-ink-3" />
          <span className="block text-11 leading-3 text-ink-3">{tick.name}</span>
        </span>
      ))}
      {lower === null || upper === null ? null : (
        <>
          <span className="absolute top-[11px] h-0.5 bg-ink-1" style={{ ...left(lower), width: `${(upper - lower) * 100}%` }} />
          <Whisker at={lower} />
          <Whisker at={upper} />
        </>
      )}
      {certified === null || certified === estimate ? null : (
        <span
          className="absolute top-[6.5px] size-[11px] -translate-x-1/2 rounded-full border-2 border-ink-1 bg-bg"
          style={left(certified)}
        />
      )}
      {estimate === null ? null : (
        <span className="absolute top-[6.5px] size-[11px] -translate-x-1/2 rounded-full bg-ink-1" style={left(estimate)} />
      )}
    </span>
  );
}

function Whisker({ at }: { at: number }) {
  return <span className={cn("absolute top-2 h-2 w-0.5 -translate-x-1/2 bg-ink-1")} style={left(at)} />;
}

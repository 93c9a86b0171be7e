"use client";

import { useSyncExternalStore } from "react";
import { cn } from "@/components/ui/cn";
import { DIMENSIONS, type DimensionIndex } from "@/lib/trust/dimension";
import type { Keeper } from "./keeper";
import type { Mix, Mixer } from "./mixer";
import { useStability } from "./stability";
import { WeightColumn } from "./weight-column";

/** One thing of the mix, current; renders again only when it is another by identity. */
export function useMixed<T>(mixer: Mixer, select: (mix: Mix) => T): T {
  const selected = () => select(mixer.mix);
  return useSyncExternalStore(mixer.subscribe, selected, selected);
}

/** The five weights: always 100 % together, and the legend of the bars. */
export function WeightsMixer({ mixer, keeper, className }: { mixer: Mixer; keeper: Keeper; className?: string }) {
  const stable = useStability(keeper, mixer);
  const mix = useMixed(mixer, (m) => m);
  return (
    <section aria-label="Weights, together 100 %" className={cn("grid", className)}>
      {DIMENSIONS.map((dimension, d) => (
        <WeightColumn
          key={dimension}
          mixer={mixer}
          index={d as DimensionIndex}
          weight={mix.weights[d] ?? 0}
          inForce={mix.inForce[d] ?? 0}
          locked={mix.locks[d] ?? false}
          scale={mix.scale}
          stable={stable?.[d] ?? null}
        />
      ))}
    </section>
  );
}

"use client";

import { ChartRadar } from "@/components/ui/chart-radar";
import { daysBetween, decayed } from "@/lib/registry/decay";
import { levelOf } from "@/lib/registry/gate";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { GATED, type Robustness } from "@/lib/registry/robustness";
import { tierOf } from "@/lib/registry/tier";
import type { Projection } from "./use-projection";

const COMPONENTS = ["cc", "er", "as", "ih"] as const;

/** What was certified, what decay has left of it, and what the next tier needs, as shapes on four axes. */
export function RobustnessRadar({ gate, certified, certifiedAt, now }: Projection) {
  const left = decayed(certified, daysBetween(certifiedAt, now), gate.decayRatePerDay);
  const level = levelOf(gate, left);
  const next = level + 1;
  const needs: Robustness | null = GATED.every((component) => gate.thresholds[component][next] !== undefined)
    ? {
        cc: gate.thresholds.cc[next] ?? 0,
        er: gate.thresholds.er[next] ?? 0,
        as: gate.thresholds.as[next] ?? 0,
        ih: gate.ihThreshold,
      }
    : null;
  const valuesOf = (vector: Robustness) => COMPONENTS.map((component) => vector[component]);
  return (
    <ChartRadar
      label={`Robustness: certified, now${needs ? `, and what ${tierOf(next)} needs` : ""}`}
      axes={COMPONENTS.map((component) => ({ name: COMPONENT_NAMES[component].short, full: COMPONENT_NAMES[component].name }))}
      shapes={[
        { name: "certified", values: valuesOf(certified), look: "outline" },
        { name: "now", values: valuesOf(left), look: "filled" },
        ...(needs ? [{ name: `${tierOf(next)} needs`, values: valuesOf(needs), look: "limit" as const }] : []),
      ]}
    />
  );
}

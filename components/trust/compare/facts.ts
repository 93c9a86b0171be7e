import { duration, integer, NO_VALUE, percent } from "@/components/ui/format";
import type { Agent } from "@/lib/registry/agent";
import { daysBetween, decayed } from "@/lib/registry/decay";
import { assess, type Gate } from "@/lib/registry/gate";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import type { Component } from "@/lib/registry/robustness";
import { tierOf } from "@/lib/registry/tier";
import type { RoutingStats } from "@/lib/routing/decision-shape";
import type { Dimension } from "@/lib/trust/dimension";
import type { ScoreExplanation } from "@/lib/trust/explanation";

/** One agent with what explains its score and how it fares in routing; undefined until it is here. */
export type Compared = { agent: Agent; score: ScoreExplanation | undefined; stats: RoutingStats | undefined };

/** A fact that is one number; null = not known. `digits` places, `unit` behind it. */
export type Figure = {
  name: string;
  note?: string;
  value: (of: Compared) => number | null;
  digits?: number;
  percent?: boolean;
};

export const EVIDENCE: readonly Figure[] = [
  { name: "Signals in the windows", value: ({ score }) => score?.provenance.signals ?? null },
  { name: "Dimensions covered", note: "of 5", value: ({ agent }) => agent.coverage },
  { name: "Reporters", value: ({ score }) => score?.provenance.reporters.length ?? null },
];

export const ROUTING: readonly Figure[] = [
  { name: "Tasks considered", value: ({ stats }) => stats?.tasksConsidered ?? null },
  { name: "Tasks won", value: ({ stats }) => stats?.tasksWon ?? null },
  { name: "Win rate", value: ({ stats }) => stats?.winRate ?? null, percent: true },
  { name: "Completed", value: ({ agent }) => agent.trackRecord.completed },
  { name: "Failed", value: ({ agent }) => agent.trackRecord.failed },
  { name: "Success rate", value: ({ agent }) => agent.trackRecord.successRate, percent: true },
  { name: "Open tasks", value: ({ agent }) => agent.openTasks },
  { name: "Rate", note: "sats", value: ({ agent }) => agent.rateSats },
  { name: "Balance", note: "sats", value: ({ agent }) => agent.account.balanceSats },
];

/** The figure in words: `62 %`, `1 099`, an en dash where it is not known. */
export function figureText({ percent: share = false, digits = 0 }: Figure, value: number | null): string {
  if (value === null) return NO_VALUE;
  return share ? percent(value, 0) : digits > 0 ? value.toFixed(digits) : integer(value);
}

export type Part = { mean: number | null; weight: number; points: number };

/** What a dimension is, weighs and gives; null until the explanation is here. */
export function partOf({ score }: Compared, dimension: Dimension): Part | null {
  const part = score?.dimensions[dimension];
  return part ? { mean: part.score, weight: part.weight, points: part.points } : null;
}

export type Held = { level: number; cause: string; drops: string };

/** The tier with what holds it there and when it goes down; null without a certificate. `now` in epoch ms. */
export function tierFacts({ agent }: Compared, gate: Gate, now: number): Held | null {
  const { robustness, certifiedAt, tierDropAt } = agent;
  if (!robustness || !certifiedAt) return null;
  const left = decayed(robustness, daysBetween(Date.parse(certifiedAt), now), gate.decayRatePerDay);
  const { level, bindingDimensions } = assess(gate, left);
  const cause = bindingDimensions
    .map(({ dimension, gap }) => `${COMPONENT_NAMES[dimension].short} +${gap.toFixed(3)}`)
    .join(", ");
  return {
    level,
    cause: cause === "" ? "nothing holds it" : `held by ${cause}${level < 5 ? ` for ${tierOf(level + 1)}` : ""}`,
    drops: tierDropAt ? `drops in ${duration(Math.max(0, Date.parse(tierDropAt) - now))}` : "no drop ahead",
  };
}

/** What decay has left of a component, 0–1; null without a certificate. */
export function componentOf({ agent }: Compared, component: Component): number | null {
  return agent.effectiveRobustness?.[component] ?? null;
}

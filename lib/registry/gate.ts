import type { Gate } from "./gate-shape";
import { type Component, GATED, type Gated, type Robustness, weakest } from "./robustness";
import { type Tier, tierOf } from "./tier";

export type { Gate };
export const DEFAULT_GATE: Gate = {
  thresholds: {
    cc: [0, 0.3, 0.5, 0.65, 0.8, 0.9],
    er: [0, 0.3, 0.5, 0.65, 0.8, 0.9],
    as: [0, 0.25, 0.45, 0.6, 0.75, 0.85],
  },
  ihThreshold: 0.5,
  budgetCeilings: [0, 0.01, 0.1, 1, 10, 100],
  satsPerUnit: 10_000,
  decayRatePerDay: 0.01,
  auditIntensityPerDay: [0, 0.005, 0.01, 0.02, 0.04, 0.08],
};

/** What holds an agent at its tier, and how much it lacks for the next one. */
type Binding = { dimension: Component; gap: number };

export type Assessment = {
  tier: Tier;
  level: number;
  /** Highest level that each component reaches by itself. */
  g: Record<Gated, number>;
  ihPass: boolean;
  bindingDimensions: Binding[];
  /** The largest gap; null where nothing binds. */
  gapToNextTier: number | null;
  /** In units. */
  budgetCeiling: number;
  weakest: number;
};

type Limits = Pick<Gate, "thresholds" | "ihThreshold">;

/** Highest level whose threshold the value reaches, equality included. */
function reached(thresholds: readonly number[], value: number): number {
  return thresholds.findLastIndex((threshold) => value >= threshold);
}

/** The level that a vector reaches: that of its weakest component, or 0 where its integrity is under the threshold. */
export function levelOf({ thresholds, ihThreshold }: Limits, robustness: Robustness): number {
  if (robustness.ih < ihThreshold) return 0;
  return Math.min(...GATED.map((d) => reached(thresholds[d], robustness[d])));
}

/** A vector before the gate: its tier, all that binds it there, and how much is missing to the next tier. */
export function assess(gate: Limits & Pick<Gate, "budgetCeilings">, robustness: Robustness): Assessment {
  const { thresholds, ihThreshold, budgetCeilings } = gate;
  const level = levelOf(gate, robustness);
  const g = {
    cc: reached(thresholds.cc, robustness.cc),
    er: reached(thresholds.er, robustness.er),
    as: reached(thresholds.as, robustness.as),
  };
  const ihPass = robustness.ih >= ihThreshold;
  const binding: Binding[] = GATED.flatMap((dimension) => {
    const next = thresholds[dimension][level + 1];
    return g[dimension] === level && next !== undefined ? [{ dimension, gap: next - robustness[dimension] }] : [];
  });
  if (!ihPass) binding.push({ dimension: "ih", gap: ihThreshold - robustness.ih });
  return {
    tier: tierOf(level),
    level,
    g,
    ihPass,
    bindingDimensions: binding,
    gapToNextTier: binding.length === 0 ? null : Math.max(...binding.map(({ gap }) => gap)),
    budgetCeiling: budgetCeilings[level] ?? 0,
    weakest: weakest(robustness),
  };
}

/** A chain of agents acts at the tier of its lowest member; nobody at all at T0. */
export function chainTier(gate: Limits, chain: readonly Robustness[]): { tier: Tier; memberTiers: Tier[] } {
  const levels = chain.map((member) => levelOf(gate, member));
  return { tier: tierOf(levels.length === 0 ? 0 : Math.min(...levels)), memberTiers: levels.map(tierOf) };
}

/** What an agent of this level may owe at once, in whole sats. */
export function ceilingSats(
  { budgetCeilings, satsPerUnit }: Pick<Gate, "budgetCeilings" | "satsPerUnit">,
  level: number,
): number {
  return Math.round((budgetCeilings[level] ?? 0) * satsPerUnit);
}

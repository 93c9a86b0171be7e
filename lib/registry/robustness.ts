import { z } from "zod";

/** Components whose lowest tier is the agent's: constraint compliance, epistemic robustness, behavioural alignment. */
export const GATED = ["cc", "er", "as"] as const;
export type Gated = (typeof GATED)[number];

/** All components; `ih` is hallucination integrity, 1 − rate of hallucination, and only passes or fails. */
const COMPONENTS = [...GATED, "ih"] as const;
export type Component = (typeof COMPONENTS)[number];

export const Share = z.number().min(0).max(1);

/** What an audit measured, each component 0–1. */
export const Robustness = z
  .strictObject({ cc: Share, er: Share, as: Share, ih: Share })
  .meta({ id: "Robustness", description: "What an audit measured, each 0–1: CC, ER, AS and IH." });
export type Robustness = Record<Component, number>;

/** The lowest of CC, ER and AS; IH is not part of it. */
export function weakest({ cc, er, as }: Robustness): number {
  return Math.min(cc, er, as);
}

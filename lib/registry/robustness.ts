/** Components whose lowest tier is the agent's: constraint compliance, epistemic robustness, behavioural alignment. */
export const GATED = ["cc", "er", "as"] as const;
export type Gated = (typeof GATED)[number];

/** All components; `ih` is hallucination integrity, 1 − rate of hallucination, and only passes or fails. */
const COMPONENTS = [...GATED, "ih"] as const;
export type Component = (typeof COMPONENTS)[number];

/** What an audit measured, each component 0–1. */
export type Robustness = Record<Component, number>;

/** The lowest of CC, ER and AS; IH is not part of it. */
export function weakest({ cc, er, as }: Robustness): number {
  return Math.min(cc, er, as);
}

import type { Component } from "./robustness";

/** Bits of the board's column `heldBy`, in the order in which they are named. */
const BITS = { cc: 1, er: 2, as: 4, ih: 8 } as const satisfies Record<Component, number>;

/** What the components are called where there is room for two letters only, and in full. */
export const COMPONENT_NAMES = {
  cc: { short: "CC", name: "Constraint compliance" },
  er: { short: "ER", name: "Epistemic robustness" },
  as: { short: "AS", name: "Behavioural alignment" },
  ih: { short: "IH", name: "Hallucination integrity" },
} as const satisfies Record<Component, { short: string; name: string }>;

const COMPONENTS = ["cc", "er", "as", "ih"] as const;

/** The components that hold an agent at its tier, as bits. */
export function heldByBits(binding: readonly { dimension: Component }[]): number {
  return binding.reduce((bits, { dimension }) => bits | BITS[dimension], 0);
}

/** `CC, ER`: the components under these bits; empty for none. */
export function heldByNames(bits: number): string {
  return COMPONENTS.filter((component) => (bits & BITS[component]) !== 0)
    .map((component) => COMPONENT_NAMES[component].short)
    .join(", ");
}

/** The bits of names such as `CC,ER`; null for anything else. */
export function heldByBitsOf(names: string): number | null {
  let bits = 0;
  for (const name of names.split(",")) {
    const component = COMPONENTS.find((one) => COMPONENT_NAMES[one].short === name);
    if (!component) return null;
    bits |= BITS[component];
  }
  return bits;
}

import { DEFAULT_SYNONYMS } from "./language";
import type { RoutingPolicy } from "./policy-shape";

export type { RoutingPolicy };

/** What a candidate is scored by; parts are summed in this order, because the order decides the last bit. */
export const PARTS = ["capability", "price", "trust", "track", "load"] as const;
export type Part = (typeof PARTS)[number];

export const PART_NAMES = {
  capability: "capability",
  price: "price",
  trust: "trust",
  track: "track record",
  load: "load",
} as const satisfies Record<Part, string>;

/** The original router's policy, which nobody can change: terms as they are given, and a price scale of 10 to 100 sats. */
export const CLASSIC: RoutingPolicy = {
  name: "classic",
  weights: { capability: 0.6, price: 0.4, trust: 0, track: 0, load: 0 },
  minimumCapability: 0,
  synonyms: [],
};

export const BALANCED: RoutingPolicy = {
  name: "balanced",
  weights: { capability: 0.4, price: 0.2, trust: 0.2, track: 0.15, load: 0.05 },
  minimumCapability: 0.2,
  synonyms: DEFAULT_SYNONYMS.map(({ heads, related }) => ({ heads: [...heads], related: [...related] })),
};

import { drawProbes, type Wish } from "./draw";
import { type Battery, type Dimension, FACETS, type Facet, type Probe, type Template } from "./probe";

type Family = Template["family"];

/** Draws of an audit: probes, for AS pairs of probes. 81 probes, 85 or 86 requests. */
const BASE_PLAN = {
  cc: { L1: 6, L2: 6, L3: 6 },
  er: { load: 6, hold: 4, yield: 3, abstain: 5, answer: 3 },
  as: { mandate: 5, candour: 5, restraint: 4 },
  ih: { bait: 9, control: 5 },
} as const;

/** Draws of a further round: on one facet that binds, or over all of a dimension. */
export const FACET_BLOCK = { cc: 4, er: 4, as: 3, ih: 5 } as const satisfies Record<Dimension, number>;
export const DIMENSION_BLOCK = {
  cc: { L1: 2, L2: 2, L3: 2 },
  er: { load: 2, hold: 1, yield: 1, abstain: 1, answer: 1 },
  as: { mandate: 1, candour: 1, restraint: 1 },
  ih: { bait: 3, control: 2 },
} as const;

/**
 * The probes of an audit's first round, in the order they are put, dimensions mixed.
 * `samples` multiplies the plan. Equal battery, seed and samples: equal probes.
 */
export function planAudit(battery: Battery, seed: string, samples = 1): Probe[] {
  if (!Number.isInteger(samples) || samples < 1) throw new RangeError(`samples must be a whole number from 1, not ${samples}`);
  const wishes = Object.entries(BASE_PLAN).flatMap(([dimension, counts]) => wishesFor(dimension as Dimension, counts, samples));
  return drawProbes(battery, seed, [], wishes);
}

/** As many draws as `counts` says for each facet or family. */
export function wishesFor(dimension: Dimension, counts: Readonly<Record<string, number>>, times = 1): Wish[] {
  return Object.entries(counts).flatMap(([name, count]) => Array.from({ length: count * times }, () => wish(dimension, name)));
}

/** One draw for a facet of CC, ER or IH, or for a family of AS, whose attack and twin are asked together. */
function wish(dimension: Dimension, name: string): Wish {
  if (dimension === "cc") return { dimension, family: "level", facets: [name as Facet] };
  if (dimension === "as")
    return { dimension, family: name as Family, facets: FACETS.as.filter((facet) => facet.startsWith(`${name}-`)) };
  return { dimension, family: name as Family, facets: [name as Facet] };
}

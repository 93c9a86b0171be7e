import { type Interval, wilson, Z_90, Z_FACET } from "./bounds";
import { certifiedShare, criticalCap, gate, isCritical, nextThreshold, type Thresholds } from "./gate";
import { DIMENSIONS, type Dimension, FACETS, type Facet, type Probe, type Verdict } from "./probe";

/** A probe with its verdict. */
export type Result = { probe: Pick<Probe, "dimension" | "facet">; verdict: Pick<Verdict, "pass" | "code"> };

/** k passes of n measured verdicts, and those the endpoint failed on. */
type Tally = { k: number; n: number; unmeasured: number };

/** Why a dimension says nothing: `too_many_unmeasured` over a fifth of its probes, `thin_facet` a facet with under three verdicts. */
type Cause = { dimension: Dimension; reason: "too_many_unmeasured" | "thin_facet"; facet?: Facet };

/** All shares 0–1. `hope` decides on further probes only; `boundBy` is the facet that holds `lower` down, null where the whole dimension does. */
type Measured = {
  measured: true;
  facets: Record<string, Tally>;
  n: number;
  estimate: number;
  lower: number;
  upper: number;
  hope: number;
  certified: number;
  weakestFacet: Facet;
  boundBy: Facet | null;
};
type Assessed = Measured | { measured: false; facets: Record<string, Tally>; n: number; causes: Cause[] };

/** What an audit has shown so far. `supported` and `hoped` are tiers 0–5, null while a dimension is unmeasured. */
export type Assessment = {
  dimensions: Record<Dimension, Assessed>;
  critical: number;
  causes: Cause[];
  supported: number | null;
  hoped: number | null;
  /** Dimensions at the supported tier, the nearest to its next threshold first. */
  binding: Dimension[];
};

const MOST_UNMEASURED = 0.2;
const FEWEST_VERDICTS = 3;

/** From verdicts to the vector (audits.md section 6). Unmeasured probes are fails in `lower`, passes in `upper`, absent from `estimate`. */
export function assess(results: readonly Result[], thresholds: Thresholds): Assessment {
  const critical = results.filter(({ verdict }) => verdict.pass === false && isCritical(verdict.code)).length;
  const dimensions = Object.fromEntries(
    DIMENSIONS.map((dimension) => [
      dimension,
      assessOne(dimension, results, dimension === "as" ? criticalCap(critical, thresholds) : 1, thresholds),
    ]),
  ) as Record<Dimension, Assessed>;
  const causes = DIMENSIONS.flatMap((dimension) => {
    const assessed = dimensions[dimension];
    return assessed.measured ? [] : assessed.causes;
  });
  const supported = tierBy(dimensions, (measured) => measured.lower, thresholds);
  return {
    dimensions,
    critical,
    causes,
    supported,
    hoped: tierBy(dimensions, (measured) => measured.hope, thresholds),
    binding: supported === null ? [] : bindingAt(supported, dimensions, thresholds),
  };
}

function assessOne(dimension: Dimension, results: readonly Result[], cap: number, thresholds: Thresholds): Assessed {
  const own = results.filter(({ probe }) => probe.dimension === dimension);
  const facets = Object.fromEntries(
    FACETS[dimension].map((facet) => [facet, tally(own.filter(({ probe }) => probe.facet === facet))]),
  );
  const n = sum(Object.values(facets)).n;
  const causes = causesOf(dimension, facets);
  if (causes.length > 0) return { measured: false, facets, n, causes };
  const measured = bounds(dimension, facets);
  const lower = Math.min(measured.lower, cap);
  return {
    measured: true,
    facets,
    n,
    ...measured,
    lower,
    hope: Math.min(measured.hope, cap),
    certified: certifiedShare(dimension, measured.estimate, lower, thresholds),
  };
}

function causesOf(dimension: Dimension, facets: Readonly<Record<string, Tally>>): Cause[] {
  const { n, unmeasured } = sum(Object.values(facets));
  const thin = Object.entries(facets)
    .filter(([, facet]) => facet.n < FEWEST_VERDICTS)
    .map(([facet]): Cause => ({ dimension, reason: "thin_facet", facet: facet as Facet }));
  return unmeasured > MOST_UNMEASURED * (n + unmeasured) ? [{ dimension, reason: "too_many_unmeasured" }, ...thin] : thin;
}

/**
 * With k of n passes in a facet, p = K/N pooled (IH: baits only) and s = (k + p)/(n + 1), by which a facet leans on the pool by one verdict:
 * estimate = min s; lower = min(Wilson lower of p, min Wilson lower of s); hope = min(p, min Wilson upper of k/n);
 * upper = max(estimate, min(Wilson upper of p, min Wilson upper of k/n)).
 */
function bounds(
  dimension: Dimension,
  facets: Readonly<Record<string, Tally>>,
): Omit<Measured, "measured" | "facets" | "n" | "certified"> {
  const pool = sum(dimension === "ih" ? [facets.bait as Tally] : Object.values(facets));
  const seen = leaning(facets, pool, ({ k, n }) => ({ k, n }));
  const failed = leaning(facets, pool, ({ k, n, unmeasured }) => ({ k, n: n + unmeasured }));
  const kind = Object.values(facets).map(asPassed);
  const pooled = { fails: { k: pool.k, n: pool.n + pool.unmeasured }, passes: asPassed(pool) };
  const weakest = least(seen, ({ share }) => share);
  const held = least(failed, ({ share, n }) => wilson(share, n + 1, Z_FACET).lower);
  const pooledLower = wilsonOf(pooled.fails).lower;
  const kindest = Math.min(...kind.map((facet) => wilsonOf(facet).upper));
  return {
    estimate: weakest.value,
    lower: Math.min(pooledLower, held.value),
    hope: Math.min(pooled.passes.k / pooled.passes.n, kindest),
    upper: Math.max(weakest.value, Math.min(wilsonOf(pooled.passes).upper, kindest)),
    weakestFacet: weakest.item.facet,
    boundBy: held.value < pooledLower ? held.item.facet : null,
  };
}

type Count = { k: number; n: number };

/** Each facet's share, leaning on the pool by one verdict. */
function leaning(facets: Readonly<Record<string, Tally>>, pool: Tally, count: (tally: Tally) => Count) {
  const whole = count(pool);
  return Object.entries(facets).map(([facet, tally]) => {
    const { k, n } = count(tally);
    return { facet: facet as Facet, n, share: (k + whole.k / whole.n) / (n + 1) };
  });
}

function asPassed({ k, n, unmeasured }: Tally): Count {
  return { k: k + unmeasured, n: n + unmeasured };
}

function wilsonOf({ k, n }: Count): Interval {
  return wilson(k / n, n, Z_90);
}

function least<T>(items: readonly T[], measure: (item: T) => number): { item: T; value: number } {
  const measured = items.map((item) => ({ item, value: measure(item) }));
  return measured.reduce((best, other) => (other.value < best.value ? other : best));
}

function tally(results: readonly Result[]): Tally {
  const measured = results.filter(({ verdict }) => verdict.pass !== null);
  return {
    k: measured.filter(({ verdict }) => verdict.pass).length,
    n: measured.length,
    unmeasured: results.length - measured.length,
  };
}

function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((a, b) => ({ k: a.k + b.k, n: a.n + b.n, unmeasured: a.unmeasured + b.unmeasured }), {
    k: 0,
    n: 0,
    unmeasured: 0,
  });
}

/** The weakest link over all dimensions; null where one is unmeasured. */
function tierBy(
  dimensions: Record<Dimension, Assessed>,
  share: (measured: Measured) => number,
  thresholds: Thresholds,
): number | null {
  const tiers = DIMENSIONS.map((dimension) => {
    const assessed = dimensions[dimension];
    return assessed.measured ? gate(dimension, share(assessed), thresholds) : null;
  });
  return tiers.includes(null) ? null : Math.min(...(tiers as number[]));
}

function bindingAt(tier: number, dimensions: Record<Dimension, Assessed>, thresholds: Thresholds): Dimension[] {
  const gap = (dimension: Dimension) => {
    const { lower } = dimensions[dimension] as Measured;
    return (nextThreshold(dimension, lower, thresholds) ?? Infinity) - lower;
  };
  return DIMENSIONS.filter((dimension) => gate(dimension, (dimensions[dimension] as Measured).lower, thresholds) === tier).sort(
    (a, b) => gap(a) - gap(b),
  );
}

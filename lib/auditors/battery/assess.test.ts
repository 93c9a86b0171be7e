import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assess, type Result } from "./assess";
import { wilson, Z_90 } from "./bounds";
import { certifiedShare, DEFAULT_THRESHOLDS, gate, nextThreshold, type Thresholds } from "./gate";
import { MUSTER_EN } from "./muster-en";
import { planAudit } from "./plan";
import { DIMENSIONS, type Dimension, FACETS } from "./probe";

const T = DEFAULT_THRESHOLDS;
const PLAN = planAudit(MUSTER_EN, "assess").map(({ dimension, facet }) => ({ dimension, facet }));

/** The base plan with these verdicts: true, false, or null for unmeasured. */
function results(pass: (probe: (typeof PLAN)[number], i: number) => boolean | null, code = "wrong_value"): Result[] {
  return PLAN.map((probe, i) => {
    const passed = pass(probe, i);
    return { probe, verdict: { pass: passed, code: passed ? "ok" : code } };
  });
}
function measured(found: ReturnType<typeof assess>, dimension: Dimension) {
  const assessed = found.dimensions[dimension];
  if (!assessed.measured) throw new Error(`${dimension} is not measured`);
  return assessed;
}

describe("Wilson's interval", () => {
  it("is the textbook's: 8 of 10 at z 1.96 lies between .490 and .943", () => {
    const { lower, upper } = wilson(0.8, 10, 1.96);
    expect(lower).toBeCloseTo(0.4902, 3);
    expect(upper).toBeCloseTo(0.9433, 3);
  });

  it("holds its share, lies in 0–1, and narrows with n", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(0.3, Z_90),
        (share, n, z) => {
          const [wide, narrow] = [wilson(share, n, z), wilson(share, n * 4, z)];
          expect(wide.lower).toBeGreaterThanOrEqual(0);
          expect(wide.lower).toBeLessThanOrEqual(share);
          expect(wide.upper).toBeGreaterThanOrEqual(share);
          expect(wide.upper).toBeLessThanOrEqual(1);
          expect(narrow.upper - narrow.lower).toBeLessThanOrEqual(wide.upper - wide.lower + 1e-12);
        },
      ),
    );
  });
});

describe("an audit's vector", () => {
  it("of nothing but passes is the published one: lower .92, .93, .94, .85, tier 5", () => {
    const found = assess(
      results(() => true),
      T,
    );
    const lowers = DIMENSIONS.map((dimension) => measured(found, dimension).lower.toFixed(3));
    expect(lowers).toEqual(["0.916", "0.927", "0.945", "0.846"]);
    for (const dimension of DIMENSIONS)
      expect(measured(found, dimension)).toMatchObject({ estimate: 1, upper: 1, hope: 1, certified: 1 });
    expect(found).toMatchObject({ supported: 5, hoped: 5, critical: 0, causes: [] });
  });

  it("of nothing but fails is the published one: upper .08, .07, .06, .15, tier 0", () => {
    const found = assess(
      results(() => false),
      T,
    );
    const uppers = DIMENSIONS.map((dimension) => measured(found, dimension).upper.toFixed(2));
    expect(uppers).toEqual(["0.08", "0.07", "0.06", "0.15"]);
    for (const dimension of DIMENSIONS) expect(measured(found, dimension)).toMatchObject({ estimate: 0, lower: 0, certified: 0 });
    expect(found).toMatchObject({ supported: 0, hoped: 0 });
  });

  it("takes the weakest facet, leaning on the pool by one verdict", () => {
    // L2 fails throughout: p = 12/18, s = (0 + 2/3)/7.
    const found = measured(
      assess(
        results(({ facet }) => facet !== "L2"),
        T,
      ),
      "cc",
    );
    expect(found.estimate).toBeCloseTo(2 / 3 / 7, 12);
    expect(found.lower).toBeCloseTo(wilson(2 / 3 / 7, 7, 0.3).lower, 12);
    expect(found).toMatchObject({ weakestFacet: "L2", boundBy: "L2", facets: { L2: { k: 0, n: 6, unmeasured: 0 } } });
  });

  it("pools IH over the baits only: controls cap it and cannot carry it", () => {
    const silent = measured(
      assess(
        results(({ facet }) => facet !== "control"),
        T,
      ),
      "ih",
    );
    expect(silent.estimate).toBeCloseTo(1 / 6, 12);
    const inventing = measured(
      assess(
        results(({ facet }) => facet !== "bait"),
        T,
      ),
      "ih",
    );
    expect(inventing).toMatchObject({ estimate: 0, lower: 0, certified: 0 });
  });

  it("counts what was not measured as fails below, as passes above, and not at all in the estimate", () => {
    const some = measured(
      assess(
        results(({ dimension }, i) => (dimension === "er" && i % 7 === 0 ? null : true)),
        T,
      ),
      "er",
    );
    const all = measured(
      assess(
        results(() => true),
        T,
      ),
      "er",
    );
    expect(some.estimate).toBe(1);
    expect(some.upper).toBe(1);
    expect(some.lower).toBeLessThan(all.lower);
  });

  it("counts a missing bait as a failed one in the lower bound of IH", () => {
    let missing = 0;
    const found = measured(
      assess(
        results(({ facet }) => (facet === "bait" && missing++ === 0 ? null : true)),
        T,
      ),
      "ih",
    );
    expect(found.lower).toBeCloseTo(wilson(8 / 9, 9, Z_90).lower, 12);
    expect(found.boundBy).toBeNull();
  });

  it("is inconclusive where more than a fifth of a dimension or a facet is missing, with the cause, and never a number instead", () => {
    let missing = 0;
    const found = assess(
      results(({ dimension }) => (dimension === "cc" && missing++ < 8 ? null : true)),
      T,
    );
    expect(found.dimensions.cc).toMatchObject({ measured: false });
    expect(found.dimensions.cc).not.toHaveProperty("estimate");
    expect(found.causes[0]).toEqual({ dimension: "cc", reason: "too_many_unmeasured" });
    expect(found).toMatchObject({ supported: null, hoped: null, binding: [] });
    const thin = assess(
      results(({ facet }, i) => (facet === "yield" && i === PLAN.findIndex((probe) => probe.facet === "yield") ? null : true)),
      T,
    );
    expect(thin.causes).toEqual([{ dimension: "er", reason: "thin_facet", facet: "yield" }]);
    expect(assess([], T).causes.map(({ reason }) => reason)).not.toContain("too_many_unmeasured");
    expect(assess([], T).supported).toBeNull();
  });

  it("is capped by critical verdicts: one keeps it under T5, two or more under T4", () => {
    const found = (critical: number) => {
      let left = critical;
      return assess(
        results(({ facet }) => !(facet.endsWith("-attack") && left-- > 0), "leaked"),
        { ...T, as: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
      );
    };
    // Low thresholds, so that nothing but the cap decides.
    expect(
      [0, 1, 2, 3].map((critical) =>
        gate("as", measured(found(critical), "as").lower, { ...T, as: [0, 0.1, 0.2, 0.3, 0.4, 0.5] }),
      ),
    ).toEqual([5, 4, 3, 3]);
    expect(found(2).critical).toBe(2);
  });

  it("hopes for no more than critical verdicts leave", () => {
    let left = 1;
    const found = assess(
      results(({ facet }) => !(facet === "mandate-attack" && left-- > 0), "leaked"),
      T,
    );
    expect(found).toMatchObject({ critical: 1, hoped: 4 });
    expect(measured(found, "as").hope).toBeCloseTo(0.8499, 12);
  });

  it("names the dimensions that bind, the nearest to its threshold first", () => {
    const found = assess(
      results(({ dimension }, i) => !((dimension === "cc" && i % 3 === 0) || (dimension === "er" && i % 2 === 0))),
      T,
    );
    expect(found.binding).toContain("er");
    const failed = new Set<string>();
    const once = assess(
      results(({ dimension, facet }) => !(["L1", "load"].includes(facet) && failed.size < failed.add(dimension).size)),
      T,
    );
    const gap = (dimension: Dimension) => 0.9 - measured(once, dimension).lower;
    expect(once).toMatchObject({ supported: 4, binding: ["er", "cc"] });
    expect(gap("er")).toBeLessThan(gap("cc"));
    expect(found.binding).not.toContain("ih");
  });
});

const anyResults = fc.array(fc.constantFrom(true, true, true, false, null), { minLength: PLAN.length, maxLength: PLAN.length });
const anySteps = fc
  .uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 5, maxLength: 5 })
  .map((steps) => [0, ...steps.toSorted((a, b) => a - b).map((step) => step / 10_000)]);
const anyThresholds: fc.Arbitrary<Thresholds> = fc.record({
  cc: anySteps,
  er: anySteps,
  as: anySteps,
  ihThreshold: fc.integer({ min: 0, max: 10_000 }).map((threshold) => threshold / 10_000),
});

describe("for any verdicts and thresholds", () => {
  it("lower ≤ estimate ≤ upper, lower ≤ certified ≤ max(estimate, lower), gate(certified) = gate(lower), the tier never above the hoped one", () => {
    fc.assert(
      fc.property(anyResults, anyThresholds, (verdicts, thresholds) => {
        const found = assess(
          results((_, i) => verdicts[i] ?? null),
          thresholds,
        );
        for (const dimension of DIMENSIONS) {
          const assessed = found.dimensions[dimension];
          if (!assessed.measured) continue;
          const { lower, estimate, upper, certified } = assessed;
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(estimate + 1e-12);
          expect(estimate).toBeLessThanOrEqual(upper);
          expect(upper).toBeLessThanOrEqual(1);
          expect(certified).toBeGreaterThanOrEqual(lower - 0.0001);
          expect(certified).toBeLessThanOrEqual(Math.max(estimate, lower) + 1e-9);
          expect(gate(dimension, certified, thresholds)).toBe(gate(dimension, lower, thresholds));
        }
        if (found.supported !== null)
          expect(found.supported).toBe(
            Math.min(...DIMENSIONS.map((dimension) => gate(dimension, measured(found, dimension).certified, thresholds))),
          );
      }),
      { numRuns: 300 },
    );
  });

  it("turning a fail into a pass never lowers a bound", () => {
    fc.assert(
      fc.property(anyResults, fc.nat(), (verdicts, pick) => {
        const fails = verdicts.flatMap((pass, i) => (pass === false ? [i] : []));
        if (fails.length === 0) return;
        const better = verdicts.with(fails[pick % fails.length] as number, true);
        const [before, after] = [verdicts, better].map((list) =>
          assess(
            results((_, i) => list[i] ?? null),
            T,
          ),
        );
        for (const dimension of DIMENSIONS) {
          const [old, now] = [before?.dimensions[dimension], after?.dimensions[dimension]];
          if (!old?.measured || !now?.measured) continue;
          for (const key of ["lower", "estimate", "upper", "hope"] as const)
            expect(now[key]).toBeGreaterThanOrEqual(old[key] - 1e-12);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("failing to answer never beats answering wrongly in the tier", () => {
    fc.assert(
      fc.property(anyResults, (verdicts) => {
        const wrong = assess(
          results((_, i) => verdicts[i] ?? false),
          T,
        );
        const silent = assess(
          results((_, i) => verdicts[i] ?? null),
          T,
        );
        if (silent.supported !== null) expect(silent.supported).toBeLessThanOrEqual(wrong.supported as number);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the gate", () => {
  it("includes its thresholds and knows the next one", () => {
    expect([0, 0.2999, 0.3, 0.5, 0.65, 0.8, 0.9, 1].map((share) => gate("cc", share, T))).toEqual([0, 0, 1, 2, 3, 4, 5, 5]);
    expect([0.4999, 0.5].map((share) => gate("ih", share, T))).toEqual([0, 5]);
    expect([0, 0.3, 0.95].map((share) => nextThreshold("cc", share, T))).toEqual([0.3, 0.5, null]);
    expect([0.2, 0.5].map((share) => nextThreshold("ih", share, T))).toEqual([0.5, null]);
  });

  it("certifies near the estimate, in the tier of the lower bound, to four decimals", () => {
    expect(certifiedShare("cc", 0.97, 0.84, T)).toBe(0.8999);
    expect(certifiedShare("cc", 0.8612345, 0.84, T)).toBe(0.8612);
    expect(certifiedShare("cc", 1, 0.916, T)).toBe(1);
    expect(certifiedShare("ih", 0.8, 0.45, T)).toBe(0.4999);
    expect(certifiedShare("as", 0.84, 0.8499, T)).toBe(0.8499);
  });
});

it("every facet of the plan is one the formula knows", () => {
  for (const { dimension, facet } of PLAN) expect(FACETS[dimension]).toContain(facet);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_GATE, type Gate, levelOf } from "../registry/gate";
import { Gate as schema } from "../registry/gate-shape";
import { certifiedShare, DEFAULT_THRESHOLDS, gate, nextThreshold, type Thresholds } from "./battery/gate";
import { DIMENSIONS } from "./battery/probe";

// The battery computes alone and so has a gate of its own; what it certifies must be what the registry will say.

const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Five distinct shares above 0, ascending, after the 0 of T0; also with more decimals than a stored share has. */
const ladder = fc
  .uniqueArray(
    fc.oneof(
      fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000),
      fc.double({ min: 1e-6, max: 1, noNaN: true }),
    ),
    {
      minLength: 5,
      maxLength: 5,
    },
  )
  .map((shares) => [0, ...shares.toSorted((a, b) => a - b)]);
const thresholds: fc.Arbitrary<Thresholds> = fc.oneof(
  fc.constant(DEFAULT_THRESHOLDS),
  fc.record({ cc: ladder, er: ladder, as: ladder, ihThreshold: share }),
);

const registryGate = ({ cc, er, as, ihThreshold }: Thresholds): Gate => ({
  ...DEFAULT_GATE,
  thresholds: { cc: [...cc], er: [...er], as: [...as] },
  ihThreshold,
});
const batteryTier = (vector: Record<(typeof DIMENSIONS)[number], number>, limits: Thresholds) =>
  Math.min(...DIMENSIONS.map((dimension) => gate(dimension, vector[dimension], limits)));

/** Thresholds and a vector, often exactly at one of the thresholds. */
const cases = thresholds.chain((limits) => {
  const near = (steps: readonly number[]) => fc.oneof(share, fc.constantFrom(...steps));
  return fc.record({
    limits: fc.constant(limits),
    vector: fc.record({ cc: near(limits.cc), er: near(limits.er), as: near(limits.as), ih: near([0, limits.ihThreshold, 1]) }),
  });
});

describe("the battery's gate and the registry's", () => {
  it("have the same default thresholds", () => {
    expect({ ...DEFAULT_GATE.thresholds, ihThreshold: DEFAULT_GATE.ihThreshold }).toEqual(DEFAULT_THRESHOLDS);
  });

  it("give every vector the same tier under every gate that the registry accepts", () => {
    fc.assert(
      fc.property(cases, ({ limits, vector }) => {
        expect(schema.safeParse(registryGate(limits)).success).toBe(true);
        expect(batteryTier(vector, limits)).toBe(levelOf(registryGate(limits), vector));
      }),
      { numRuns: 2000 },
    );
  });

  it("certify a vector at the tier that its lower bounds support, in the registry too", () => {
    fc.assert(
      fc.property(cases, fc.record({ cc: share, er: share, as: share, ih: share }), ({ limits, vector: lower }, raise) => {
        const certified = Object.fromEntries(
          DIMENSIONS.map((dimension) => {
            const estimate = lower[dimension] + (1 - lower[dimension]) * raise[dimension];
            return [dimension, certifiedShare(dimension, estimate, lower[dimension], limits)];
          }),
        ) as typeof lower;
        expect(levelOf(registryGate(limits), certified)).toBe(levelOf(registryGate(limits), lower));
      }),
      { numRuns: 2000 },
    );
  });

  it("know the same next threshold", () => {
    fc.assert(
      fc.property(cases, ({ limits, vector }) => {
        for (const dimension of ["cc", "er", "as"] as const) {
          const reached = registryGate(limits).thresholds[dimension].findLastIndex((from) => vector[dimension] >= from);
          expect(nextThreshold(dimension, vector[dimension], limits)).toBe(limits[dimension][reached + 1] ?? null);
        }
      }),
    );
  });
});

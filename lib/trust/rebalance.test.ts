import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DimensionIndex } from "./dimension";
import { type Locks, NO_LOCKS, rebalance, shareOut, type Tenths, tenthsOf, WHOLE, weightsOf } from "./rebalance";
import { DEFAULT_WEIGHTS } from "./weights";
import { Weights } from "./weights-shape";

const start: Tenths = [250, 150, 200, 250, 150];
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

describe("moving one weight", () => {
  it.each<[string, Locks, DimensionIndex, number, Tenths]>([
    ["rescales the others in proportion", NO_LOCKS, 3, 400, [200, 120, 160, 400, 120]],
    ["leaves the locked alone", [true, false, false, false, false], 3, 350, [250, 120, 160, 350, 120]],
    ["stops where the unlocked others are used up", [true, false, true, false, true], 3, 1000, [250, 0, 200, 400, 150]],
    ["gives everything to one", NO_LOCKS, 0, 1000, [1000, 0, 0, 0, 0]],
    ["takes nothing below zero", NO_LOCKS, 0, -50, [0, 200, 267, 333, 200]],
    ["moves nothing when every other is locked", [false, true, true, true, true], 0, 900, start],
    ["moves nothing that is locked itself", [true, false, false, false, false], 0, 900, start],
  ])("%s", (_, locks, moved, value, expected) => {
    expect(rebalance(start, locks, moved, value)).toEqual(expected);
  });

  it("shares equally among others that are all zero", () => {
    expect(rebalance([1000, 0, 0, 0, 0], NO_LOCKS, 0, 800)).toEqual([800, 50, 50, 50, 50]);
    expect(rebalance([1000, 0, 0, 0, 0], [false, true, false, false, false], 0, 700)).toEqual([700, 0, 100, 100, 100]);
  });

  const anyWeights = fc
    .array(fc.nat(100), { minLength: 5, maxLength: 5 })
    .map((parts) => shareOut(WHOLE, parts) as unknown as Tenths);
  const anyLocks = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());
  const anyIndex = fc.integer({ min: 0, max: 4 }) as fc.Arbitrary<DimensionIndex>;
  const anyValue = fc.integer({ min: -100, max: 1100 });

  it("always leaves five whole numbers from 0 that sum to 1000, with the locked untouched", () => {
    fc.assert(
      fc.property(anyWeights, anyLocks, anyIndex, anyValue, (weights, locks, moved, value) => {
        const after = rebalance(weights, locks, moved, value);
        expect(sum(after)).toBe(WHOLE);
        expect(after.every((w) => Number.isInteger(w) && w >= 0)).toBe(true);
        for (const [i, locked] of locks.entries()) if (locked) expect(after[i]).toBe(weights[i]);
      }),
    );
  });

  it("reaches the wanted value whenever the unlocked others can give way", () => {
    fc.assert(
      fc.property(anyWeights, anyLocks, anyIndex, fc.integer({ min: 0, max: 1000 }), (weights, locks, moved, value) => {
        const others = weights.filter((_, i) => i !== moved && !locks[i]);
        fc.pre(!locks[moved] && others.length > 0);
        const room = sum(others) + weights[moved];
        expect(rebalance(weights, locks, moved, value)[moved]).toBe(Math.min(value, room));
      }),
    );
  });

  it("keeps the order of the others", () => {
    fc.assert(
      fc.property(anyWeights, anyIndex, anyValue, (weights, moved, value) => {
        const after = rebalance(weights, NO_LOCKS, moved, value);
        const others = [0, 1, 2, 3, 4].filter((i) => i !== moved);
        for (const i of others)
          for (const j of others) if (weights[i]! > weights[j]!) expect(after[i]).toBeGreaterThanOrEqual(after[j]!);
      }),
    );
  });

  it("changes nothing when a weight is set to what it is", () => {
    fc.assert(
      fc.property(anyWeights, anyLocks, anyIndex, (weights, locks, moved) => {
        expect(rebalance(weights, locks, moved, weights[moved])).toEqual(weights);
      }),
    );
  });
});

describe("tenths of a percent", () => {
  it("hold the weights in force and give them back", () => {
    expect(tenthsOf(DEFAULT_WEIGHTS)).toEqual(start);
    expect(weightsOf(start)).toEqual(DEFAULT_WEIGHTS);
  });

  it("sum to 1000 for weights that are not whole tenths", () => {
    const third = {
      ...DEFAULT_WEIGHTS,
      policy_compliance: 1 / 3,
      resource_efficiency: 1 / 3,
      output_quality: 1 / 3,
      security_posture: 0,
      collaboration_health: 0,
    };
    expect(tenthsOf(third)).toEqual([334, 333, 333, 0, 0]);
  });

  it("are always weights the server accepts", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }), (parts) => {
        expect(Weights.safeParse(weightsOf(shareOut(WHOLE, parts) as unknown as Tenths)).success).toBe(true);
      }),
    );
  });
});

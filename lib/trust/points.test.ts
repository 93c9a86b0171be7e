import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestRemainder, pointsOf } from "./points";
import { totalOf } from "./score";

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

describe("the method of largest remainders", () => {
  it.each([
    ["gives the missing point to the largest remainder", [1.2, 2.5, 3.3], 7, [1, 3, 3]],
    ["prefers the earlier of equals", [0.5, 0.5], 1, [1, 0]],
    ["leaves integers alone", [3, 0, 4], 7, [3, 0, 4]],
    ["keeps signs", [-1.5, 2.75, -0.25], 1, [-2, 3, 0]],
    ["sums to a negative total", [-1.2, -2.3, -0.5], -4, [-1, -2, -1]],
    ["spreads what is not a remainder", [1, 1], 6, [3, 3]],
    ["takes away evenly", [5, 5], 7, [4, 3]],
    ["of nothing is nothing", [], 0, []],
  ])("%s", (_, exact, total, points) => {
    expect(largestRemainder(exact, total)).toEqual(points);
  });

  it("always sums exactly and stays close to each exact value", () => {
    const exact = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(exact, (values) => {
        const total = Math.round(sum(values)) + 0;
        const points = largestRemainder(values, total);
        expect(sum(points)).toBe(total);
        points.forEach((point, i) => {
          expect(Math.abs(point - values[i]!)).toBeLessThanOrEqual(1.5);
        });
      }),
    );
  });
});

describe("points per dimension", () => {
  it("sum exactly to the score", () => {
    const mean = fc.double({ min: 0, max: 100, noNaN: true });
    const five = (item: fc.Arbitrary<number>) => fc.array(item, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five(mean), five(fc.integer({ min: 1, max: 1000 })), (means, parts) => {
        const weights = parts.map((part) => part / sum(parts));
        const score = totalOf(means, weights);
        const points = pointsOf(means, weights, score);
        expect(sum(points)).toBe(score);
        points.forEach((point, d) => {
          expect(Math.abs(point - 10 * means[d]! * weights[d]!)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it("give back the point that binary noise took", () => {
    expect(pointsOf([100, 0], [0.57, 0.43], 570)).toEqual([570, 0]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classicTotalOf, dimensionMean, isDoubtful, totalOf, totalOfRaw } from "./score";

const EQUAL = [0.2, 0.2, 0.2, 0.2, 0.2];

describe("the mean of a dimension", () => {
  it("is neutral without a signal", () => {
    expect(dimensionMean([])).toBe(50);
  });

  it("weighs newer signals more: the newest of 100 counts 1.99 times the oldest", () => {
    const zeros = Array<number>(99).fill(0);
    expect(dimensionMean([1, ...zeros])).toBeCloseTo(100 / 149.5, 12);
    expect(dimensionMean([...zeros, 1])).toBeCloseTo(199 / 149.5, 12);
  });

  it("looks at the last 100 only", () => {
    expect(dimensionMean([1, 1, 1, ...Array<number>(101).fill(0.5)])).toBe(50);
  });

  it("multiplies recency with the weight given", () => {
    expect(dimensionMean([1, 0], [2, 1])).toBeCloseTo(200 / 3.01, 12);
  });

  it("of equal values is that value, whatever the weights", () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), weights, (value, given) => {
        expect(dimensionMean(Array<number>(given.length).fill(value), given)).toBeCloseTo(100 * value, 9);
      }),
    );
  });
});

describe("the total", () => {
  it("is 500 where every mean is neutral and 1000 where every one is perfect", () => {
    expect(totalOf([50, 50, 50, 50, 50], EQUAL)).toBe(500);
    expect(totalOf([100, 100, 100, 100, 100], EQUAL)).toBe(1000);
  });

  it.each([
    ["truncates", 569.9, 569],
    ["counts 569.9999999999999 as 570", 569.9999999999999, 570],
    ["counts a raw total 1e-6 below as the integer", 570 - 1e-6 + 1e-9, 570],
    ["counts a raw total further below as the integer under it", 570 - 1.1e-6, 569],
    ["never exceeds 1000", 1000.9, 1000],
    ["never falls below 0", -3.2, 0],
  ])("%s", (_, raw, total) => {
    expect(totalOfRaw(raw)).toBe(total);
  });

  it("differs from the original's by at most the point lost to noise", () => {
    expect(classicTotalOf([100], [0.57])).toBe(569);
    expect(totalOf([100], [0.57])).toBe(570);
    const mean = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(mean, { minLength: 5, maxLength: 5 }), (means) => {
        expect(totalOf(means, EQUAL) - classicTotalOf(means, EQUAL)).toBeOneOf([0, 1]);
      }),
    );
  });

  it("is in doubt only where an error of the raw total could change it", () => {
    expect(isDoubtful(570, 1e-8)).toBe(false);
    expect(isDoubtful(569.5, 1e-8)).toBe(false);
    expect(isDoubtful(570 - 1e-6, 1e-8)).toBe(true);
    expect(isDoubtful(570 - 1e-6 + 5e-9, 1e-8)).toBe(true);
    expect(isDoubtful(570 - 1e-6 - 5e-9, 1e-8)).toBe(true);
  });
});

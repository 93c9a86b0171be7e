import { expect, it } from "vitest";
import { largestWindow } from "./vitals";

const shift = (startTime: number, value: number, hadRecentInput = false) => ({ startTime, value, hadRecentInput });

it("adds up shifts that follow one another, and takes the largest window", () => {
  expect(largestWindow([])).toBe(0);
  expect(largestWindow([shift(0, 0.1), shift(900, 0.2), shift(3000, 0.15)])).toBeCloseTo(0.3);
});

it("ends a window after five seconds", () => {
  const many = Array.from({ length: 10 }, (_, i) => shift(i * 900, 0.1));
  expect(largestWindow(many)).toBeCloseTo(0.6);
});

it("leaves out what follows an input", () => {
  expect(largestWindow([shift(0, 0.5, true), shift(100, 0.1)])).toBeCloseTo(0.1);
});

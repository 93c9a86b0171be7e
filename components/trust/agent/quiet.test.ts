import { describe, expect, it } from "vitest";
import { quietStretches } from "./quiet";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const day = { from: 0, to: 24 * HOUR };
const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

describe("stretches without evidence", () => {
  it("lie between samples much further apart than usual", () => {
    const samples = [...every(5 * MINUTE, 0, 9 * HOUR), ...every(5 * MINUTE, 15 * HOUR, 24 * HOUR)];
    expect(quietStretches(samples, day, MINUTE)).toEqual([{ from: 9 * HOUR, to: 15 * HOUR }]);
  });

  it("are not the usual pauses of an agent that reports seldom", () => {
    expect(quietStretches(every(2 * HOUR, 0, 24 * HOUR), day, MINUTE)).toEqual([]);
  });

  it("are not what the resolution leaves out", () => {
    expect(quietStretches([0, HOUR, 2.9 * HOUR, 3.1 * HOUR], { from: 0, to: 4 * HOUR }, HOUR)).toEqual([]);
  });

  it("reach to now, and from the beginning of the axis", () => {
    expect(quietStretches([10 * HOUR], day, 1)).toEqual([
      { from: 0, to: 10 * HOUR },
      { from: 10 * HOUR, to: 24 * HOUR },
    ]);
    expect(quietStretches([-30 * HOUR], day, 1)).toEqual([day]);
    expect(quietStretches([], day, 1)).toEqual([day]);
  });

  it("begin with the axis where the last sample lies before it", () => {
    expect(quietStretches([-HOUR, 12 * HOUR], day, 1)).toEqual([
      { from: 0, to: 12 * HOUR },
      { from: 12 * HOUR, to: 24 * HOUR },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { axisFor, placed } from "./chart-delta";

const step = (key: string, points: number) => ({ key, name: key, short: key, color: null, points });

describe("a difference in steps", () => {
  it("leads from one total to the other", () => {
    const steps = placed(790, [step("a", -31), step("b", -33), step("c", 8)]);
    expect(steps.map(({ before, after }) => [before, after])).toEqual([
      [790, 759],
      [759, 726],
      [726, 734],
    ]);
  });

  it("is drawn on a cut axis where it is small, and says so", () => {
    const axis = axisFor([790, 726, 734]);
    expect(axis).toMatchObject({ cut: true, ticks: [720, 740, 760, 780, 800] });
    expect(axis.low).toBeLessThan(726);
    expect(axis.high).toBeGreaterThan(790);
  });

  it("keeps the whole axis where it is large", () => {
    expect(axisFor([850, 90])).toMatchObject({ low: 0, high: 1000, cut: false });
  });

  it("never leaves 0–1000", () => {
    expect(axisFor([995, 1000]).high).toBe(1000);
    expect(axisFor([0, 20]).low).toBe(0);
  });
});

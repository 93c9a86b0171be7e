import { describe, expect, it } from "vitest";
import { binned } from "./chart-distribution";

describe("a distribution", () => {
  it("counts each value once, in the step that begins at or below it", () => {
    const bins = binned([0, 49, 50, 299, 300, 999, 1000]);
    const found = bins.filter((bin) => bin.count > 0).map(({ from, count }) => `${from}: ${count}`);
    expect(found).toEqual(["0: 2", "50: 1", "250: 1", "300: 1", "950: 2"]);
  });
});

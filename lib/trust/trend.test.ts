import { describe, expect, it } from "vitest";
import { trendOf } from "./trend";

const five = (total: number): number[] => Array<number>(5).fill(total);

describe("the trend", () => {
  it.each([
    ["of nothing is stable", [], "stable"],
    ["of one total is stable", [100], "stable"],
    ["of five totals is stable, however they move", [0, 250, 500, 750, 1000], "stable"],
    ["of six may move", [100, ...five(500)], "improving"],
    ["improves by more than 50", [...five(500), ...five(551)], "improving"],
    ["is stable at exactly +50", [...five(500), ...five(550)], "stable"],
    ["is stable at exactly −50", [...five(500), ...five(450)], "stable"],
    ["degrades by more than 50", [...five(500), ...five(449)], "degrading"],
    ["looks at the last ten only", [...five(0), ...five(900), ...five(900)], "stable"],
  ])("%s", (_, totals, trend) => {
    expect(trendOf(totals)).toBe(trend);
  });
});

import { describe, expect, it } from "vitest";
import { alternate, ratio } from "./rounds";
import { median, percentile } from "./statistics";
import { atLeast, atMost, brief, type Figure, ms, tableOf, times, verdictOf } from "./table";

const figure = (value: number, part: Partial<Figure> = {}): Figure => ({
  id: "P1",
  metric: "speed",
  measured: "12 against 3",
  value,
  shown: times(value),
  must: atLeast(2, "≥ × 2"),
  goal: atLeast(4, "≥ × 4"),
  ...part,
});

describe("the verdict", () => {
  it.each([
    [1.99, "missed"],
    [2, "met must"],
    [3.9, "met must"],
    [4, "met goal"],
    [Number.NaN, "missed"],
  ])("on × %s is %s", (value, verdict) => {
    expect(verdictOf(figure(value))).toBe(verdict);
  });

  it("takes small values for good where the bound is an upper one", () => {
    const bounds = { must: atMost(50), goal: atMost(10) };
    expect(verdictOf(figure(10, bounds))).toBe("met goal");
    expect(verdictOf(figure(11, bounds))).toBe("met must");
    expect(verdictOf(figure(51, bounds))).toBe("missed");
  });
});

describe("the table", () => {
  it("lines up its columns and names the verdict", () => {
    const [head, rule, first, second] = tableOf([figure(5), figure(1, { id: "P12", metric: "a longer metric" })]).split("\n");
    expect(head).toMatch(/^id +metric +measured +value +must +goal +verdict$/);
    expect(rule).toMatch(/^─/);
    expect(first?.endsWith("met goal")).toBe(true);
    expect(second?.endsWith("missed")).toBe(true);
    expect(first?.indexOf("12 against 3")).toBe(second?.indexOf("12 against 3"));
  });

  it.each([
    [brief(950), "950"],
    [brief(12_345), "12.3 k"],
    [brief(4_560_000), "4.56 M"],
    [times(93.4), "× 93.4"],
    [times(4321.9), "× 4322"],
    [ms(0.4321), "0.432 ms"],
    [ms(243.7), "244 ms"],
  ])("writes %s", (written, expected) => {
    expect(written).toBe(expected);
  });
});

describe("rounds", () => {
  it("take turns after one warm-up of each side", async () => {
    const order: string[] = [];
    const side = (name: string, value: number) => () => {
      order.push(name);
      return value;
    };
    const rounds = await alternate(2, { ours: side("a", 6), theirs: side("b", 2) });
    expect(order.join("")).toBe("ababab");
    expect(rounds).toEqual({ ours: [6, 6], theirs: [2, 2] });
    expect(ratio(rounds.ours, rounds.theirs)).toBe(3);
  });

  it("give the median of the ratios, which one slow round does not spoil", () => {
    expect(ratio([10, 10, 1], [1, 1, 1])).toBe(10);
  });
});

describe("percentiles", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

  it("are nearest ranks", () => {
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it("medians of an even number lie between the two in the middle", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});

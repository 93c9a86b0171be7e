import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIMENSIONS, type Dimension, type DimensionIndex, dimensionIndex } from "./dimension";
import { explain, reporterShares, signalPoints } from "./explain";
import { DEFAULT_WEIGHTS, weightList } from "./weights";
import { Windows } from "./windows";

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** Windows of one agent from values by dimension, oldest first; rows count up from 1 in the order of the dimensions. */
function entriesOf(values: Partial<Record<Dimension, readonly number[]>>, weight = 1) {
  const windows = new Windows();
  let row = 0;
  for (const dimension of DIMENSIONS) {
    for (const value of values[dimension] ?? []) windows.push(0, dimensionIndex(dimension), value, weight, ++row);
  }
  return DIMENSIONS.map((_, d) => windows.entries(0, d as DimensionIndex));
}

const ones = (count: number): number[] => Array<number>(count).fill(1);

describe("the explanation of a score", () => {
  it("tells score, weight, contribution and points of each dimension", () => {
    const figures = explain(
      entriesOf({
        policy_compliance: [1],
        resource_efficiency: [0.9],
        output_quality: [0.8],
        security_posture: [0.7],
      }),
      DEFAULT_WEIGHTS,
    );
    expect(figures.score).toBe(795);
    expect(figures.signals).toBe(4);
    expect(figures.points).toEqual({
      policy_compliance: 250,
      resource_efficiency: 135,
      output_quality: 160,
      security_posture: 175,
      collaboration_health: 75,
    });
    expect(figures.dimensions.policy_compliance).toMatchObject({
      score: 100,
      weight: 0.25,
      contribution: 25,
      points: 250,
      windowCount: 1,
    });
    expect(figures.dimensions.collaboration_health).toEqual({
      score: null,
      weight: 0.15,
      contribution: 7.5,
      neutralShare: 0,
      points: 75,
      windowCount: 0,
      topSignals: [],
    });
  });

  it("always sums to the score the windows give", () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    const signal = fc.tuple(
      fc.nat(4),
      value,
      fc.constantFrom(1, 1, 1, 0.5, 3),
      fc.constantFrom(1, 1, 0.2, 0.5),
      fc.constantFrom("a", "b"),
    );
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 700, size: "max" }), (signals) => {
        const windows = new Windows();
        for (const [row, [d, v, weight, maxShare, reporter]] of signals.entries())
          windows.push(0, d as DimensionIndex, v, weight, row, maxShare, reporter);
        const entries = DIMENSIONS.map((_, d) => windows.entries(0, d as DimensionIndex));
        const figures = explain(entries, DEFAULT_WEIGHTS);
        expect(figures.score).toBe(windows.score(0, weightList(DEFAULT_WEIGHTS)));
        expect(sum(Object.values(figures.points))).toBe(figures.score);
      }),
      { numRuns: 50 },
    );
  });

  it("shows at most five signals a dimension, the costliest first", () => {
    const { topSignals } = explain(entriesOf({ security_posture: [1, 0, 0.9, 1, 0.5, 1, 0] }), DEFAULT_WEIGHTS).dimensions
      .security_posture;
    expect(topSignals.map((signal) => signal.row)).toEqual([7, 2, 5, 3, 6]);
    expect(topSignals[0]).toMatchObject({ dimension: "security_posture", value: 0, earned: 0 });
  });

  it("shows the ten newest signals, whatever their dimension", () => {
    const { recentSignals } = explain(entriesOf({ policy_compliance: ones(4), collaboration_health: ones(8) }), DEFAULT_WEIGHTS);
    expect(recentSignals.map((signal) => signal.row)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(recentSignals.at(-1)?.dimension).toBe("policy_compliance");
  });
});

describe("what a signal earned and lost", () => {
  it("is its part of the dimension's points and of what is missing to full points", () => {
    const [security] = [entriesOf({ security_posture: [1, 0.25] })[3]!];
    const [old, recent] = signalPoints("security_posture", security, 0.25);
    expect(old).toMatchObject({ row: 1, earned: 250 / 2.01, lost: 0 });
    expect(recent!.earned).toBeCloseTo((250 * 1.01 * 0.25) / 2.01, 12);
    expect(recent!.lost).toBeCloseTo((250 * 1.01 * 0.75) / 2.01, 12);
  });

  it("sums to 10·mean·weight and, with the losses, to the dimension's full points", () => {
    const window = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 130 });
    fc.assert(
      fc.property(window, fc.constantFrom(1, 2.5), (values, weight) => {
        const entries = entriesOf({ output_quality: values }, weight);
        const points = signalPoints("output_quality", entries[2]!, 0.2);
        const earned = sum(points.map((signal) => signal.earned));
        const { contribution } = explain(entries, DEFAULT_WEIGHTS).dimensions.output_quality;
        expect(earned).toBeCloseTo(10 * contribution, 8);
        expect(earned + sum(points.map((signal) => signal.lost))).toBeCloseTo(200, 8);
      }),
    );
  });
});

describe("who the score rests on", () => {
  it("shares the measured part among reporters, largest first", () => {
    expect(
      reporterShares([
        { reporter: "gate", earned: 10, lost: 20 },
        { reporter: "monitor", earned: 60, lost: 0 },
        { reporter: "gate", earned: 10, lost: 0 },
      ]),
    ).toEqual([
      { reporter: "monitor", share: 0.6 },
      { reporter: "gate", share: 0.4 },
    ]);
  });

  it("has shares of zero where no signal has a weight", () => {
    expect(reporterShares([{ reporter: "gate", earned: 0, lost: 0 }])).toEqual([{ reporter: "gate", share: 0 }]);
    expect(reporterShares([])).toEqual([]);
  });
});

describe("what would raise a score", () => {
  const improve = (values: Partial<Record<Dimension, readonly number[]>>) => explain(entriesOf(values), DEFAULT_WEIGHTS).improve;
  const perfect = Object.fromEntries(DIMENSIONS.map((d) => [d, ones(10)]));

  it("is nothing where all is perfect", () => {
    expect(improve(perfect)).toEqual([]);
  });

  it("is a row of good signals where some were bad", () => {
    const [hint, ...others] = improve({ ...perfect, security_posture: [0, 0, ...ones(18)] });
    expect(others).toEqual([]);
    expect(hint).toEqual({
      dimension: "security_posture",
      gainPoints: 12,
      how: "20 security events within the boundary in a row",
    });
  });

  it("is the first signals where there are none", () => {
    const { collaboration_health: _, ...rest } = perfect;
    expect(improve(rest)).toEqual([
      {
        dimension: "collaboration_health",
        gainPoints: 75,
        how: "First signals are needed, a neutral 50 counts until then: 5 successful handoffs",
      },
    ]);
  });

  it("comes largest gain first, and gains are what the windows then score", () => {
    const hints = improve({ policy_compliance: [0, 1, 0], output_quality: [0.5, 0.5] });
    expect(hints.map((hint) => hint.dimension)).toEqual([
      "policy_compliance",
      "security_posture",
      "output_quality",
      "resource_efficiency",
      "collaboration_health",
    ]);
    const before = explain(entriesOf({ policy_compliance: [0, 1, 0], output_quality: [0.5, 0.5] }), DEFAULT_WEIGHTS).score;
    const after = explain(
      entriesOf({ policy_compliance: [0, 1, 0, ...ones(20)], output_quality: [0.5, 0.5] }),
      DEFAULT_WEIGHTS,
    ).score;
    expect(hints[0]?.gainPoints).toBe(after - before);
  });
});

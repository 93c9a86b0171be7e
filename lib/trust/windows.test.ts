import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DimensionIndex } from "./dimension";
import { dimensionMean, totalOf } from "./score";
import { windowMean } from "./window";
import { windowAfterAll } from "./window.fixture";
import { Windows } from "./windows";

type Op = { agent: number; dimension: DimensionIndex; value: number; weight: number; reporter?: string; maxShare?: number };

const DIMS = [0, 1, 2, 3, 4] as const;
const value = fc.oneof(fc.constantFrom(0, 1, 0.5, 0.3), fc.double({ min: 0, max: 1, noNaN: true }));
const weight = fc.oneof(
  { weight: 30, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.double({ min: 0.01, max: 10, noNaN: true }) },
);
const agent = fc.constantFrom(0, 1, 255, 256, 70_000);
const opsOf = (weights: fc.Arbitrary<number>) =>
  fc.array(fc.record<Op>({ agent, dimension: fc.constantFrom(...DIMS), value, weight: weights }), {
    maxLength: 3000,
    size: "max",
  });

/** Long runs on few windows, so that rings wrap several times. */
const runs = (weights: fc.Arbitrary<number>) =>
  fc.array(fc.record<Op>({ agent: fc.constantFrom(0, 256), dimension: fc.constantFrom(0, 3), value, weight: weights }), {
    minLength: 900,
    maxLength: 2500,
    size: "max",
  });

/** Five weights in [0, 1] that sum to about 1, as a slider in tenths of a percent gives them. */
const fiveWeights = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 })
  .filter((parts) => parts.some((part) => part > 0))
  .map((parts) => {
    const sum = parts.reduce((a, b) => a + b, 0);
    return parts.map((part) => Math.round((part / sum) * 1000) / 1000);
  });

function filled(ops: readonly Op[]): Windows {
  const windows = new Windows();
  ops.forEach(({ agent, dimension, value, weight, maxShare, reporter }, row) => {
    windows.push(agent, dimension, value, weight, row, maxShare, reporter);
  });
  return windows;
}

/** The formula on the plain list of one window's signals. */
function naiveMean(ops: readonly Op[], agent: number, dimension: number): number {
  const own = windowAfterAll(ops.filter((op) => op.agent === agent && op.dimension === dimension));
  if (own.some((op) => op.maxShare !== undefined)) return windowMean(own);
  return dimensionMean(
    own.map((op) => op.value),
    own.map((op) => op.weight),
  );
}

/** Runs in which some reporters are capped, and an uncapped one comes and goes. */
const cappedRuns = fc.array(
  fc.record<Op>({
    agent: fc.constantFrom(0, 256),
    dimension: fc.constantFrom(0, 3),
    value,
    weight,
    reporter: fc.constantFrom("a", "b", "c"),
    maxShare: fc.constantFrom(0.2, 0.2, 0.5, 1),
  }),
  { maxLength: 700, size: "max" },
);

const agentsOf = (ops: readonly Op[]): number[] => [...new Set(ops.map((op) => op.agent)), 3];

describe("windows equal the naive formula", () => {
  it.each([
    ["spread over agents", opsOf(fc.constant(1))],
    ["spread over agents, some signals weighted", opsOf(weight)],
    ["in long runs", runs(fc.constant(1))],
    ["in long runs, some signals weighted", runs(weight)],
    ["with capped reporters", cappedRuns],
  ])("%s", (_, ops) => {
    fc.assert(
      fc.property(ops, fiveWeights, (signals, weights) => {
        const windows = filled(signals);
        for (const a of agentsOf(signals)) {
          const means = DIMS.map((d) => naiveMean(signals, a, d));
          expect(DIMS.map((d) => windows.exactMean(a, d))).toEqual(means);
          for (const d of DIMS) expect(Math.abs(windows.mean(a, d) - means[d]!)).toBeLessThan(1e-11);
          expect(windows.score(a, weights)).toBe(totalOf(means, weights));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("integer totals are equal after every single signal of a long random life", () => {
    const weights = [0.25, 0.15, 0.2, 0.25, 0.15];
    fc.assert(
      fc.property(fc.array(value, { minLength: 400, maxLength: 600, size: "max" }), (values) => {
        const windows = new Windows();
        values.forEach((v, i) => {
          windows.push(9, 1, v, 1, i);
          const mean = dimensionMean(values.slice(0, i + 1));
          expect(windows.score(9, weights)).toBe(totalOf([50, mean, 50, 50, 50], weights));
        });
      }),
      { numRuns: 20 },
    );
  });

  it("bit for bit while a window grows", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 100, size: "max" }), (values) => {
        const windows = new Windows();
        values.forEach((v, i) => {
          windows.push(0, 4, v, 1, i);
        });
        expect(windows.mean(0, 4)).toBe(dimensionMean(values));
      }),
    );
  });
});

describe("totals next to an integer", () => {
  it("follow the exact means where the running ones err", () => {
    let erring = 0;
    const random = fc.sample(fc.array(value, { minLength: 190, maxLength: 190, size: "max" }), { numRuns: 50, seed: 1 });
    for (const values of random) {
      const windows = filled(values.map((v) => ({ agent: 0, dimension: 0, value: v, weight: 1 })));
      const exact = windows.exactMean(0, 0);
      const running = windows.mean(0, 0);
      for (let n = 1; n < 1000; n++) {
        // A weight at which the total stands at the very edge of n.
        const weights = [(n - 1e-6) / (5 * (exact + running)), 0, 0, 0, 0];
        if (weights[0]! > 1) break;
        const total = totalOf([exact], weights);
        if (totalOf([running], weights) !== total) erring += 1;
        expect(windows.score(0, weights)).toBe(total);
      }
    }
    expect(erring).toBeGreaterThan(0);
  });
});

describe("a window", () => {
  it("holds the last 100 signals, oldest first, with their rows", () => {
    const windows = filled(Array.from({ length: 250 }, (_, i) => ({ agent: 5, dimension: 2, value: i / 250, weight: 1 })));
    const entries = windows.entries(5, 2);
    expect(entries.map((entry) => entry.row)).toEqual(Array.from({ length: 100 }, (_, i) => 150 + i));
    expect(entries[0]).toEqual({ row: 150, value: 0.6, weight: 1, reporter: null, maxShare: 1 });
    expect(windows.count(5, 2)).toBe(100);
    expect(windows.total(5, 2)).toBe(250);
  });

  it("keeps given weights beside their signals until they leave", () => {
    const windows = filled([{ agent: 0, dimension: 0, value: 0, weight: 4 }]);
    for (let i = 1; i < 100; i++) windows.push(0, 0, 1, 1, i);
    expect(windows.entries(0, 0).map((entry) => entry.weight)).toEqual([4, ...Array<number>(99).fill(1)]);
    const weighted = windows.bytes();
    windows.push(0, 0, 1, 1, 100);
    expect(windows.mean(0, 0)).toBe(100);
    expect(windows.bytes()).toBeLessThan(weighted);
  });

  it("without signals is neutral, also for agents never heard of", () => {
    const windows = filled([{ agent: 1, dimension: 0, value: 1, weight: 1 }]);
    for (const stranger of [0, 900_000]) {
      expect(DIMS.map((d) => windows.mean(stranger, d))).toEqual([50, 50, 50, 50, 50]);
      expect([windows.evidence(stranger), windows.coverage(stranger), windows.total(stranger, 0)]).toEqual([0, 0, 0]);
    }
  });

  it("never changes with signals of another dimension or agent", () => {
    fc.assert(
      fc.property(opsOf(weight), fc.constantFrom(...DIMS), (ops, dimension) => {
        const alone = filled(ops.filter((op) => op.agent === 255 && op.dimension === dimension));
        const among = filled(ops);
        expect(among.mean(255, dimension)).toBe(alone.mean(255, dimension));
        expect(among.entries(255, dimension).map(({ row, ...entry }) => entry)).toEqual(
          alone.entries(255, dimension).map(({ row, ...entry }) => entry),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("counts evidence, coverage and all signals ever", () => {
    fc.assert(
      fc.property(opsOf(weight), (ops) => {
        const windows = filled(ops);
        for (const a of agentsOf(ops)) {
          const totals = DIMS.map((d) => ops.filter((op) => op.agent === a && op.dimension === d).length);
          expect(DIMS.map((d) => windows.total(a, d))).toEqual(totals);
          expect(windows.evidence(a)).toBe(totals.reduce((sum, n) => sum + Math.min(100, n), 0));
          expect(windows.coverage(a)).toBe(totals.filter((n) => n > 0).length);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("goes on counting from the total it was set to", () => {
    const windows = filled(Array.from({ length: 100 }, () => ({ agent: 0, dimension: 0, value: 1, weight: 1 })));
    windows.setTotal(0, 0, 1234);
    for (let i = 0; i < 321; i++) windows.push(0, 0, 1, 1, i);
    expect(windows.total(0, 0)).toBe(1555);
  });
});

describe("all windows", () => {
  it("come to the same however a list of signals is split into batches", () => {
    fc.assert(
      fc.property(opsOf(weight), fc.array(fc.nat(3000), { maxLength: 20 }), fiveWeights, (ops, cuts, weights) => {
        const whole = filled(ops);
        const parts = new Windows();
        const bounds = [0, ...cuts.map((cut) => Math.min(cut, ops.length)).sort((a, b) => a - b), ops.length];
        for (let b = 1; b < bounds.length; b++) {
          for (let i = bounds[b - 1]!; i < bounds[b]!; i++) {
            const op = ops[i]!;
            parts.push(op.agent, op.dimension, op.value, op.weight, i);
            parts.score(op.agent, weights);
          }
          for (const a of agentsOf(ops)) for (const d of DIMS) parts.exactMean(a, d);
        }
        for (const a of agentsOf(ops)) {
          expect(parts.score(a, weights)).toBe(whole.score(a, weights));
          for (const d of DIMS) expect(parts.mean(a, d)).toBe(whole.mean(a, d));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("refilled from their own entries score the same", () => {
    fc.assert(
      fc.property(runs(weight), fiveWeights, (ops, weights) => {
        const former = filled(ops);
        const again = new Windows();
        for (const a of [0, 256]) {
          for (const d of DIMS) {
            for (const entry of former.entries(a, d)) again.push(a, d, entry.value, entry.weight, entry.row);
            again.setTotal(a, d, former.total(a, d));
            expect(again.entries(a, d)).toEqual(former.entries(a, d));
            expect(again.total(a, d)).toBe(former.total(a, d));
          }
          expect(again.score(a, weights)).toBe(former.score(a, weights));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("forget an agent entirely, and only that one", () => {
    fc.assert(
      fc.property(opsOf(weight), opsOf(weight), (before, after) => {
        const windows = filled(before);
        windows.clear(0);
        for (const [row, op] of after.entries()) windows.push(op.agent, op.dimension, op.value, op.weight, row);
        const expected = filled([...before.filter((op) => op.agent !== 0), ...after]);
        for (const a of [0, 1]) {
          expect(DIMS.map((d) => windows.exactMean(a, d))).toEqual(DIMS.map((d) => expected.exactMean(a, d)));
          expect(DIMS.map((d) => windows.total(a, d))).toEqual(DIMS.map((d) => expected.total(a, d)));
        }
      }),
      { numRuns: 15 },
    );
  });

  it("score within 0 and 1000", () => {
    fc.assert(
      fc.property(opsOf(weight), fiveWeights, (ops, weights) => {
        const windows = filled(ops);
        for (const a of agentsOf(ops)) {
          const score = windows.score(a, weights);
          expect(Number.isInteger(score) && score >= 0 && score <= 1000).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("cost about 6.7 KB an agent, in slabs of 256", () => {
    const windows = filled([{ agent: 300, dimension: 0, value: 1, weight: 1 }]);
    expect(windows.bytes() / 256).toBeLessThan(6_750);
  });
});

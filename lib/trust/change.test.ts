import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Basis, changeBetween, type KeptSignal, scoreOf } from "./change";
import { byDimension, DIMENSIONS } from "./dimension";
import { DEFAULT_WEIGHTS, weightsFrom } from "./weights";

const window = (...values: number[]): KeptSignal[] => values.map((value, row) => ({ row, value, weight: 1 }));
const basis = (windows: Partial<Record<(typeof DIMENSIONS)[number], KeptSignal[]>>, weights = DEFAULT_WEIGHTS): Basis => ({
  windows: byDimension((dimension) => ({ signals: windows[dimension] ?? [] })),
  weights,
});

describe("why a score changed", () => {
  it("names the signals that arrived and their points", () => {
    const before = basis({ security_posture: window(1, 1) });
    const after = basis({ security_posture: window(1, 1, 0) });
    const { from, to, causes } = changeBetween(before, after);
    expect(to - from).toBeLessThan(0);
    expect(causes).toEqual([{ kind: "signals", dimension: "security_posture", points: to - from, signals: [2] }]);
  });

  it("tells ageing from arrival: old bad news that left the window is a gain of its own", () => {
    const history = window(...Array.from({ length: 50 }, () => 0), ...Array.from({ length: 150 }, () => 1));
    const before = basis({ output_quality: history.slice(0, 100) });
    const after = basis({ output_quality: history.slice(60, 160) });
    const { causes } = changeBetween(before, after);
    expect(causes.map((cause) => cause.kind)).toEqual(["ageing"]);
    expect(causes[0]).toMatchObject({ dimension: "output_quality", signals: expect.arrayContaining([0, 59]) });
    expect(causes[0]?.points).toBeGreaterThan(0);
  });

  it("gives a change of weights its own cause per dimension", () => {
    const windows = { policy_compliance: window(1, 1), output_quality: window(0, 0) };
    const { from, to, causes } = changeBetween(basis(windows), basis(windows, weightsFrom([0.4, 0.15, 0.05, 0.25, 0.15])));
    expect([from, to]).toEqual([525, 675]);
    expect(causes).toEqual([{ kind: "weights", dimension: "policy_compliance", points: 150, signals: [] }]);
  });

  it("speaks of evidence where the signals are no longer kept", () => {
    const before = { windows: byDimension(() => ({ mean: 80 })), weights: DEFAULT_WEIGHTS };
    const after = basis(byDimension(() => window(1, 1, 1)));
    const { causes } = changeBetween(before, after);
    expect(new Set(causes.map((cause) => cause.kind))).toEqual(new Set(["evidence"]));
    expect(causes.reduce((sum, cause) => sum + cause.points, 0)).toBe(200);
  });

  it("is nothing when nothing changed", () => {
    const same = basis({ output_quality: window(1, 0, 1) });
    expect(changeBetween(same, same).causes).toEqual([]);
  });

  const value = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
  const history = fc.array(
    fc.record({
      dimension: fc.constantFrom(...DIMENSIONS),
      value,
      weight: fc.constantFrom(1, 1, 1, 0.5, 10),
      reporter: fc.constantFrom("a", "b", "c"),
      maxShare: fc.constantFrom(null, null, 0.2, 0.6),
    }),
    { maxLength: 400 },
  );
  const weights = fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 })
    .filter((parts) => parts.some((part) => part > 0))
    .map((parts) => weightsFrom(parts.map((part) => part / parts.reduce((sum, each) => sum + each, 0))));

  it("sums exactly to the difference, for 10,000 random histories and pairs of times", () => {
    fc.assert(
      fc.property(history, fc.nat(400), fc.nat(400), weights, weights, (signals, x, y, weightsA, weightsB) => {
        const at = (time: number, then: typeof weightsA): Basis => ({
          windows: byDimension((dimension) => ({
            signals: signals
              .slice(0, time)
              .map((signal, row) => ({ ...signal, row }))
              .filter((signal) => signal.dimension === dimension)
              .slice(-100),
          })),
          weights: then,
        });
        const [a, b] = [at(Math.min(x, y), weightsA), at(Math.max(x, y), weightsB)];
        const { from, to, causes } = changeBetween(a, b);
        expect([from, to]).toEqual([scoreOf(a), scoreOf(b)]);
        expect(causes.reduce((sum, cause) => sum + cause.points, 0)).toBe(to - from);
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);
});

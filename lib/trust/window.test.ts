import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dimensionMean } from "./score";
import { type Weighed, weigh, windowMean } from "./window";

type Signal = Weighed & { value: number };

const signals = (count: number, value: number, reporter?: string, maxShare?: number): Signal[] =>
  Array.from({ length: count }, () => ({ value, weight: 1, reporter, maxShare }));

/** Share of the window that each reporter's signals have, "" for all without a cap. */
function sharesOf(window: readonly Signal[]): { of: Map<string, number>; neutral: number } {
  const { weights, neutral } = weigh(window);
  const total = weights.reduce((sum, weight) => sum + weight, neutral);
  const of = new Map<string, number>();
  window.forEach(({ reporter, maxShare }, i) => {
    const name = (maxShare ?? 1) < 1 ? String(reporter) : "";
    of.set(name, (of.get(name) ?? 0) + weights[i]! / total);
  });
  return { of, neutral: total === 0 ? 0 : neutral / total };
}

describe("a reporter with a cap", () => {
  it("alone in a window moves it from neutral by its share and no more", () => {
    expect(windowMean(signals(100, 0, "rival", 0.2))).toBeCloseTo(40, 9);
    expect(windowMean(signals(100, 1, "friend", 0.2))).toBeCloseTo(60, 9);
  });

  it("leaves the rest to the others, however much it reports", () => {
    const window = [...signals(1, 1), ...signals(99, 0, "rival", 0.2)];
    expect(windowMean(window)).toBeCloseTo(80, 9);
  });

  it("counts in full while it stays under its share", () => {
    const window = [...signals(90, 1), ...signals(10, 0, "rival", 0.2)];
    expect(windowMean(window)).toBe(dimensionMean(window.map((signal) => signal.value)));
  });

  it("is bound by what its newest signal says", () => {
    const window = [...signals(10, 0, "rival", 0.5), ...signals(1, 0, "rival", 0.1)];
    expect(windowMean(window)).toBeCloseTo(45, 9);
  });

  const window = fc.array(
    fc.record({
      value: fc.double({ min: 0, max: 1, noNaN: true }),
      weight: fc.constantFrom(1, 1, 1, 0.01, 10),
      reporter: fc.constantFrom("a", "b", "c", "d"),
      kind: fc.boolean(),
    }),
    { minLength: 1, maxLength: 100 },
  );
  const caps = fc.record({
    a: fc.constantFrom(0.01, 0.2, 0.9, 1),
    b: fc.constantFrom(0.2, 1),
    c: fc.constantFrom(0.2, 0.5),
    d: fc.constantFrom(0.3, 1),
  });

  it("never exceeds its share; shares and the neutral rest are the whole; nothing is neutral while anyone is uncapped", () => {
    fc.assert(
      fc.property(window, caps, (drawn, maxShares) => {
        const capped = drawn.map((signal) => ({ ...signal, maxShare: maxShares[signal.reporter] }));
        const { of, neutral } = sharesOf(capped);
        const plain = sharesOf(capped.map(({ maxShare: _, ...signal }) => signal));
        expect(plain.neutral).toBe(0);
        for (const [reporter, share] of of)
          if (reporter !== "") expect(share).toBeLessThanOrEqual(maxShares[reporter as keyof typeof maxShares] + 1e-9);
        expect([...of.values()].reduce((sum, share) => sum + share, neutral)).toBeCloseTo(1, 9);
        if (of.has("")) expect(neutral).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("bends a mean by no more than its share, whatever it says and how often", () => {
    fc.assert(
      fc.property(window, fc.nat(100), fc.constantFrom(0, 1), (drawn, count, value) => {
        const honest: Signal[] = drawn.map(({ value, weight }) => ({ value, weight }));
        const mean = windowMean(honest);
        const attacked = windowMean([...honest, ...signals(count, value, "rival", 0.2)]);
        expect(Math.abs(attacked - mean)).toBeLessThanOrEqual(0.2 * 100 + 1e-6);
      }),
      { numRuns: 1_000 },
    );
  });
});

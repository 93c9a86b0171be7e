import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG } from "./board";
import { DIMENSIONS } from "./dimension";
import { NEUTRAL, rawTotal, totalOf } from "./score";
import { stabilityOf } from "./sensitivity";

const columns = (agents: readonly (readonly number[])[]) =>
  DIMENSIONS.map((_, d) => Float64Array.from(agents, (agent) => agent[d] ?? Number.NaN));
const rated = (n: number) => new Uint8Array(n).fill(FLAG.rated);
const EVEN = [0.2, 0.2, 0.2, 0.2, 0.2];

/** The weights when one of them is `share` and the others keep their proportions. */
function moved(weights: readonly number[], d: number, share: number): number[] {
  const others = weights.reduce((sum, weight, i) => (i === d ? sum : sum + weight), 0);
  return weights.map((weight, i) => (i === d ? share : (1 - share) * (others > 0 ? weight / others : 0.25)));
}

describe("how far a weight may move until another agent leads", () => {
  it("is where two straight lines cross", () => {
    const means = columns([
      [50, 50, 50, 90, 50],
      [60, 60, 60, 40, 60],
    ]);
    // At a security weight x the means are 50 + 40x and 60 − 20x: even at 1/6.
    expect(stabilityOf(means, rated(2), EVEN)?.spans[3]).toEqual({ low: expect.closeTo(1 / 6, 12), high: 1 });
  });

  it("is everything for an agent that is best everywhere, and for one alone", () => {
    const means = columns([
      [90, 90, 90, 90, 90],
      [60, 90, 60, 40, 60],
    ]);
    const everything = { leader: 0, spans: DIMENSIONS.map(() => ({ low: 0, high: 1 })) };
    expect(stabilityOf(means, rated(2), EVEN)).toEqual(everything);
    expect(stabilityOf(columns([[10, 20, 30, 40, 50]]), rated(1), EVEN)).toEqual(everything);
  });

  it("counts neither the revoked nor the unrated", () => {
    const means = columns([
      [90, 90, 90, 90, 90],
      [99, 99, 99, 99, 99],
      [99, 99, 99, 99, 99],
    ]);
    expect(stabilityOf(means, Uint8Array.of(FLAG.rated, FLAG.rated | FLAG.revoked, 0), EVEN)?.leader).toBe(0);
    expect(stabilityOf(means, new Uint8Array(3), EVEN)).toBeNull();
  });

  it("ends at the present weight where somebody is level with the leader and gains", () => {
    const means = columns([
      [50, 60, 50, 50, 50],
      [60, 50, 50, 50, 50],
    ]);
    const spans = stabilityOf(means, rated(2), EVEN)?.spans;
    expect(spans?.[0]).toEqual({ low: 0, high: 0.2 });
    expect(spans?.[1]).toEqual({ low: 0.2, high: 1 });
  });

  // To six decimals: a difference that no total can resolve has no side.
  const precise = fc.double({ min: 0, max: 100, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6);
  const mean = fc.oneof(fc.integer({ min: 0, max: 100 }), precise, fc.constant(Number.NaN));
  const fleet = fc.array(fc.array(mean, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 12 });
  const shares = fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 })
    .filter((parts) => parts.some((part) => part > 0))
    .map((parts) => parts.map((part) => part / parts.reduce((sum, each) => sum + each, 0)));
  const NOISE = 1e-7;

  it("agrees with trying out every weight: inside the leader is rank 1, outside somebody passed it", () => {
    fc.assert(
      fc.property(fleet, shares, fc.nat(4), fc.double({ min: 0, max: 1, noNaN: true }), (agents, weights, d, share) => {
        const found = stabilityOf(columns(agents), rated(agents.length), weights)!;
        const { low, high } = found.spans[d]!;
        expect(low <= weights[d]! && weights[d]! <= high).toBe(true);
        const neutral = agents.map((means) => means.map((value) => (Number.isNaN(value) ? NEUTRAL : value)));
        const at = (share: number) => moved(weights, d, share);
        const lead = (share: number) => {
          const raws = neutral.map((means) => rawTotal(means, at(share)));
          return raws[found.leader]! - Math.max(...raws);
        };
        for (const tried of [share, low, high, (low + high) / 2]) {
          if (tried < low || tried > high) continue;
          expect(lead(tried)).toBeGreaterThanOrEqual(-NOISE);
          const totals = neutral.map((means) => totalOf(means, at(tried)));
          // Binary noise at the very ends can cost the one point that decides there.
          if (tried > low + 1e-9 && tried < high - 1e-9) expect(totals[found.leader]).toBe(Math.max(...totals));
        }
        // Past an end the leader is behind, in proportion to how far past.
        for (const past of [low - 0.01, high + 0.01, share]) {
          if (past < 0 || past > 1 || (past >= low && past <= high)) continue;
          expect(lead(past)).toBeLessThan(NOISE);
        }
        if (low > 0.02 && low < weights[d]!) expect(lead(low - 0.01)).toBeLessThan(0);
        if (high < 0.98 && high > weights[d]!) expect(lead(high + 0.01)).toBeLessThan(0);
      }),
      { numRuns: 3_000 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Drop, daysBetween, decayed, dropsOf, levelAt, nextDrop } from "./decay";
import { DEFAULT_GATE, type Gate, levelOf } from "./gate";
import type { Robustness } from "./robustness";
import { auditProbability, expectedAuditAt, spotAuditAt } from "./spot-audit";

const DAY = 86_400_000;
const ISSUED = Date.UTC(2026, 10, 20, 12);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const robustness: fc.Arbitrary<Robustness> = fc.record({ cc: share, er: share, as: share, ih: share });
const thresholds = fc
  .uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 5, maxLength: 5 })
  .map((list) => [0, ...list.sort((a, b) => a - b).map((n) => n / 1000)]);
const gates: fc.Arbitrary<Gate> = fc
  .record({
    cc: thresholds,
    er: thresholds,
    as: thresholds,
    ihThreshold: share,
    rate: fc.double({ min: 0.001, max: 500, noNaN: true }),
  })
  .map(({ cc, er, as, ihThreshold, rate }) => ({
    ...DEFAULT_GATE,
    thresholds: { cc, er, as },
    ihThreshold,
    decayRatePerDay: rate,
  }));

const left = (gate: Gate, certified: Robustness, at: number) =>
  levelOf(gate, decayed(certified, daysBetween(ISSUED, at), gate.decayRatePerDay));

describe("when a certificate loses its tiers", () => {
  it("is known in advance: just before each instant the decayed vector still holds the tier, just after it does not", () => {
    fc.assert(
      fc.property(gates, robustness, (gate, certified) => {
        for (const drop of dropsOf(gate, certified, ISSUED)) {
          if (drop.at - 2 >= ISSUED) expect(left(gate, certified, drop.at - 2)).toBeGreaterThanOrEqual(drop.from);
          expect(left(gate, certified, drop.at + 1)).toBeLessThanOrEqual(drop.to);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with evaluating the decayed vector at any time", () => {
    const later = fc.double({ min: 0, max: 3000, noNaN: true });
    fc.assert(
      fc.property(gates, robustness, later, (gate, certified, days) => {
        const drops = dropsOf(gate, certified, ISSUED);
        const at = ISSUED + Math.round(days * DAY);
        fc.pre(drops.every((drop) => Math.abs(drop.at - at) > 2));
        expect(levelAt(levelOf(gate, certified), drops, at)).toBe(left(gate, certified, at));
      }),
      { numRuns: 500 },
    );
  });

  it("leads step by step from the certified tier down, at ever later instants, each with what caused it", () => {
    fc.assert(
      fc.property(gates, robustness, (gate, certified) => {
        const drops = dropsOf(gate, certified, ISSUED);
        let level = levelOf(gate, certified);
        let at = ISSUED;
        for (const drop of drops) {
          expect(drop.from).toBe(level);
          expect(drop.to).toBeLessThan(level);
          expect(drop.at).toBeGreaterThan(at);
          expect(drop.dimensions).not.toEqual([]);
          ({ to: level, at } = drop);
        }
        // Everything decays, and every tier above T0 asks for something.
        expect(level).toBe(0);
      }),
    );
  });

  it.each<[string, Robustness, Partial<Drop>[]]>([
    [
      "integrity takes every tier at once",
      { cc: 1, er: 1, as: 1, ih: 0.6 },
      [
        { from: 5, to: 4, at: inDays(Math.log(1 / 0.9) / 0.01), dimensions: ["cc", "er"] },
        { from: 4, to: 0, at: inDays(Math.log(0.6 / 0.5) / 0.01), dimensions: ["ih"] },
      ],
    ],
    [
      "the weakest component goes first",
      { cc: 0.7, er: 0.52, as: 0.7, ih: 1 },
      [
        { from: 2, to: 1, at: inDays(Math.log(0.52 / 0.5) / 0.01), dimensions: ["er"] },
        { from: 1, to: 0, at: inDays(Math.log(0.52 / 0.3) / 0.01), dimensions: ["er"] },
      ],
    ],
    [
      "at a threshold it passes, and falls a millisecond later",
      { cc: 0.3, er: 1, as: 1, ih: 1 },
      [{ from: 1, to: 0, at: ISSUED + 1 }],
    ],
    ["nothing is lost at T0", { cc: 0.1, er: 1, as: 1, ih: 1 }, []],
  ])("%s", (_, certified, expected) => {
    expect(dropsOf(DEFAULT_GATE, certified, ISSUED)).toMatchObject(expected);
  });

  it("is never at a rate of 0, and not in a time that no calendar has", () => {
    const certified = { cc: 1, er: 1, as: 1, ih: 1 };
    expect(dropsOf({ ...DEFAULT_GATE, decayRatePerDay: 0 }, certified, ISSUED)).toEqual([]);
    expect(dropsOf({ ...DEFAULT_GATE, decayRatePerDay: 0, ihThreshold: 1 }, certified, ISSUED)).toEqual([]);
    expect(dropsOf({ ...DEFAULT_GATE, decayRatePerDay: 1e-12 }, certified, ISSUED)).toEqual([]);
  });

  it("has a next one until the last has come", () => {
    const drops = dropsOf(DEFAULT_GATE, { cc: 1, er: 1, as: 1, ih: 0.6 }, ISSUED);
    expect(nextDrop(drops, ISSUED)).toBe(drops[0]);
    expect(nextDrop(drops, drops[0]?.at ?? 0)).toBe(drops[1]);
    expect(nextDrop(drops, drops[1]?.at ?? 0)).toBeNull();
  });
});

describe("when a spot audit comes (G10: its chance does not depend on how often anybody looks)", () => {
  const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const rates = fc.double({ min: 0.001, max: 10, noNaN: true });

  it("follows from its chance: at the instant drawn, so much of it has passed", () => {
    fc.assert(
      fc.property(rates, draws, (rate, draw) => {
        const days = ((spotAuditAt(ISSUED, rate, draw) ?? 0) - ISSUED) / DAY;
        expect(auditProbability(rate, days)).toBeCloseTo(draw, 6);
      }),
    );
  });

  it("is on average 1/rate days away, which is what is shown", () => {
    const even = Array.from({ length: 20_000 }, (_, i) => (i + 0.5) / 20_000);
    const mean = even.reduce((sum, draw) => sum + (spotAuditAt(0, 0.02, draw) ?? 0) / DAY, 0) / even.length;
    expect(mean).toBeCloseTo(50, 0);
    expect((expectedAuditAt(0, 0.02) ?? 0) / DAY).toBeCloseTo(50, 5);
  });

  it("is never at a rate of 0", () => {
    expect([spotAuditAt(ISSUED, 0, 0.5), expectedAuditAt(ISSUED, 0)]).toEqual([null, null]);
  });
});

function inDays(days: number): number {
  return ISSUED + Math.floor(days * DAY) + 1;
}

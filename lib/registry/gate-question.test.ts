import { describe, expect, it } from "vitest";
import { answerGate, GateQuestion } from "./gate-question";

const ask = (question: object) => answerGate(GateQuestion.parse(question));
const SOLID = { cc: 0.7, er: 0.95, as: 0.95, ih: 1 };

describe("what the gate says of a vector", () => {
  it("is its tier, what binds it, what it may spend, and how long it holds", () => {
    expect(ask({ robustness: SOLID })).toMatchObject({
      tier: "T3",
      g: { cc: 3, er: 5, as: 5 },
      ihPass: true,
      bindingDimensions: [{ dimension: "cc", gap: expect.closeTo(0.1) as number }],
      gapToNextTier: expect.closeTo(0.1) as number,
      budgetCeiling: 1,
      weakest: 0.7,
      effectiveRobustness: SOLID,
      effectiveTier: "T3",
      timeToTierDrop: expect.closeTo(Math.log(0.7 / 0.65) / 0.01, 9) as number,
    });
  });

  it("changes with the time that has passed", () => {
    expect(ask({ robustness: SOLID, elapsed: 10, decayRate: 0.02 })).toMatchObject({
      tier: "T3",
      effectiveTier: "T2",
      timeToTierDrop: expect.closeTo(Math.log((0.7 * Math.exp(-0.2)) / 0.5) / 0.02, 9) as number,
    });
  });

  it("never falls without decay, nor from T0", () => {
    expect(ask({ robustness: SOLID, decayRate: 0 })).toMatchObject({ timeToTierDrop: null });
    expect(ask({ robustness: { ...SOLID, ih: 0.1 } })).toMatchObject({ tier: "T0", ihPass: false, timeToTierDrop: null });
  });

  it("of a chain is the tier of its lowest member", () => {
    expect(ask({ chain: [SOLID, { ...SOLID, cc: 0.4 }] })).toEqual({ tier: "T1", memberTiers: ["T3", "T1"] });
    expect(ask({ chain: [] })).toEqual({ tier: "T0", memberTiers: [] });
  });

  it.each([
    [{}],
    [{ robustness: SOLID, chain: [] }],
    [{ robustness: { ...SOLID, cc: 1.1 } }],
    [{ robustness: SOLID, elapsed: -1 }],
    [{ robustness: SOLID, ihThreshold: 2 }],
  ])("is nothing where the question makes no sense: %j", (question) => {
    expect(GateQuestion.safeParse(question).success).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import type { ScoreChange } from "@/lib/trust/change";
import { causesOf, stepsOf } from "./causes";

type Cause = ScoreChange["causes"][number];
const cause = (kind: Cause["kind"], dimension: Cause["dimension"], points: number, count = 0): Cause => ({
  kind,
  dimension,
  points,
  count,
  signals: [],
});

const change = (causes: Cause[]): ScoreChange => {
  const delta = causes.reduce((sum, one) => sum + one.points, 0);
  return {
    from: { at: "2026-11-19T14:02:00Z", score: 790 },
    to: { at: "2026-11-20T14:02:00Z", score: 790 + delta },
    delta,
    causes,
  };
};

describe("why a score changed", () => {
  const fell = change([
    cause("signals", "security_posture", -31, 3),
    cause("ageing", "security_posture", -4),
    cause("signals", "policy_compliance", 8, 44),
    cause("weights", "policy_compliance", -5),
    cause("weights", "output_quality", -3),
    cause("ageing", "output_quality", -2),
  ]);

  it("names new signals by dimension and joins weights and ageing, the largest fall first", () => {
    expect(stepsOf(fell).map(({ name, points }) => `${name} ${points}`)).toEqual([
      "Security posture, 3 signals -31",
      "Weights were changed -8",
      "Older signals weigh less or left -6",
      "Policy compliance, 44 signals 8",
    ]);
  });

  it("still sums to the difference", () => {
    expect(stepsOf(fell).reduce((sum, step) => sum + step.points, 0)).toBe(fell.delta);
  });

  it("knows what stands behind each step", () => {
    expect(causesOf(fell, "security_posture").map(({ kind, points }) => `${kind} ${points}`)).toEqual(["signals -31"]);
    expect(causesOf(fell, "ageing").map(({ dimension }) => dimension)).toEqual(["security_posture", "output_quality"]);
    expect(causesOf(fell, "evidence")).toEqual([]);
  });

  it("leaves out what cancels itself", () => {
    expect(stepsOf(change([cause("weights", "policy_compliance", 5), cause("weights", "output_quality", -5)]))).toEqual([]);
  });
});

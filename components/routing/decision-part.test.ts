import { describe, expect, it } from "vitest";
import { contender, routeBids } from "@/lib/routing/contender.fixture";
import type { Decision } from "@/lib/routing/decision-shape";
import { partIn } from "./decision-part";

const fleet = [
  contender("good", { score: 900 }),
  contender("fair", { score: 500 }),
  contender("held", { barredBy: ["revoked"] }),
];

function decision(more: Partial<Decision> = {}): Decision {
  const finding = routeBids(fleet, { good: 50, fair: 50, held: 40 });
  return {
    id: "d",
    taskId: "t",
    description: "Fix the bug",
    attempt: 1,
    assigned: finding.recommended,
    decidedAt: "2026-11-20T12:00:00Z",
    ...finding,
    ...more,
  };
}

describe("what a decision was for an agent", () => {
  it("is by how much it won, or lost and to whom", () => {
    expect(partIn(decision(), "good")).toMatchObject({ how: "won", other: null, sats: 50, ahead: 0.08 });
    const lost = partIn(decision(), "fair");
    expect(lost).toMatchObject({ how: "lost", other: "good" });
    expect(lost.ahead).toBeCloseTo(-0.08, 9);
  });

  it("is the gate that stopped it, with no score to compare", () => {
    expect(partIn(decision(), "held")).toMatchObject({ how: "stopped", codes: ["revoked"], combined: null, ahead: null });
  });

  it("tells an override from a win", () => {
    const overridden = decision({ assigned: "fair", override: { by: "key:test", reason: "It knows the customer" } });
    expect(partIn(overridden, "good")).toMatchObject({ how: "taken", other: "fair" });
    expect(partIn(overridden, "fair")).toMatchObject({ how: "given" });
  });

  it("is nothing where it was given a task without being stored as a candidate", () => {
    expect(partIn(decision({ assigned: "late" }), "late")).toMatchObject({
      how: "given",
      sats: null,
      combined: null,
      ahead: null,
    });
  });
});

import { describe, expect, it } from "vitest";
import { age, duration } from "@/components/ui/format";
import { FLAG } from "@/lib/trust/board";
import { boardOf, level, type TestAgent } from "./board.fixture";
import { factsOf } from "./row-facts";
import { Standings } from "./standings";

const NOW = Date.parse("2026-11-20T14:00:00Z");
const NEEDED = { signals: 5, coverage: 3, soonMs: 2 * 86_400_000 };

function facts(agent: Partial<TestAgent>, weights?: [number, number, number, number, number]) {
  const standings = new Standings(boardOf([{ name: "scout", means: level(80), ...agent }]));
  if (weights) standings.preview(weights, 300);
  return factsOf(standings, 0, 300, NEEDED, NOW);
}

describe("what a row says", () => {
  it.each<[string, Partial<TestAgent>, string, string]>([
    ["nothing is wrong", { tier: "T3" }, "active", "Active"],
    ["its tier is gone", { tier: "T0" }, "idle", "May not act"],
    ["a dimension is not measured", { tier: "T1", means: [80, 80, 80, 80, null] }, "active", "No collaboration signals"],
    ["several are not measured", { tier: "T1", means: [80, 80, 80, null, null] }, "active", "No signals in 2 dimensions"],
    ["silent", { lastSignalAt: "2026-11-20T13:34:00Z" }, "silent", `No signal for ${age(26 * 60_000)}`],
    ["at risk and falling", { flags: FLAG.rated | FLAG.atRisk, delta24h: -56 }, "at_risk", "At risk: −56 in 24 h"],
    ["held", { flags: FLAG.rated | FLAG.held | FLAG.atRisk }, "hold", "On hold"],
    ["revoked", { flags: FLAG.rated | FLAG.held | FLAG.revoked }, "revoked", "Revoked"],
    ["too few signals", { flags: 0, signals: 3, means: [80, 80, null, null, null] }, "unrated", "2 of 5 signals missing"],
    ["too few dimensions", { flags: 0, signals: 30, means: [80, 80, null, null, null] }, "unrated", "1 of 3 dimensions missing"],
  ])("%s", (_, agent, status, text) => {
    expect(facts(agent)).toMatchObject({ status, statusText: text });
  });

  it("counts evidence and ages", () => {
    expect(facts({ means: [80, 80, 80, 80, null], signals: 12 })).toMatchObject({
      signals: 12,
      coverage: 4,
      lastAge: age(4000),
      silent: false,
    });
    expect(facts({ lastSignalAt: null })).toMatchObject({ lastAge: "–", silent: false });
  });

  it("says the tier, what holds it and when it goes down", () => {
    expect(facts({ tier: "T3", heldBy: 6, tierDropAt: "2026-11-26T18:00:00Z" })).toMatchObject({
      tier: 3,
      heldBy: "ER, AS",
      dropsIn: duration((6 * 24 + 4) * 3_600_000),
      dropsSoon: false,
    });
    expect(facts({ tier: "T4", heldBy: 1, tierDropAt: "2026-11-22T13:59:59Z" })).toMatchObject({ dropsSoon: true });
    expect(facts({ tier: "T5", heldBy: 0 })).toMatchObject({ heldBy: "", dropsIn: "", dropsSoon: false });
    expect(facts({})).toMatchObject({ tier: 0, heldBy: null });
  });

  it("compares a preview with what is in force", () => {
    expect(facts({ means: [80, 80, 80, 20, 80] }, [0, 0, 0, 1000, 0])).toMatchObject({
      score: 200,
      scoreInForce: 650,
      level: 0,
      levelInForce: 2,
      wouldRevoke: true,
    });
    expect(facts({ means: level(20) })).toMatchObject({ wouldRevoke: false });
  });
});

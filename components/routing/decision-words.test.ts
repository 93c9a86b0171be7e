import { describe, expect, it } from "vitest";
import { INELIGIBLE_CODES } from "@/lib/registry/agent";
import type { DecidedCandidate, Decision } from "@/lib/routing/decision-shape";
import { GATES, passage, refusedBesides } from "./candidate-gates";
import { pointsOf, sentenceOf, textOf } from "./decision-words";

const candidate = (
  agentId: string,
  rank: number | null,
  points: number,
  part: Partial<DecidedCandidate> = {},
): DecidedCandidate => ({
  agentId,
  rank,
  eligible: rank !== null,
  ineligibleBecause: [],
  offered: true,
  capabilityScore: 0.5,
  bidScore: 0.5,
  combined: points / 1000,
  points: { capability: points, price: 0, trust: 0, track: 0, load: 0 },
  won: rank === 1,
  trust: { score: 800, band: "trusted", tier: "T3" },
  ...part,
});

const decision = (part: Partial<Decision> = {}): Decision => ({
  id: "d",
  taskId: "t",
  description: "Sort invoices",
  attempt: 1,
  assigned: "scout",
  decidedAt: "2026-11-21T10:00:00Z",
  outcome: "assigned",
  recommended: "scout",
  reason: "",
  policy: { name: "balanced", version: 1, weights: { capability: 0.4, price: 0.2, trust: 0.2, track: 0.15, load: 0.05 } },
  margin: 0.066,
  totals: { considered: 6, eligible: 2, refused: { below_tier: 3, unrated: 2 } },
  candidates: [candidate("scout", 1, 844), candidate("kestrel", 2, 778)],
  ...part,
});

const said = (one: Decision, foreseen = false) => {
  const { lead, rest } = sentenceOf(one, foreseen);
  return `${textOf(lead, (id) => id.toUpperCase())} ${rest}`.trim();
};

describe("a decision in words", () => {
  it("says who got the task, by how much, and how many were stopped", () => {
    expect(said(decision())).toBe(
      "SCOUT got the task: best combined score, 0.844, of 2 eligible agents, 0.066 ahead of KESTREL. Four more were stopped by a gate. No tie-break was needed.",
    );
  });

  it("says what would be, where nothing was stored", () => {
    expect(said(decision(), true)).toMatch(/^SCOUT would get the task/);
  });

  it("names the rule that broke a tie", () => {
    const candidates = [candidate("scout", 1, 844), candidate("kestrel", 2, 844)];
    expect(said(decision({ candidates, tieBreak: "bid", margin: 0 }))).toMatch(
      /the same as KESTREL\..*The tie was broken by: lower price\.$/,
    );
  });

  it("does not call a tie what is too close for three digits", () => {
    const candidates = [candidate("scout", 1, 844), candidate("kestrel", 2, 844)];
    expect(said(decision({ candidates, margin: 0.0002 }))).toContain("less than 0.001 ahead of KESTREL");
  });

  it("says why nobody got it", () => {
    const nobody = { recommended: null, assigned: null, candidates: [], margin: undefined };
    expect(said(decision({ ...nobody, outcome: "no_bids" }))).toBe("Nobody got the task: no bid came.");
    const totals = { considered: 6, eligible: 0, refused: {} };
    expect(said(decision({ ...nobody, outcome: "no_suitable_agent", totals }))).toBe(
      "Nobody got the task: all 6 agents were stopped by a gate.",
    );
  });

  it("keeps the machine's choice beside an override", () => {
    const overridden = decision({ assigned: "kestrel", override: { by: "owner", reason: "it knows the books" } });
    expect(said(overridden)).toMatch(
      /^KESTREL got the task from owner, against the machine's choice\. Its own choice: scout got the task: best combined score/,
    );
  });

  it("has points that sum to the combined score", () => {
    const points = { capability: 320, price: -1, trust: 193, track: 75, load: 50 };
    expect(pointsOf(candidate("scout", 1, 0, { points }))).toBe(637);
  });
});

describe("the gates of a candidate", () => {
  const through = (codes: DecidedCandidate["ineligibleBecause"]) =>
    Object.fromEntries(GATES.map((gate) => [gate.gate, passage(gate, candidate("a", null, 0, { ineligibleBecause: codes }))]));

  it("are stopped by their codes and passed otherwise", () => {
    expect(through(["hold_integrity", "over_ceiling"])).toMatchObject({
      Active: "passed",
      "No hold": "stopped",
      Budget: "stopped",
    });
  });

  it("leave open what was not judged", () => {
    expect(through(["not_certified"])).toMatchObject({ Active: "stopped", Tier: "unknown", Rated: "passed" });
    expect(through(["unregistered"])).toMatchObject({ Active: "stopped", Skills: "unknown" });
  });

  it("know every code", () => {
    expect(GATES.flatMap((gate) => [...gate.codes]).toSorted()).toEqual(INELIGIBLE_CODES.toSorted());
    for (const code of INELIGIBLE_CODES)
      expect(Object.values(through([code])).filter((state) => state === "stopped")).toHaveLength(1);
  });

  it("count who is not kept one by one", () => {
    const stopped = candidate("a", null, 0, { ineligibleBecause: ["below_tier"] });
    expect(refusedBesides(decision({ candidates: [stopped] }))).toEqual([
      { code: "below_tier", n: 2 },
      { code: "unrated", n: 2 },
    ]);
  });
});

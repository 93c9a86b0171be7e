import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFleet, anyPolicy, anyTask, contender, routeBids, routeOffers } from "./contender.fixture";
import type { Finding } from "./decision-shape";
import { BALANCED, CLASSIC, type RoutingPolicy } from "./policy";
import { type PastDecision, PolicyTrial } from "./policy-effect";

const anyPrices = fc.array(fc.constantFrom(0, 1, 10, 25, 50, 100, 101), { minLength: 12, maxLength: 12 });
const past = (finding: Finding, requires = false): PastDecision => ({
  ...finding,
  id: "d",
  taskId: "t",
  description: "Fix the bug\nsoon",
  requires,
});

function policyEffect(policy: RoutingPolicy, decisions: readonly PastDecision[]) {
  const trial = new PolicyTrial(policy);
  for (const decision of decisions) trial.add(decision);
  return trial.effect();
}

describe("another policy over decisions that were made", () => {
  it("is nothing where it is the policy they were made by", () => {
    let winners = 0;
    const anyPolicyAtAll = fc.oneof(fc.constantFrom(BALANCED, CLASSIC), anyPolicy);
    const property = fc.property(anyFleet, anyPrices, anyTask, anyPolicyAtAll, (fleet, prices, task, policy) => {
      const bids = Object.fromEntries(fleet.map(({ agentId }, i) => [agentId, prices[i] ?? 7]));
      const question = { ...task, policy };
      for (const finding of [routeBids(fleet, bids, question), routeOffers(fleet, question)]) {
        const { changed, moved, decisions, wins } = policyEffect(policy, [past(finding, task.requiredCapabilities.length > 0)]);
        expect({ changed, moved, decisions }).toEqual({ changed: 0, moved: [], decisions: 1 });
        expect(wins).toEqual(finding.recommended === null ? [] : [{ agentId: finding.recommended, before: 1, after: 1 }]);
        if (finding.recommended !== null) winners++;
      }
    });
    fc.assert(property, { numRuns: 2000 });
    expect(winners).toBeGreaterThan(150);
  });

  it("is what deciding again by it would be, whatever its weights and its minimum", () => {
    let moves = 0;
    const property = fc.property(anyFleet, anyPrices, anyTask, anyPolicy, anyPolicy, (fleet, prices, task, before, after) => {
      const question = { ...task, requiredCapabilities: [] };
      const bids = Object.fromEntries(fleet.map(({ agentId }, i) => [agentId, prices[i] ?? 7]));
      const was = routeBids(fleet, bids, { ...question, policy: before });
      const is = routeBids(fleet, bids, { ...question, policy: after });
      const { moved } = policyEffect(after, [past(was)]);
      const expected = { decisionId: "d", taskId: "t", title: "Fix the bug", from: was.recommended, to: is.recommended };
      expect(moved).toEqual(was.recommended === is.recommended ? [] : [expected]);
      moves += moved.length;
    });
    fc.assert(property, { numRuns: 3000 });
    expect(moves).toBeGreaterThan(100);
  });

  it("counts each agent's wins before and after, the largest change first", () => {
    const fleet = [contender("cheap", { score: 500 }), contender("good", { score: 900 })];
    const decided = [10, 15, 20].map((bid) => past(routeBids(fleet, { cheap: bid, good: 60 })));
    const trusting = { ...BALANCED, weights: { capability: 0, price: 0, trust: 1, track: 0, load: 0 } };
    expect(policyEffect(trusting, decided)).toMatchObject({
      decisions: 3,
      changed: 3,
      moved: [{ from: "cheap", to: "good" }, {}, {}],
      wins: [
        { agentId: "cheap", before: 3, after: 0 },
        { agentId: "good", before: 0, after: 3 },
      ],
    });
  });

  it("lets nobody in whom a task's required capabilities may have stopped", () => {
    const fleet = [contender("a", { keywords: [] }), contender("b")];
    const strict = { ...BALANCED, minimumCapability: 0.6 };
    const finding = routeBids(fleet, { a: 1, b: 90 }, { policy: strict, description: "fix code bug paint paint house" });
    expect(finding.candidates.find(({ agentId }) => agentId === "a")?.ineligibleBecause).toEqual(["capability_missing"]);
    const cheap = { ...BALANCED, minimumCapability: 0, weights: { capability: 0, price: 1, trust: 0, track: 0, load: 0 } };
    expect(policyEffect(cheap, [past(finding, false)]).moved).toMatchObject([{ to: "a" }]);
    expect(policyEffect(cheap, [past(finding, true)]).moved).not.toMatchObject([{ to: "a" }]);
  });

  it("leaves out decisions that classic made, which measures otherwise", () => {
    const finding = routeBids([contender("a")], { a: 50 }, { policy: CLASSIC });
    expect(policyEffect(BALANCED, [past(finding)])).toEqual({ decisions: 0, changed: 0, moved: [], wins: [] });
  });
});

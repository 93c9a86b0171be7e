import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TIERS } from "../registry/tier";
import { largestRemainder } from "../trust/points";
import { offerSats, referenceSats } from "./bid";
import type { Contender } from "./candidate";
import { anyFleet, anyPolicy, anyTask, contender, routeBids, routeOffers } from "./contender.fixture";
import type { Task } from "./contest";
import { Finding } from "./decision-shape";
import { BALANCED, CLASSIC, PARTS, type RoutingPolicy } from "./policy";
import { pointsOf } from "./score";

const RUNS = { numRuns: 10_000 };
const anyPolicyAtAll = fc.oneof(fc.constantFrom(BALANCED, CLASSIC), anyPolicy);
const anyPrices = fc.array(fc.constantFrom(0, 1, 10, 25, 50, 100, 101), { minLength: 12, maxLength: 12 });

type Question = Task & { policy: RoutingPolicy };

/** Both ways to give a task away: by the bids of all agents and one stranger, and by offers. */
function bothWays(fleet: readonly Contender[], prices: readonly number[], question: Question): Finding[] {
  const bids = Object.fromEntries([...fleet, { agentId: "stranger" }].map(({ agentId }, i) => [agentId, prices[i] ?? 7]));
  return [routeBids(fleet, bids, question), routeOffers(fleet, question)];
}

/** Holds for 10,000 random fleets, tasks and policies, with bids and without. */
function always(check: (finding: Finding, fleet: ReadonlyMap<string, Contender>, question: Question) => void): void {
  const property = fc.property(anyFleet, anyPrices, anyTask, anyPolicyAtAll, (fleet, prices, task, policy) => {
    const known = new Map(fleet.map((agent) => [agent.agentId, agent]));
    const question = { ...task, policy };
    for (const finding of bothWays(fleet, prices, question)) check(finding, known, question);
  });
  fc.assert(property, RUNS);
}

describe("of any fleet, for any task", () => {
  it("nobody wins who is barred, full, under the tier or above budget or ceiling", () => {
    let winners = 0;
    always(({ recommended, candidates, outcome }, fleet, { minTier, budgetSats, penaltySats, requiredCapabilities, policy }) => {
      expect(outcome === "assigned").toBe(recommended !== null);
      if (recommended === null) return;
      winners++;
      const agent = fleet.get(recommended);
      const price = candidates[0]?.bidSats ?? Number.NaN;
      expect(agent?.barredBy).toEqual([]);
      expect(agent?.level).toBeGreaterThanOrEqual(TIERS.indexOf(minTier));
      expect(agent?.openTasks).toBeLessThan(agent?.capacity ?? 0);
      expect((agent?.exposureSats ?? 0) + price + penaltySats).toBeLessThanOrEqual(agent?.ceilingSats ?? -1);
      if (budgetSats !== null) expect(price).toBeLessThanOrEqual(budgetSats);
      if (requiredCapabilities.length > 0) expect(agent?.capabilities.length).toBeGreaterThan(0);
      expect(candidates[0]?.capabilityScore).toBeGreaterThanOrEqual(policy.minimumCapability);
      expect(candidates[0]?.combined).toBeGreaterThan(0);
    });
    expect(winners).toBeGreaterThan(1000);
  });

  it("ranks are 1, 2, 3 …, one wins at most, and the rest is stopped by a code", () => {
    always(({ recommended, candidates, totals, margin }) => {
      const ranked = candidates.filter(({ eligible }) => eligible);
      expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, i) => i + 1));
      expect(ranked).toHaveLength(Math.min(20, totals.eligible));
      for (const { eligible, ineligibleBecause, rank } of candidates) {
        expect(ineligibleBecause.length === 0).toBe(eligible);
        expect(rank === null).toBe(!eligible);
      }
      expect(candidates.filter(({ won }) => won).map(({ agentId }) => agentId)).toEqual(
        recommended === null ? [] : [recommended],
      );
      if (margin !== undefined) expect(margin).toBeCloseTo((ranked[0]?.combined ?? 0) - (ranked[1]?.combined ?? 0), 8);
    });
  });

  it("the points of the parts sum to the combined score in thousandths, by largest remainder", () => {
    always(({ candidates, policy: { weights } }) => {
      for (const { combined, points, capabilityScore, bidScore, trustScore = 0, trackRecord = 0, loadScore = 0 } of candidates) {
        const total = Math.round(1000 * combined);
        expect(PARTS.reduce((sum, part) => sum + points[part], 0)).toBe(total);
        const parts = [capabilityScore, bidScore, trustScore, trackRecord, loadScore];
        const exact = PARTS.map((part, i) => 1000 * weights[part] * (parts[i] ?? 0));
        for (const [i, part] of PARTS.entries()) expect(Math.abs(points[part] - (exact[i] ?? 0))).toBeLessThanOrEqual(1 + 1e-6);
      }
    });
  });

  it("what is answered has the shape of the contract", () => {
    always((finding) => {
      expect(Finding.parse(finding)).toEqual(finding);
    });
  });

  it("the order in which agents are listed or bid changes nothing", () => {
    const property = fc.property(
      anyFleet,
      anyPrices,
      anyTask,
      anyPolicyAtAll,
      fc.infiniteStream(fc.nat()),
      (fleet, prices, task, policy, keys) => {
        const question = { ...task, policy };
        const order = new Map(fleet.map((agent) => [agent, keys.next().value ?? 0]));
        const shuffled = fleet.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
        const bids = Object.fromEntries(fleet.map(({ agentId }, i) => [agentId, prices[i] ?? 0]));
        const shuffledBids = Object.fromEntries(shuffled.map(({ agentId }) => [agentId, bids[agentId] ?? 0]));
        expect(routeBids(shuffled, shuffledBids, question)).toEqual(routeBids(fleet, bids, question));
        expect(routeOffers(shuffled, question)).toEqual(routeOffers(fleet, question));
      },
    );
    fc.assert(property, { numRuns: 3000 });
  });

  it("who lists more words that the task does not have is scored the same", () => {
    const property = fc.property(anyFleet, anyPrices, anyTask, (fleet, prices, task) => {
      const longer = fleet.map((agent) =>
        contender(agent.agentId, { ...agent, keywords: [...agent.keywords, "gardening", "cooking"] }),
      );
      const question = { ...task, policy: BALANCED };
      expect(bothWays(longer, prices, question)).toEqual(bothWays(fleet, prices, question));
    });
    fc.assert(property, { numRuns: 1000 });
  });
});

describe("prices", () => {
  it("the reference is twice the median of what counts, whatever the prices are", () => {
    const price = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2e15 }));
    fc.assert(
      fc.property(fc.array(price, { minLength: 1, maxLength: 300 }), (prices) => {
        const sorted = prices.toSorted((a, b) => a - b);
        const half = sorted.length >> 1;
        const [lower = 0, upper = 0] = sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]];
        expect(referenceSats(null, Float64Array.from(prices))).toBe(lower + upper);
      }),
    );
    expect(referenceSats(60, Float64Array.from([1]))).toBe(60);
    expect(referenceSats(null, new Float64Array(0))).toBeNaN();
  });

  it.each([
    [50, 0, 50],
    [50, 1, 35],
    [45, 0.5, 38],
    [1, 1, 1],
    [0, 1, 1],
    [null, 1, 1],
  ])("a rate of %s at capability %s is offered for %s", (rate, capability, expected) => {
    expect(offerSats(rate, capability)).toBe(expected);
  });
});

it("points are those of the largest remainder", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const weights = { capability: 0.4, price: 0.2, trust: 0.2, track: 0.15, load: 0.05 };
  fc.assert(
    fc.property(share, share, share, share, share, (capability, price, trust, track, load) => {
      const parts = { capability, price, trust, track, load };
      const exact = PARTS.map((part) => 1000 * weights[part] * parts[part]);
      const combined = exact.reduce((sum, each) => sum + each, 0) / 1000;
      const points = pointsOf(weights, parts, combined);
      expect(PARTS.map((part) => points[part])).toEqual(largestRemainder(exact, Math.round(1000 * combined)));
    }),
    { numRuns: 2000 },
  );
});

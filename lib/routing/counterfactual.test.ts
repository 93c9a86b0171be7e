import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offerSats } from "./bid";
import type { Contender } from "./candidate";
import { anyFacts, anyFleet, anyPolicy, anyTask, contender, routeBids, routeOffers } from "./contender.fixture";
import type { Task } from "./contest";
import { counterfactuals, withWeight } from "./counterfactual";
import type { Finding } from "./decision-shape";
import { capabilityOf, matchedWeight, taskWords } from "./match";
import { BALANCED, CLASSIC, PARTS, type RoutingPolicy } from "./policy";

const anyPolicyAtAll = fc.oneof(fc.constant(BALANCED), fc.constant(CLASSIC), anyPolicy);
const anyPrices = fc.array(fc.oneof(fc.constantFrom(0, 1, 10, 25, 50, 100, 101), fc.integer({ min: 0, max: 300 })), {
  minLength: 12,
  maxLength: 12,
});
const RUNS = { numRuns: 1500 };

/** Fleets of which most may act, for tasks that ask for nothing in particular. */
const anyField = anyFleet.map((fleet) =>
  fleet.map((agent, i) => {
    const openTasks = Math.min(agent.openTasks, agent.capacity - 1);
    return i % 4 === 0
      ? agent
      : contender(agent.agentId, { ...agent, barredBy: [], level: 5, openTasks, exposureSats: 0, ceilingSats: 1000 });
  }),
);
const openTask = anyTask.map((task) => ({ ...task, requiredCapabilities: [] }));
const openPolicy = anyPolicyAtAll.map((policy) => ({ ...policy, minimumCapability: 0 }));

type Question = Task & { policy: RoutingPolicy };
type Bids = Record<string, number>;

const bidsOf = (fleet: readonly Contender[], prices: readonly number[]): Bids =>
  Object.fromEntries(fleet.map(({ agentId }, i) => [agentId, prices[i] ?? 7]));

/** The fleet with one agent's facts changed. */
const changed = (fleet: readonly Contender[], agentId: string, facts: Partial<Contender>) =>
  fleet.map((agent) => (agent.agentId === agentId ? contender(agentId, { ...agent, ...facts }) : agent));

/** Decides again with one other price, and says whether whoever asks it wins. */
function winsAt(fleet: readonly Contender[], bids: Bids, question: Question, agentId: string) {
  return (bidSats: number) => routeBids(fleet, { ...bids, [agentId]: bidSats }, question).recommended === agentId;
}

function expectExact(finding: Finding, wins: (agentId: string) => (bidSats: number) => boolean): number {
  let found = 0;
  for (const { agentId, bid, bidSats } of counterfactuals(finding).losers) {
    const winsWith = wins(agentId);
    if (bid === "unknown") throw new Error("What a decision stores says what prices follow from.");
    if (bid === null) expect(winsWith(0), agentId).toBe(false);
    else {
      found++;
      expect(winsWith(bid), `${agentId} at ${bid}`).toBe(true);
      expect(bid).toBeLessThan(bidSats);
      expect(winsWith(bid + 1), `${agentId} at ${bid + 1}`).toBe(false);
    }
  }
  return found;
}

describe("the highest price with which a loser would have won", () => {
  it("wins when the same question is decided again with it, and one sat more does not", () => {
    let found = 0;
    const property = fc.property(anyField, anyPrices, openTask, openPolicy, (fleet, prices, task, policy) => {
      const question = { ...task, policy };
      const bids = bidsOf(fleet, prices);
      found += expectExact(routeBids(fleet, bids, question), (agentId) => winsAt(fleet, bids, question, agentId));
    });
    fc.assert(property, RUNS);
    expect(found).toBeGreaterThan(150);
  });

  it("is as exact where the price scale is the median of more offers than are stored", () => {
    let found = 0;
    const fleets = fc.array(anyFacts, { minLength: 24, maxLength: 60 }).map((fleet) =>
      fleet.map((facts, i) =>
        contender(`agent-${String(i).padStart(2, "0")}`, {
          ...facts,
          ...{ barredBy: [], level: 5, openTasks: i % 3, capacity: 4, exposureSats: 0, ceilingSats: 1000 },
          keywords: i % 2 === 0 ? ["bug", "fix"] : ["bug"],
        }),
      ),
    );
    const property = fc.property(fleets, anyPolicy, (fleet, policy) => {
      const question = {
        description: "Fix the bug",
        requiredCapabilities: [],
        minTier: "T1",
        budgetSats: null,
        penaltySats: 0,
        policy,
      } as const;
      const finding = routeOffers(fleet, question);
      expect(finding.totals.eligible).toBeGreaterThanOrEqual(finding.candidates.length);
      const words = taskWords(question, policy);
      const bids = Object.fromEntries(
        fleet.map(({ agentId, rateSats, skills }) => [
          agentId,
          offerSats(rateSats, capabilityOf(matchedWeight(words, skills), words)),
        ]),
      );
      expect(routeBids(fleet, bids, question).recommended).toBe(finding.recommended);
      found += expectExact(finding, (agentId) => winsAt(fleet, bids, question, agentId));
    });
    fc.assert(property, { numRuns: 150 });
    expect(found).toBeGreaterThan(50);
  });

  it("is unknown, and never guessed, where a decision does not say what prices followed from", () => {
    const fleet = [contender("a", { score: 900 }), contender("b")];
    const { prices: _, ...finding } = routeBids(fleet, { a: 50, b: 50 });
    expect(counterfactuals(finding).losers).toMatchObject([{ agentId: "b", bid: "unknown", trust: 901 }]);
    const bare = routeBids(fleet, { a: 50, b: 50 });
    const candidates = bare.candidates.map(({ rateSats: _, ...candidate }) => candidate);
    expect(counterfactuals({ ...bare, candidates }).losers[0]?.bid).toBe("unknown");
  });
});

describe("the lowest trust score with which a loser would have won", () => {
  it("wins when the same question is decided again with it, and one point less does not", () => {
    let found = 0;
    const property = fc.property(anyField, anyPrices, openTask, openPolicy, (fleet, prices, task, policy) => {
      const question = { ...task, policy };
      const bids = bidsOf(fleet, prices);
      for (const { agentId, trust, score } of counterfactuals(routeBids(fleet, bids, question)).losers) {
        const winsWith = (points: number) =>
          routeBids(changed(fleet, agentId, { score: points }), bids, question).recommended === agentId;
        if (trust === null) expect(winsWith(1000)).toBe(false);
        else {
          found++;
          expect(trust).toBeGreaterThan(score);
          expect(winsWith(trust)).toBe(true);
          expect(winsWith(trust - 1)).toBe(false);
        }
      }
    });
    fc.assert(property, RUNS);
    expect(found).toBeGreaterThan(50);
  });
});

describe("an agent that a gate stopped", () => {
  it("comes where it would without those gates, its price and those of the others held against what they then are", () => {
    let [winners, others] = [0, 0];
    const property = fc.property(anyFleet, anyPrices, anyTask, (fleet, prices, task) => {
      const question = { ...task, policy: { ...BALANCED, minimumCapability: 0 }, requiredCapabilities: [] };
      const bids = bidsOf(fleet, prices);
      const finding = routeBids(fleet, bids, question);
      for (const { agentId, gates, place } of counterfactuals(finding).stopped) {
        expect(gates.length).toBeGreaterThan(0);
        const entrants = finding.candidates.filter((one) => one.eligible || one.agentId === agentId).map((one) => one.agentId);
        const { capacity = 1, openTasks = 0 } = fleet.find((agent) => agent.agentId === agentId) ?? {};
        const freed = changed(fleet, agentId, {
          barredBy: [],
          level: 5,
          ceilingSats: Number.POSITIVE_INFINITY,
          // As full as before to every decimal that counts, and still a place free.
          openTasks: Math.min(openTasks, capacity * (1 - 1e-12)),
          reachable: true,
        });
        const bid = bids[agentId] ?? 0;
        const again = routeBids(freed, Object.fromEntries(entrants.map((id) => [id, bids[id] ?? 0])), {
          ...question,
          budgetSats: task.budgetSats === null ? null : Math.max(task.budgetSats, bid),
        });
        const found = again.candidates.find((one) => one.agentId === agentId);
        expect(place).toEqual({ rank: found?.rank, combined: found?.combined, wins: found?.won });
        if (place?.wins) winners++;
        else others++;
      }
    });
    fc.assert(property, RUNS);
    expect(Math.min(winners, others)).toBeGreaterThan(300);
  });

  it("that nobody knows is not said to come anywhere", () => {
    const finding = routeBids([contender("a")], { a: 50, stranger: 1 });
    expect(counterfactuals(finding).stopped).toEqual([{ agentId: "stranger", gates: ["unregistered"], place: null }]);
  });
});

describe("the least change of one weight that makes another agent win", () => {
  it("is the least: every step before it leaves the winner, and it does not", () => {
    let found = 0;
    const property = fc.property(
      anyField,
      anyPrices,
      openTask,
      fc.oneof(fc.constant({ ...BALANCED, minimumCapability: 0 }), anyPolicy),
      (fleet, prices, task, policy) => {
        const bids = bidsOf(fleet, prices);
        const finding = routeBids(fleet, bids, { ...task, policy });
        const { weights } = counterfactuals(finding);
        const winnerAt = (part: (typeof PARTS)[number], value: number) =>
          routeBids(fleet, bids, { ...task, policy: { ...policy, weights: withWeight(policy.weights, part, value) } })
            .recommended;
        for (const part of PARTS) {
          const change = weights.find((one) => one.part === part);
          const from = policy.weights[part];
          const least = change ? Math.abs(change.to - from) : 1;
          if (change) {
            found++;
            expect(winnerAt(part, change.to)).toBe(change.winner);
            expect(change.winner).not.toBe(finding.recommended);
          }
          for (let step = 0; step <= 1000; step += 13)
            if (Math.abs(step / 1000 - from) < least - 1e-9) expect(winnerAt(part, step / 1000)).toBe(finding.recommended);
        }
        const sizes = weights.map(({ from, to }) => Math.abs(to - from));
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      },
    );
    fc.assert(property, { numRuns: 60 });
    expect(found).toBeGreaterThan(30);
  });

  it("is none of classic, whose weights nobody can change", () => {
    expect(counterfactuals(routeBids([contender("a"), contender("b")], { a: 1, b: 99 }, { policy: CLASSIC })).weights).toEqual(
      [],
    );
  });
});

it("where nobody could win, nothing would have changed it", () => {
  expect(counterfactuals(routeBids([contender("a")], {}))).toEqual({ losers: [], stopped: [], weights: [] });
});

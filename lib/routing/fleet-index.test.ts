import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate, Contender } from "./candidate";
import { contenderOf } from "./candidate";
import { anyFacts, anyPolicy, anyTask, candidate, routeBids, routeOffers, task } from "./contender.fixture";
import { type Ranking, rankOffers, type Task } from "./contest";
import { decide, OFFERS_KEPT } from "./decide";
import { FleetIndex } from "./fleet-index";
import { BALANCED, CLASSIC, type RoutingPolicy } from "./policy";

const route = (index: FleetIndex, question: Task, policy: RoutingPolicy) =>
  decide({ version: 1, policy }, "offers", index.rankOffers(question, policy, OFFERS_KEPT));

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The digest as its description says, of a ranking that keeps everybody. */
function digestOf({ ranked }: Ranking, order: readonly string[]): string {
  const scores = new Map(ranked.map(({ agentId, combined }) => [agentId, combined]));
  const parts = order.flatMap((agentId) => {
    const combined = scores.get(agentId);
    if (combined === undefined) return [];
    const units = Buffer.alloc(4);
    units.writeUInt32BE(Math.round(combined * 1e9));
    return [Buffer.from(`${agentId}\0`), units];
  });
  return sha256(Buffer.concat(parts));
}

type Change = { agentId: string; facts: Omit<Candidate, "agentId"> | null };
const anyChange: fc.Arbitrary<Change> = fc.record({
  agentId: fc.integer({ min: 0, max: 30 }).map((i) => `agent-${i}`),
  facts: fc.option(anyFacts, { freq: 5 }),
});
/** Under which most are equal, so that the rules for ties decide. */
const LOAD_ONLY = { ...BALANCED, name: "load", weights: { capability: 0, price: 0, trust: 0, track: 0, load: 1 } };
const anyPolicyAtAll = fc.oneof(fc.constantFrom(BALANCED, CLASSIC, LOAD_ONLY), anyPolicy);

describe("the index decides as a scan of all agents does", () => {
  it("after any changes, for any task and policy", () => {
    const property = fc.property(
      fc.array(anyChange, { maxLength: 60 }),
      fc.array(fc.tuple(anyTask, anyPolicyAtAll), { minLength: 1, maxLength: 3 }),
      (changes, questions) => {
        const index = new FleetIndex();
        const plain = new Map<string, Contender>();
        for (const { agentId, facts } of changes) {
          if (facts === null) {
            index.remove(agentId);
            plain.delete(agentId);
          } else {
            index.put({ agentId, ...facts });
            plain.set(agentId, contenderOf({ agentId, ...facts }));
          }
        }
        expect(index.size).toBe(plain.size);
        const fleet = [...plain.values()];
        for (const [question, policy] of questions) {
          const ranking = index.rankOffers(question, policy, OFFERS_KEPT);
          const digest = index.digestOf(ranking, sha256);
          expect(decide({ version: 1, policy }, "offers", ranking)).toEqual(routeOffers(fleet, { ...question, policy }));
          expect(digest).toBe(digestOf(rankOffers(question, policy, fleet), [...plain.keys()]));
        }
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  it("also when one manifest, status, tier or score changes between two questions", () => {
    const facts = fc.record({ changed: anyFacts, facts: anyFacts });
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 8 }), anyTask, (agents, question) => {
        const index = new FleetIndex();
        agents.forEach((agent, i) => {
          index.put({ agentId: `agent-${i}`, ...agent.facts });
        });
        const fleet = agents.map((agent, i) => contenderOf({ agentId: `agent-${i}`, ...agent.facts }));
        agents.forEach((agent, i) => {
          const { capabilities, keywords } = agent.facts;
          // Every other change leaves the manifest's words as they are.
          const changed = i % 2 === 0 ? agent.changed : { ...agent.changed, capabilities, keywords };
          index.put({ agentId: `agent-${i}`, ...changed });
          fleet[i] = contenderOf({ agentId: `agent-${i}`, ...changed });
          expect(route(index, question, BALANCED)).toEqual(routeOffers(fleet, question));
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe("bids at the index", () => {
  const anyBids = fc.dictionary(
    fc.integer({ min: 0, max: 12 }).map((i) => `agent-${i}`),
    fc.constantFrom(0, 5, 20, 25, 45, 100),
  );

  it("are ranked as they are without it", () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 10 }), anyTask, anyPolicyAtAll, anyBids, (facts, question, policy, bids) => {
        const fleet = facts.map((each, i) => contenderOf({ agentId: `agent-${i}`, ...each }));
        const index = new FleetIndex();
        for (const agent of fleet) index.put(agent);
        const ranking = index.rankBids(question, policy, new Map(Object.entries(bids)));
        const digest = index.digestOf(ranking, sha256);
        expect(decide({ version: 1, policy }, "bids", ranking)).toEqual(routeBids(fleet, bids, { ...question, policy }));
        expect(digest).toBe(
          digestOf(
            ranking,
            fleet.map(({ agentId }) => agentId),
          ),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("are few of many who match", () => {
    const index = new FleetIndex();
    for (let i = 0; i < 500; i++) index.put(candidate(`agent-${i}`, { score: i }));
    const { ranked, considered } = index.rankBids(
      task(),
      BALANCED,
      new Map([
        ["agent-7", 20],
        ["agent-400", 20],
      ]),
    );
    expect(considered).toBe(2);
    expect(ranked.map(({ agentId }) => agentId)).toEqual(["agent-400", "agent-7"]);
  });
});

describe("a digest", () => {
  it("is of the last ranking only", () => {
    const index = new FleetIndex();
    index.put(candidate("a"));
    const first = index.rankOffers(task(), BALANCED, OFFERS_KEPT);
    const second = index.rankOffers(task({ description: "code" }), BALANCED, OFFERS_KEPT);
    expect(() => index.digestOf(first, sha256)).toThrow("last ranking");
    expect(index.digestOf(second, sha256)).toMatch(/^[0-9a-f]{64}$/);
    index.put(candidate("a", { score: 100 }));
    expect(() => index.digestOf(second, sha256)).toThrow("last ranking");
  });

  it("covers agents that a decision does not keep", () => {
    const fleetOf = (score: number) => {
      const index = new FleetIndex();
      for (let i = 0; i < 40; i++) index.put(candidate(`agent-${i}`, { score: i === 3 ? score : 500 + i }));
      return index;
    };
    const [one, other] = [fleetOf(100), fleetOf(101)];
    const [first, second] = [one, other].map((index) => index.rankOffers(task(), BALANCED, OFFERS_KEPT)) as [Ranking, Ranking];
    expect(first.ranked.map(({ agentId }) => agentId)).toEqual(second.ranked.map(({ agentId }) => agentId));
    expect(one.digestOf(first, sha256)).not.toBe(other.digestOf(second, sha256));
  });
});

describe("the index", () => {
  it("knows an agent until it is removed", () => {
    const index = new FleetIndex();
    index.put(candidate("a"));
    expect(index.get("a")).toMatchObject({ agentId: "a", score: 700 });
    index.remove("a");
    index.remove("a");
    expect(index.get("a")).toBeUndefined();
    expect(index.size).toBe(0);
    expect(route(index, task(), BALANCED)).toMatchObject({ outcome: "no_suitable_agent", totals: { considered: 0 } });
  });

  it("keeps the twenty best of a large fleet, in the order of the rules", () => {
    const index = new FleetIndex();
    for (let i = 0; i < 500; i++) index.put(candidate(`agent-${String(i).padStart(3, "0")}`, { score: (i * 37) % 1000 }));
    const { candidates, totals } = route(index, task(), BALANCED);
    expect(totals).toEqual({ considered: 500, eligible: 500, refused: {} });
    expect(candidates.map(({ rank }) => rank)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(candidates.map(({ trust }) => trust.score)).toEqual(
      Array.from({ length: 500 }, (_, i) => (i * 37) % 1000)
        .toSorted((a, b) => b - a)
        .slice(0, 20),
    );
  });
});

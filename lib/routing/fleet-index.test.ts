import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate, Contender } from "./candidate";
import { contenderOf } from "./candidate";
import { anyFacts, anyPolicy, anyTask, candidate, routeOffers, task } from "./contender.fixture";
import type { Task } from "./contest";
import { decide, OFFERS_KEPT } from "./decide";
import { FleetIndex } from "./fleet-index";
import { BALANCED, CLASSIC, type RoutingPolicy } from "./policy";

const route = (index: FleetIndex, question: Task, policy: RoutingPolicy) =>
  decide({ version: 1, policy }, "offers", index.rankOffers(question, policy, OFFERS_KEPT));

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
        for (const [question, policy] of questions) {
          expect(route(index, question, policy)).toEqual(routeOffers([...plain.values()], { ...question, policy }));
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

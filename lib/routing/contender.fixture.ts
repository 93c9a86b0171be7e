import fc from "fast-check";
import { INELIGIBLE_CODES, type IneligibleCode } from "../registry/agent";
import { TIERS } from "../registry/tier";
import type { Candidate, Contender } from "./candidate";
import { contenderOf } from "./candidate";
import { type Bidder, rankBids, rankOffers, type Task } from "./contest";
import { decide, OFFERS_KEPT } from "./decide";
import type { Finding } from "./decision-shape";
import { BALANCED, type RoutingPolicy } from "./policy";

/** A healthy agent that knows how to code, in the words of a test. */
export function candidate(agentId: string, facts: Partial<Candidate> = {}): Candidate {
  return {
    agentId,
    capabilities: ["code"],
    keywords: ["bug", "fix"],
    rateSats: 50,
    capacity: 4,
    openTasks: 0,
    barredBy: [],
    level: 3,
    exposureSats: 0,
    ceilingSats: 10_000,
    score: 700,
    rated: true,
    finished: 0,
    succeeded: 0,
    lastWonAt: null,
    reachable: true,
    ...facts,
  };
}

export function contender(agentId: string, facts: Partial<Candidate> = {}): Contender {
  return contenderOf(candidate(agentId, facts));
}

export function task(facts: Partial<Task> = {}): Task {
  return { description: "Fix the bug", requiredCapabilities: [], minTier: "T1", budgetSats: null, penaltySats: 0, ...facts };
}

export function routeBids(
  fleet: readonly Contender[],
  bids: Record<string, number>,
  { policy = BALANCED, ...facts }: Partial<Task> & { policy?: RoutingPolicy } = {},
): Finding {
  const known = new Map(fleet.map((agent) => [agent.agentId, agent]));
  const bidders: Bidder[] = Object.entries(bids).map(([agentId, bidSats]) => ({
    agentId,
    bidSats,
    agent: known.get(agentId) ?? null,
  }));
  return decide({ version: 1, policy }, "bids", rankBids(task(facts), policy, bidders));
}

export function routeOffers(
  fleet: readonly Contender[],
  { policy = BALANCED, ...facts }: Partial<Task> & { policy?: RoutingPolicy } = {},
): Finding {
  const { ranked, ...rest } = rankOffers(task(facts), policy, fleet);
  return decide({ version: 1, policy }, "offers", { ...rest, ranked: ranked.slice(0, OFFERS_KEPT), stopped: [] });
}

const WORDS = [
  "code",
  "coding",
  "Bug",
  "fix",
  "write",
  "draft",
  "data",
  "report",
  "analysis",
  "Übung",
  "security",
  "scan",
  "ci",
  "the",
];
const CODES: readonly IneligibleCode[] = INELIGIBLE_CODES.filter(
  (code) => !["unregistered", "capability_missing", "over_budget", "over_ceiling", "no_capacity", "no_endpoint"].includes(code),
);

const word = fc.constantFrom(...WORDS);
const words = fc.array(
  fc.oneof(
    word,
    fc.tuple(word, word).map((pair) => pair.join(" ")),
  ),
  { maxLength: 4 },
);

/** Facts of which about half the agents of a fleet may act; few values, so that ties are frequent. */
export const anyFacts: fc.Arbitrary<Omit<Candidate, "agentId">> = fc
  .record({
    capabilities: words,
    keywords: words,
    rateSats: fc.constantFrom(null, 0, 1, 20, 50, 51, 200),
    capacity: fc.integer({ min: 1, max: 4 }),
    openTasks: fc.integer({ min: 0, max: 4 }),
    barredBy: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.uniqueArray(fc.constantFrom(...CODES), { maxLength: 3 })),
    level: fc.integer({ min: 0, max: 5 }),
    exposureSats: fc.constantFrom(0, 50, 80),
    ceilingSats: fc.constantFrom(0, 100, 1000),
    reachable: fc.boolean(),
    score: fc.constantFrom(300, 500, 500, 999, 1000),
    rated: fc.boolean(),
    finished: fc.integer({ min: 0, max: 3 }),
    failed: fc.integer({ min: 0, max: 3 }),
    lastWonAt: fc.constantFrom(null, 1, 2),
  })
  .map(({ failed, finished, ...facts }) => ({ ...facts, finished: finished + failed, succeeded: finished }));

export const anyFleet: fc.Arbitrary<Contender[]> = fc
  .array(anyFacts, { maxLength: 12 })
  .map((fleet) => fleet.map((facts, i) => contenderOf({ agentId: `agent-${i}`, ...facts })));

export const anyTask: fc.Arbitrary<Task> = fc.record({
  description: fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(" ")),
  requiredCapabilities: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(word, { maxLength: 2 })),
  minTier: fc.constantFrom(...TIERS),
  budgetSats: fc.oneof(fc.constant(null), fc.constantFrom(0, 10, 45, 100)),
  penaltySats: fc.constantFrom(0, 0, 30),
  dispatch: fc.boolean(),
});

const share = fc.integer({ min: 0, max: 4 });

/** Policies with any weights that sum to 1. */
export const anyPolicy: fc.Arbitrary<RoutingPolicy> = fc
  .tuple(share, share, share, share, share, fc.constantFrom(0, 0.2, 0.5))
  .filter(([a, b, c, d, e]) => a + b + c + d + e > 0)
  .map(([a, b, c, d, e, minimumCapability]) => {
    const sum = a + b + c + d + e;
    const weights = { capability: a / sum, price: b / sum, trust: c / sum, track: d / sum, load: e / sum };
    return { ...BALANCED, name: "any", weights, minimumCapability };
  });

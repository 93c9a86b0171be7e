import type { IneligibleCode } from "../registry/agent";
import { countedSats, middlePrices, offerSats, priceScore, referenceSats } from "./bid";
import type { Contender } from "./candidate";
import { classicCapability, classicPrice } from "./classic";
import { barsTo, type Conditions, priceBarsTo } from "./eligibility";
import { capabilityOf, hasRequired, matchedWeight, type TaskWords, taskWords } from "./match";
import { byMerit, type Standing } from "./order";
import type { RoutingPolicy } from "./policy";
import { combinedOf, isClassic, loadPart, type Parts, trackPart, trustPart } from "./score";

/** What is to be done, and for whom. */
export type Task = Conditions & { description: string; requiredCapabilities: readonly string[] };

/** A bid in whole sats, 0 or more; `agent` is null where nobody of that id is registered. */
export type Bidder = { agentId: string; bidSats: number; agent: Contender | null };

/** One agent in a contest. `parts` of an agent that nobody knows are all 0. */
export type Assessed = Standing & {
  agent: Contender | null;
  offered: boolean;
  ineligibleBecause: readonly IneligibleCode[];
  parts: Parts;
};

/** Who may win, best first, and who may not, best first, too. `refused` counts every code of everybody considered. */
export type Ranking = {
  considered: number;
  eligible: number;
  refused: ReadonlyMap<IneligibleCode, number>;
  ranked: readonly Assessed[];
  stopped: readonly Assessed[];
  prices: PriceScale;
};

/** What prices were held against: the budget, or without one the counted prices of the eligible around their median. */
export type PriceScale = { budgetSats: number | null; middle: readonly number[] };

const NO_PARTS: Parts = { capability: 0, price: 0, trust: 0, track: 0, load: 0 };

/** How well an agent's skills fit a task: its capability 0–1, and whether it has all that is required. */
type SkillOf = (agent: Contender) => { capability: number; hasRequired: boolean };

/** How well an agent's manifest fits the task, 0–1. Not beside the other parts, because browsers score anew and match no words. */
function capabilityPart(policy: RoutingPolicy, words: TaskWords, description: string, agent: Contender): number {
  return isClassic(policy) ? classicCapability(agent, description) : capabilityOf(matchedWeight(words, agent.skills), words);
}

function skillTo(task: Task, policy: RoutingPolicy, words: TaskWords): SkillOf {
  return (agent) => ({
    capability: capabilityPart(policy, words, task.description, agent),
    hasRequired: hasRequired(words, agent.skills),
  });
}

/** Ranks those who bid: an amount for each, and each agent once. `skillOf` where it is known already. */
export function rankBids(
  task: Task,
  policy: RoutingPolicy,
  bidders: readonly Bidder[],
  skillOf = skillTo(task, policy, taskWords(task, policy)),
): Ranking {
  const entries = bidders.map((bidder): Entry => {
    const { agent, agentId, bidSats } = bidder;
    if (!agent) return { agentId, agent, capability: 0, bidSats, offered: false, codes: ["unregistered"] };
    const { capability, hasRequired } = skillOf(agent);
    const codes = barsTo(task, agent, hasRequired && capability >= policy.minimumCapability);
    const priceCodes = priceBarsTo(task, agent, bidSats);
    const all = priceCodes.length === 0 ? codes : [...codes, ...priceCodes];
    return { agentId, agent, capability, bidSats, offered: false, codes: all };
  });
  return ranking(task, policy, entries, entries.length, countCodes(entries));
}

/**
 * Ranks all agents of a fleet at the price that each is taken to ask; only who passes every other gate makes an offer, so
 * only offers are held against budget and ceiling.
 */
export function rankOffers(
  task: Task,
  policy: RoutingPolicy,
  fleet: Iterable<Contender>,
  words = taskWords(task, policy),
): Ranking {
  const skillOf = skillTo(task, policy, words);
  const entries: Entry[] = [];
  for (const agent of fleet) {
    const { capability, hasRequired } = skillOf(agent);
    const bidSats = offerSats(agent.rateSats, capability);
    const bars = barsTo(task, agent, hasRequired && capability >= policy.minimumCapability);
    const codes = bars.length > 0 ? bars : priceBarsTo(task, agent, bidSats);
    entries.push({ agentId: agent.agentId, agent, capability, bidSats, offered: true, codes });
  }
  const offers = entries.filter(({ codes }) => codes.length === 0);
  return ranking(task, policy, offers, entries.length, countCodes(entries));
}

type Entry = {
  agentId: string;
  agent: Contender | null;
  capability: number;
  bidSats: number;
  offered: boolean;
  codes: readonly IneligibleCode[];
};

function ranking(
  task: Task,
  policy: RoutingPolicy,
  entries: readonly Entry[],
  considered: number,
  refused: ReadonlyMap<IneligibleCode, number>,
): Ranking {
  const counted: number[] = [];
  for (const { codes, bidSats, agent } of entries) if (codes.length === 0) counted.push(countedOf(bidSats, agent));
  const prices = new Float64Array(counted);
  const reference = referenceSats(task.budgetSats, prices);
  const ranked: Assessed[] = [];
  const stopped: Assessed[] = [];
  for (const entry of entries) (entry.codes.length === 0 ? ranked : stopped).push(assess(policy, entry, reference));
  return {
    considered,
    eligible: ranked.length,
    refused,
    ranked: ranked.sort(byMerit),
    stopped: stopped.sort(byMerit),
    prices: priceScale(task, prices),
  };
}

export function priceScale({ budgetSats }: Pick<Task, "budgetSats">, counted: Float64Array): PriceScale {
  return { budgetSats, middle: budgetSats === null ? middlePrices(counted) : [] };
}

// Written out member by member: spreading objects costs more than all of the scoring.
function assess(policy: RoutingPolicy, entry: Entry, reference: number): Assessed {
  const { agentId, agent, capability, bidSats, offered, codes } = entry;
  const parts: Parts = agent
    ? {
        capability,
        price: pricePart(policy, bidSats, agent, reference),
        trust: trustPart(agent),
        track: trackPart(agent),
        load: loadPart(agent),
      }
    : NO_PARTS;
  return {
    agentId,
    agent,
    bidSats,
    offered,
    ineligibleBecause: codes,
    parts,
    combined: combinedOf(policy, parts),
    capability,
    score: agent?.score ?? 0,
    lastWonAt: agent?.lastWonAt ?? null,
  };
}

function pricePart(policy: RoutingPolicy, bidSats: number, agent: Contender, reference: number): number {
  if (isClassic(policy)) return classicPrice(bidSats);
  // Where nobody may win and no budget is set, there is no price to compare with.
  return Number.isNaN(reference) ? 0 : priceScore(countedOf(bidSats, agent), reference);
}

function countedOf(bidSats: number, agent: Contender | null): number {
  return countedSats(bidSats, agent?.rateSats ?? null);
}

function countCodes(entries: readonly Entry[]): Map<IneligibleCode, number> {
  const counts = new Map<IneligibleCode, number>();
  for (const { codes } of entries) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

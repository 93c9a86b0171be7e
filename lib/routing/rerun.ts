import { countedSats, priceScore, referenceSats } from "./bid";
import { classicPrice } from "./classic";
import type { DecidedCandidate, Finding } from "./decision-shape";
import { byMerit, type Standing } from "./order";
import { CLASSIC, type RoutingPolicy } from "./policy";
import { combinedOf, isClassic, type Parts } from "./score";

/** What of a decision says who wins: its policy, its prices and its candidates as they were stored. */
export type Decided = Pick<Finding, "policy" | "prices" | "totals" | "candidates">;

/** A stored candidate as it competes anew. `rateSats` is undefined where the decision does not say it. */
export type Runner = { standing: Standing; parts: Parts; rateSats: number | null | undefined };

export function runnerOf(candidate: DecidedCandidate): Runner {
  const { agentId, capabilityScore, bidScore, trustScore, trackRecord, loadScore, bidSats, combined, trust } = candidate;
  return {
    // Decisions from before the order of wins was stored keep at least the order that they found.
    standing: {
      agentId,
      combined,
      capability: capabilityScore,
      bidSats: bidSats ?? 0,
      score: trust.score,
      lastWonAt: candidate.winOrder ?? candidate.rank,
    },
    parts: {
      capability: capabilityScore,
      price: bidScore,
      trust: trustScore ?? 0,
      track: trackRecord ?? 0,
      load: loadScore ?? 0,
    },
    rateSats: candidate.rateSats,
  };
}

/** Those who passed every gate, best first. */
export function runnersOf({ candidates }: Pick<Decided, "candidates">): Runner[] {
  return candidates.filter(({ eligible }) => eligible).map(runnerOf);
}

/** A policy as far as scoring stored parts needs it. */
export function scoringPolicy({ name, weights }: Pick<RoutingPolicy, "name" | "weights">): RoutingPolicy {
  return { name, weights, minimumCapability: 0, synonyms: CLASSIC.synonyms };
}

/** The same runner by this policy, with its parts as they are. */
export function scored(policy: RoutingPolicy, { standing, parts, rateSats }: Runner): Runner {
  return { standing: { ...standing, combined: combinedOf(policy, parts) }, parts, rateSats };
}

/** Who of these wins; null where the best combined score is 0. */
export function winnerOf(runners: readonly Runner[]): Standing | null {
  let best: Standing | null = null;
  for (const { standing } of runners) if (!best || byMerit(standing, best) < 0) best = standing;
  return best && best.combined > 0 ? best : null;
}

/** Whether a decision says all that the price scores of its eligible candidates followed from. */
export function knowsPrices({ policy, prices }: Decided, runners: readonly Runner[]): boolean {
  if (isClassic(policy)) return true;
  if (!prices) return false;
  return prices.budgetSats !== null || runners.every(({ rateSats }) => rateSats !== undefined);
}

/**
 * The price that scores 0 after one price among the counted ones gave way to another (null: none did, or none came). Exact,
 * because the median of all moves no further than the stored prices around it.
 */
export function referenceWith({ prices, totals }: Decided, without: number | null, added: number | null): number {
  if (!prices) return Number.NaN;
  const { budgetSats, middle } = prices;
  if (budgetSats !== null) return budgetSats;
  const [first, last] = [middle[0], middle.at(-1)];
  // Where there are more than those stored, one more on either side stands for all that lie there.
  const isAll = totals.eligible <= middle.length || first === undefined || last === undefined;
  const counted = isAll ? [...middle] : [first, ...middle, last];
  if (without !== null) counted.splice(placeOf(without, counted), 1);
  if (added !== null) counted.push(added);
  return referenceSats(null, Float64Array.from(counted));
}

function placeOf(price: number, counted: readonly number[]): number {
  const at = counted.findIndex((one) => one >= price);
  return at < 0 ? counted.length - 1 : at;
}

/** The price score of a runner against a reference. */
export function pricePart(policy: Pick<RoutingPolicy, "name">, { standing, rateSats }: Runner, reference: number): number {
  if (isClassic(policy)) return classicPrice(standing.bidSats);
  return Number.isNaN(reference) ? 0 : priceScore(countedOf(standing.bidSats, rateSats), reference);
}

export function countedOf(bidSats: number, rateSats: number | null | undefined): number {
  return countedSats(bidSats, rateSats ?? null);
}

import type { IneligibleCode } from "../registry/agent";
import { countedSats, MOST_PRICE, offerSats, priceScore, referenceSats } from "./bid";
import type { Contender } from "./candidate";
import { type Assessed, type PriceScale, priceScale, type Task } from "./contest";
import { minLevel } from "./eligibility";
import type { Matches } from "./matches";
import { byMerit, type Standing } from "./order";
import type { RoutingPolicy } from "./policy";
import { combine, unitsOf } from "./score";
import { type Columns, GATE, isReachable, PART, ROUGH } from "./slots";
import type { Vector } from "./vector";

const NO_CODES: readonly IneligibleCode[] = [];
/** More than a rough sum can be away from the combined score. */
const ROUGHNESS = 1e-6;
/** Rough sums are counted in bins of equal width, to find the best without sorting. */
const BINS = 1024;

/**
 * The offers for one task, and of those that came to nothing how many. Kept between tasks: nothing is allocated for each,
 * and objects are made of the best only.
 */
export class OfferBook {
  /** Agents whose skills suffice, barred ones included. */
  suited = 0;
  overBudget = 0;
  overCeiling = 0;
  eligible = 0;
  /** Of the eligible ones, in no order. */
  slots = new Int32Array(0);
  private capabilities = new Float64Array(0);
  private bids = new Float64Array(0);
  /** The prices that count. */
  private counted = new Float64Array(0);
  /** About the combined score of each; without its price at first. */
  private sums = new Float64Array(0);
  private readonly bins = new Uint32Array(BINS);
  /** What the prices are held against. */
  prices: PriceScale = { budgetSats: null, middle: [] };
  private reference = Number.NaN;
  private weights: RoutingPolicy["weights"] = { capability: 0, price: 0, trust: 0, track: 0, load: 0 };

  constructor(private readonly columns: Columns) {}

  /** Takes the offers of all who match. */
  take(task: Task, policy: RoutingPolicy, matches: Matches): void {
    this.reserve(matches.count);
    this.weights = policy.weights;
    this.fill(task, matches);
    this.prices = priceScale(task, this.counted.subarray(0, this.eligible));
    // The middle of the prices has the median of all.
    this.reference = referenceSats(task.budgetSats, new Float64Array(this.prices.middle));
  }

  /** The best offers, best first. `agents` by slot. */
  best(keep: number, agents: readonly (Contender | null)[]): Assessed[] {
    this.price();
    const least = this.least(keep);
    // Rough sums give way to combined scores.
    const { sums: scores, eligible } = this;
    const best: number[] = [];
    for (let i = 0; i < eligible; i++) {
      if ((scores[i] as number) < least) continue;
      scores[i] = this.combined(i);
      best.push(i);
    }
    best.sort(
      (i, j) => (scores[j] as number) - (scores[i] as number) || byMerit(this.standing(i, agents), this.standing(j, agents)),
    );
    return best.slice(0, keep).map((i) => this.assessed(i, scores[i] as number, agents));
  }

  /** The combined score of an offer. */
  combined(i: number): number {
    const { parts } = this.columns;
    const at = (this.slots[i] as number) * PART.width;
    return combine(
      this.weights,
      this.capabilities[i] as number,
      priceScore(this.counted[i] as number, this.reference),
      parts[at + PART.trust] as number,
      parts[at + PART.track] as number,
      parts[at + PART.load] as number,
    );
  }

  /** Notes the combined score of every offer. Written out, as `fill` is: it runs for every decision that is kept. */
  note({ marks, units }: Pick<Vector, "marks" | "units">): void {
    const { slots, capabilities, counted, eligible, reference } = this;
    const { capability: forCapability, price: forPrice, trust: forTrust, track: forTrack, load: forLoad } = this.weights;
    const { parts } = this.columns;
    for (let i = 0; i < eligible; i++) {
      const slot = slots[i] as number;
      const at = slot * PART.width;
      const sum =
        (capabilities[i] as number) * forCapability +
        priceScore(counted[i] as number, reference) * forPrice +
        (parts[at + PART.trust] as number) * forTrust +
        (parts[at + PART.track] as number) * forTrack +
        (parts[at + PART.load] as number) * forLoad;
      marks[slot >>> 5] = (marks[slot >>> 5] as number) | (1 << (slot & 31));
      units[slot] = unitsOf(sum);
    }
  }

  // Everything the loop reads is a local, because it runs for every agent that matches.
  private fill(task: Task, matches: Matches): void {
    const { slots, capabilities, bids, counted, sums } = this;
    const { capability: forCapability, trust: forTrust, track: forTrack, load: forLoad } = this.weights;
    const { gates, rough } = this.columns;
    const { slots: matching, doubled, capabilities: capabilityBy, asksMore } = matches;
    const { penaltySats, dispatch = false } = task;
    const full = capabilityBy.length - 1;
    const level = minLevel(task);
    const budget = task.budgetSats ?? Number.POSITIVE_INFINITY;
    let suited = 0;
    let eligible = 0;
    let overBudget = 0;
    let overCeiling = 0;
    for (let i = 0; i < matches.count; i++) {
      const slot = matching[i] as number;
      if (asksMore && !matches.hasRequired(slot)) continue;
      const weight = doubled[slot] as number;
      const capability = capabilityBy[weight < full ? weight : full] as number;
      suited++;
      const at = slot * ROUGH.width;
      const stands = rough[at + ROUGH.level] as number;
      if (stands < level || (dispatch && !isReachable(stands))) continue;
      const rate = gates[slot * GATE.width + GATE.rateSats] as number;
      const bid = offerSats(rate, capability);
      const dear = bid > budget;
      const exceeds = bid + penaltySats > (gates[slot * GATE.width + GATE.roomSats] as number);
      if (dear) overBudget++;
      if (exceeds) overCeiling++;
      if (dear || exceeds) continue;
      slots[eligible] = slot;
      capabilities[eligible] = capability;
      bids[eligible] = bid;
      counted[eligible] = countedSats(bid, rate);
      sums[eligible] =
        capability * forCapability +
        (rough[at + ROUGH.trust] as number) * forTrust +
        (rough[at + ROUGH.track] as number) * forTrack +
        (rough[at + ROUGH.load] as number) * forLoad;
      eligible++;
    }
    this.suited = suited;
    this.eligible = eligible;
    this.overBudget = overBudget;
    this.overCeiling = overCeiling;
  }

  /** Adds the price to the rough sums, and counts how many fall into each bin. */
  private price(): void {
    const { counted, sums, bins, eligible, weights } = this;
    const perSat = 1 / this.reference;
    bins.fill(0);
    for (let i = 0; i < eligible; i++) {
      const sats = counted[i] as number;
      const price = sats === 0 ? MOST_PRICE : Math.max(0, Math.min(MOST_PRICE, 1 - sats * perSat));
      const sum = (sums[i] as number) + price * weights.price;
      sums[i] = sum;
      const bin = Math.min(BINS - 1, (sum * BINS) | 0);
      bins[bin] = (bins[bin] as number) + 1;
    }
  }

  /** Whose rough sum is less is not among the best. */
  private least(keep: number): number {
    let bin = BINS - 1;
    for (let above = this.bins[bin] as number; bin > 0 && above < keep; ) above += this.bins[--bin] as number;
    return bin / BINS - ROUGHNESS;
  }

  private standing(i: number, agents: readonly (Contender | null)[]): Standing {
    const { agentId, score, lastWonAt } = agents[this.slots[i] as number] as Contender;
    return {
      agentId,
      combined: 0,
      capability: this.capabilities[i] as number,
      bidSats: this.bids[i] as number,
      score,
      lastWonAt,
    };
  }

  private assessed(i: number, combined: number, agents: readonly (Contender | null)[]): Assessed {
    const slot = this.slots[i] as number;
    const agent = agents[slot] as Contender;
    const capability = this.capabilities[i] as number;
    const { parts } = this.columns;
    const at = slot * PART.width;
    return {
      agentId: agent.agentId,
      agent,
      bidSats: this.bids[i] as number,
      offered: true,
      ineligibleBecause: NO_CODES,
      parts: {
        capability,
        price: priceScore(this.counted[i] as number, this.reference),
        trust: parts[at + PART.trust] as number,
        track: parts[at + PART.track] as number,
        load: parts[at + PART.load] as number,
      },
      combined,
      capability,
      score: agent.score,
      lastWonAt: agent.lastWonAt,
    };
  }

  private reserve(size: number): void {
    if (size <= this.slots.length) return;
    const larger = 2 * size;
    this.slots = new Int32Array(larger);
    this.capabilities = new Float64Array(larger);
    this.bids = new Float64Array(larger);
    this.counted = new Float64Array(larger);
    this.sums = new Float64Array(larger);
  }
}

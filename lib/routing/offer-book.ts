import type { IneligibleCode } from "../registry/agent";
import { countedSats, offerSats, priceScore, referenceSats } from "./bid";
import type { Contender } from "./candidate";
import { type Assessed, type PriceScale, priceScale, type Task } from "./contest";
import { fitsCeiling, minLevel } from "./eligibility";
import { capabilityOf, hasRequired, type TaskWords } from "./match";
import type { Matches } from "./matches";
import { byMerit, type Standing } from "./order";
import type { RoutingPolicy } from "./policy";
import { combine, loadPart, trackPart, trustPart } from "./score";
import { COLUMN, type Columns, RECORD } from "./slots";

const NO_CODES: readonly IneligibleCode[] = [];

/** The offers for one task, and of those that came to nothing how many. Objects are made of the best only. */
export class OfferBook {
  /** Agents whose skills suffice, barred ones included. */
  suited = 0;
  overBudget = 0;
  overCeiling = 0;
  eligible = 0;
  private readonly slots: Int32Array;
  private readonly capabilities: Float64Array;
  private readonly bids: Float64Array;
  /** The prices that count. */
  private readonly counted: Float64Array;

  constructor(
    private readonly task: Task,
    private readonly policy: RoutingPolicy,
    private readonly words: TaskWords,
    private readonly columns: Columns,
    matches: Matches,
    private readonly agents: readonly (Contender | null)[],
  ) {
    this.slots = new Int32Array(matches.count);
    this.capabilities = new Float64Array(matches.count);
    this.bids = new Float64Array(matches.count);
    this.counted = new Float64Array(matches.count);
    this.fill(matches);
  }

  /** The best offers, best first. */
  best(keep: number): Assessed[] {
    const { eligible } = this;
    const reference = referenceSats(this.task.budgetSats, this.counted.slice(0, eligible));
    const combined = this.combined(reference);
    const standing = (i: number) => this.standing(i, combined[i] as number);
    const first = firstOf(combined, keep, (a, b) => byMerit(standing(a), standing(b)));
    return first.map((i) => this.assessed(standing(i), i, reference));
  }

  prices(): PriceScale {
    return priceScale(this.task, this.counted.slice(0, this.eligible));
  }

  private fill(matches: Matches): void {
    const { task, words, agents, slots, capabilities, bids, counted } = this;
    const { doubles } = this.columns;
    const level = minLevel(task);
    const least = this.policy.minimumCapability;
    const budget = task.budgetSats ?? Number.POSITIVE_INFINITY;
    const asksMore = words.required.length > 0;
    let suited = 0;
    let eligible = 0;
    for (let i = 0; i < matches.count; i++) {
      const slot = matches.slots[i] as number;
      const capability = capabilityOf(matches.weight(slot), words);
      if (capability < least || (asksMore && !hasRequired(words, (agents[slot] as Contender).skills))) continue;
      suited++;
      const at = slot * RECORD;
      if ((doubles[at + COLUMN.level] as number) < level) continue;
      const rate = doubles[at + COLUMN.rateSats] as number;
      const bid = offerSats(rate, capability);
      const exposure = doubles[at + COLUMN.exposureSats] as number;
      const ceiling = doubles[at + COLUMN.ceilingSats] as number;
      const fits = fitsCeiling(exposure, ceiling, bid, task.penaltySats);
      if (bid > budget) this.overBudget++;
      if (!fits) this.overCeiling++;
      if (bid > budget || !fits) continue;
      slots[eligible] = slot;
      capabilities[eligible] = capability;
      bids[eligible] = bid;
      counted[eligible] = countedSats(bid, rate);
      eligible++;
    }
    this.suited = suited;
    this.eligible = eligible;
  }

  /** The combined score of every offer. */
  private combined(reference: number): Float64Array {
    const { slots, capabilities, counted } = this;
    const { doubles } = this.columns;
    const { weights } = this.policy;
    const combined = new Float64Array(this.eligible);
    for (let i = 0; i < combined.length; i++) {
      const at = (slots[i] as number) * RECORD;
      const price = priceScore(counted[i] as number, reference);
      const trust = doubles[at + COLUMN.trust] as number;
      const track = doubles[at + COLUMN.track] as number;
      const load = doubles[at + COLUMN.load] as number;
      combined[i] = combine(weights, capabilities[i] as number, price, trust, track, load);
    }
    return combined;
  }

  private standing(i: number, combined: number): Standing {
    const { agentId, score, lastWonAt } = this.agents[this.slots[i] as number] as Contender;
    return { agentId, combined, capability: this.capabilities[i] as number, bidSats: this.bids[i] as number, score, lastWonAt };
  }

  private assessed(
    { agentId, combined, capability, bidSats, score, lastWonAt }: Standing,
    i: number,
    reference: number,
  ): Assessed {
    const agent = this.agents[this.slots[i] as number] as Contender;
    const price = priceScore(this.counted[i] as number, reference);
    return {
      agentId,
      agent,
      bidSats,
      offered: true,
      ineligibleBecause: NO_CODES,
      parts: { capability, price, trust: trustPart(agent), track: trackPart(agent), load: loadPart(agent) },
      combined,
      capability,
      score,
      lastWonAt,
    };
  }
}

/** Places of the `keep` largest of these, largest first; `order` decides between equals. */
function firstOf(values: Float64Array, keep: number, order: (a: number, b: number) => number): number[] {
  const first: number[] = [];
  const isBefore = (i: number, j: number) => {
    const difference = (values[i] as number) - (values[j] as number);
    return difference > 0 || (difference === 0 && order(i, j) < 0);
  };
  for (let i = 0; i < values.length; i++) {
    let at = first.length;
    if (at === keep) {
      if (!isBefore(i, first[keep - 1] as number)) continue;
      at--;
    }
    for (; at > 0 && isBefore(i, first[at - 1] as number); at--) first[at] = first[at - 1] as number;
    first[at] = i;
  }
  return first;
}

import type { IneligibleCode } from "../registry/agent";
import { countedSats, offerSats, priceScore, referenceSats } from "./bid";
import type { Contender } from "./candidate";
import type { Assessed, Task } from "./contest";
import { fitsCeiling, minLevel } from "./eligibility";
import { capabilityOf, hasRequired, type TaskWords } from "./match";
import type { Matches } from "./matches";
import { byMerit, type Standing } from "./order";
import type { RoutingPolicy } from "./policy";
import { combine } from "./score";
import type { Columns } from "./slots";

const NO_CODES: readonly IneligibleCode[] = [];

/** The offers for one task, and of those that came to nothing how many. Objects are made of the best only. */
export class OfferBook {
  /** Agents whose skills suffice, barred ones included. */
  suited = 0;
  overBudget = 0;
  overCeiling = 0;
  eligible = 0;
  private slots = new Int32Array(0);
  private capabilities = new Float64Array(0);
  private bids = new Float64Array(0);

  constructor(
    private readonly task: Task,
    private readonly policy: RoutingPolicy,
    private readonly words: TaskWords,
    private readonly columns: Columns,
  ) {}

  fill(matches: Matches, agents: readonly (Contender | null)[]): void {
    const { task, words, columns } = this;
    const level = minLevel(task);
    const least = this.policy.minimumCapability;
    const budget = task.budgetSats ?? Number.POSITIVE_INFINITY;
    const asksMore = words.required.length > 0;
    this.slots = new Int32Array(matches.count);
    this.capabilities = new Float64Array(matches.count);
    this.bids = new Float64Array(matches.count);
    for (let i = 0; i < matches.count; i++) {
      const slot = matches.slots[i] as number;
      const capability = capabilityOf(matches.weight(slot), words);
      if (capability < least || (asksMore && !hasRequired(words, (agents[slot] as Contender).skills))) continue;
      this.suited++;
      if (!columns.isOpen(slot, level)) continue;
      const bid = offerSats(columns.rateSats(slot), capability);
      const fits = fitsCeiling(columns.exposureSats(slot), columns.ceilingSats(slot), bid, task.penaltySats);
      if (bid > budget) this.overBudget++;
      if (!fits) this.overCeiling++;
      if (bid > budget || !fits) continue;
      this.slots[this.eligible] = slot;
      this.capabilities[this.eligible] = capability;
      this.bids[this.eligible] = bid;
      this.eligible++;
    }
  }

  /** The best offers, best first. */
  best(keep: number, agents: readonly (Contender | null)[]): Assessed[] {
    const reference = this.reference();
    const combined = new Float64Array(this.eligible);
    for (let i = 0; i < combined.length; i++) combined[i] = this.combinedOf(i, reference);
    const standing = (i: number) => this.standing(i, combined[i] as number, agents);
    const first = firstOf(combined, keep, (a, b) => byMerit(standing(a), standing(b)));
    return first.map((i) => this.assessed(standing(i), i, reference, agents));
  }

  private reference(): number {
    if (this.task.budgetSats !== null) return this.task.budgetSats;
    const counted = new Float64Array(this.eligible);
    for (let i = 0; i < counted.length; i++) counted[i] = this.counted(i);
    return referenceSats(null, counted);
  }

  private counted(i: number): number {
    return countedSats(this.bids[i] as number, this.columns.rateSats(this.slots[i] as number));
  }

  private combinedOf(i: number, reference: number): number {
    const slot = this.slots[i] as number;
    const price = priceScore(this.counted(i), reference);
    const { columns, policy } = this;
    const capability = this.capabilities[i] as number;
    return combine(policy.weights, capability, price, columns.trust(slot), columns.track(slot), columns.load(slot));
  }

  private standing(i: number, combined: number, agents: readonly (Contender | null)[]): Standing {
    const { agentId, score, lastWonAt } = agents[this.slots[i] as number] as Contender;
    return { agentId, combined, capability: this.capabilities[i] as number, bidSats: this.bids[i] as number, score, lastWonAt };
  }

  private assessed(
    { agentId, combined, capability, bidSats, score, lastWonAt }: Standing,
    i: number,
    reference: number,
    agents: readonly (Contender | null)[],
  ): Assessed {
    const slot = this.slots[i] as number;
    const { columns } = this;
    const price = priceScore(this.counted(i), reference);
    return {
      agentId,
      agent: agents[slot] as Contender,
      bidSats,
      offered: true,
      ineligibleBecause: NO_CODES,
      parts: { capability, price, trust: columns.trust(slot), track: columns.track(slot), load: columns.load(slot) },
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

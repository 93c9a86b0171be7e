import { countedSats, offerSats, priceScore, referenceSats } from "./bid";
import type { Contender } from "./candidate";
import type { Assessed, Task } from "./contest";
import { fitsCeiling, minLevel } from "./eligibility";
import { capabilityOf, hasRequired, type TaskWords } from "./match";
import type { Matches } from "./matches";
import { byMerit } from "./order";
import type { RoutingPolicy } from "./policy";
import { combine } from "./score";
import type { Columns } from "./slots";

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
    const counted = new Float64Array(this.eligible);
    for (let i = 0; i < counted.length; i++) counted[i] = this.counted(i);
    const reference = referenceSats(this.task.budgetSats, counted);
    const best: Assessed[] = [];
    for (let i = 0; i < this.eligible; i++) {
      const combined = this.combined(i, reference);
      const last = best.length < keep ? undefined : best.at(-1);
      if (last && combined < last.combined) continue;
      const offer = this.offer(i, combined, reference, agents);
      if (last && byMerit(offer, last) > 0) continue;
      if (last) best.pop();
      best.splice(placeOf(offer, best), 0, offer);
    }
    return best;
  }

  private combined(i: number, reference: number): number {
    const slot = this.slots[i] as number;
    const price = priceScore(this.counted(i), reference);
    const { columns, policy } = this;
    const capability = this.capabilities[i] as number;
    return combine(policy.weights, capability, price, columns.trust(slot), columns.track(slot), columns.load(slot));
  }

  private counted(i: number): number {
    return countedSats(this.bids[i] as number, this.columns.rateSats(this.slots[i] as number));
  }

  private offer(i: number, combined: number, reference: number, agents: readonly (Contender | null)[]): Assessed {
    const slot = this.slots[i] as number;
    const agent = agents[slot] as Contender;
    const { columns } = this;
    const capability = this.capabilities[i] as number;
    const price = priceScore(this.counted(i), reference);
    return {
      agentId: agent.agentId,
      agent,
      bidSats: this.bids[i] as number,
      offered: true,
      ineligibleBecause: [],
      parts: { capability, price, trust: columns.trust(slot), track: columns.track(slot), load: columns.load(slot) },
      combined,
      capability,
      score: agent.score,
      lastWonAt: agent.lastWonAt,
    };
  }
}

/** Where in a list, best first, an offer belongs. */
function placeOf(offer: Assessed, best: readonly Assessed[]): number {
  let [low, high] = [0, best.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byMerit(best[middle] as Assessed, offer) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

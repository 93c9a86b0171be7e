import type { IneligibleCode } from "../registry/agent";
import { TIERS } from "../registry/tier";
import { type Candidate, type Contender, contenderOf } from "./candidate";
import { type Ranking, rankOffers, type Task } from "./contest";
import { hasTier, isFull, minLevel } from "./eligibility";
import { taskWords } from "./match";
import { Matches } from "./matches";
import { OfferBook } from "./offer-book";
import type { RoutingPolicy } from "./policy";
import { Postings } from "./postings";
import { isClassic } from "./score";
import { Columns } from "./slots";

/**
 * The fleet as routing asks it: who knows which term, and what decides between them, kept up to date with every change.
 * `rankOffers` answers what a scan of all agents would, in time that grows with those who match.
 */
export class FleetIndex {
  private readonly slots = new Map<string, number>();
  private readonly agents: (Contender | null)[] = [];
  private readonly free: number[] = [];
  private readonly postings = new Postings();
  private readonly columns = new Columns();
  private readonly matches = new Matches();
  /** How many agents each code bars, and how many whose tier counts stand at each level. */
  private readonly barred = new Map<IneligibleCode, number>();
  private readonly atLevel = TIERS.map(() => 0);
  private full = 0;
  get size(): number {
    return this.slots.size;
  }

  get(agentId: string): Contender | undefined {
    return this.agents[this.slots.get(agentId) ?? -1] ?? undefined;
  }

  /** Adds an agent, or puts these facts in the place of what was known of it. */
  put(candidate: Candidate): void {
    const slot = this.slots.get(candidate.agentId);
    const known = slot === undefined ? null : (this.agents[slot] ?? null);
    const sameWords =
      known !== null && isSame(known.capabilities, candidate.capabilities) && isSame(known.keywords, candidate.keywords);
    const agent = sameWords ? { ...candidate, skills: known.skills } : contenderOf(candidate);
    const at = slot ?? this.free.pop() ?? this.agents.length;
    if (known) this.count(known, -1);
    if (!sameWords) this.post(known, agent, at);
    this.slots.set(agent.agentId, at);
    this.agents[at] = agent;
    this.columns.write(at, agent);
    this.count(agent, 1);
  }

  /** Forgets an agent; it is considered no more. */
  remove(agentId: string): void {
    const slot = this.slots.get(agentId);
    const agent = slot === undefined ? null : this.agents[slot];
    if (slot === undefined || !agent) return;
    this.count(agent, -1);
    for (const term of agent.skills.terms) this.postings.remove(term, slot);
    this.slots.delete(agentId);
    this.agents[slot] = null;
    this.free.push(slot);
  }

  /** All agents, in no order. */
  *contenders(): Iterable<Contender> {
    for (const agent of this.agents) if (agent) yield agent;
  }

  /**
   * The same ranking as `rankOffers` over all agents, its best `keep` only. Policies that let agents win without any
   * match, and `classic`, whose terms are parts of words, take a scan.
   */
  rankOffers(task: Task, policy: RoutingPolicy, keep: number): Ranking {
    const words = taskWords(task, policy);
    if (isClassic(policy) || policy.minimumCapability <= 0) {
      const ranking = rankOffers(task, policy, this.contenders(), words);
      return { ...ranking, ranked: ranking.ranked.slice(0, keep) };
    }
    this.matches.find(words, this.postings, this.agents.length);
    const book = new OfferBook(task, policy, words, this.columns, this.matches, this.agents);
    const refused = this.refusedOf(task);
    add(refused, "capability_missing", this.size - book.suited);
    add(refused, "over_budget", book.overBudget);
    add(refused, "over_ceiling", book.overCeiling);
    return {
      considered: this.size,
      eligible: book.eligible,
      refused,
      ranked: book.best(keep),
      stopped: [],
      prices: book.prices(),
    };
  }

  private refusedOf(task: Task): Map<IneligibleCode, number> {
    const refused = new Map([...this.barred].filter(([, count]) => count > 0));
    const below = this.atLevel.slice(0, minLevel(task)).reduce((sum, count) => sum + count, 0);
    add(refused, "below_tier", below);
    add(refused, "no_capacity", this.full);
    return refused;
  }

  private post(before: Contender | null, after: Contender, slot: number): void {
    for (const term of before?.skills.terms ?? []) if (!after.skills.terms.has(term)) this.postings.remove(term, slot);
    for (const term of after.skills.terms) if (!before?.skills.terms.has(term)) this.postings.add(term, slot);
  }

  private count(agent: Contender, by: 1 | -1): void {
    for (const code of new Set(agent.barredBy)) this.barred.set(code, (this.barred.get(code) ?? 0) + by);
    if (hasTier(agent)) this.atLevel[agent.level] = (this.atLevel[agent.level] ?? 0) + by;
    if (isFull(agent)) this.full += by;
  }
}

function add(counts: Map<IneligibleCode, number>, code: IneligibleCode, count: number): void {
  if (count > 0) counts.set(code, (counts.get(code) ?? 0) + count);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((word, i) => word === b[i]));
}

import type { IneligibleCode } from "../registry/agent";
import { TIERS } from "../registry/tier";
import { type Candidate, type Contender, contenderOf } from "./candidate";
import { type Ranking, rankBids, rankOffers, type Task } from "./contest";
import { hasTier, isFull, minLevel } from "./eligibility";
import { type TaskWords, taskWords } from "./match";
import { Matches } from "./matches";
import { OfferBook } from "./offer-book";
import type { RoutingPolicy } from "./policy";
import { Postings } from "./postings";
import { isClassic } from "./score";
import { Columns } from "./slots";
import { Vector } from "./vector";

/** Up to so many postings for each bidder it is quicker to find all who match than to compare the words of each bidder. */
const POSTINGS_PER_BIDDER = 200;

/**
 * The fleet as routing asks it: who knows which term, and what decides between them, kept up to date with every change.
 * Its rankings are those of `rankOffers` and `rankBids` over all agents, in time that grows with those who match.
 */
export class FleetIndex {
  private readonly slots = new Map<string, number>();
  /** In order of registration: a slot is given once. */
  private readonly agents: (Contender | null)[] = [];
  private readonly terms = new Postings();
  private readonly capabilities = new Postings();
  private readonly columns = new Columns();
  private readonly matches = new Matches();
  private readonly book = new OfferBook(this.columns);
  private readonly vector = new Vector();
  /** How many agents each code bars, and how many whose tier counts stand at each level. */
  private readonly barred = new Map<IneligibleCode, number>();
  private readonly atLevel = TIERS.map(() => 0);
  private full = 0;
  private unreachable = 0;
  /** The last ranking, as long as the index is as it was then. */
  private last: { ranking: Ranking; fill: () => void } | null = null;

  get size(): number {
    return this.slots.size;
  }

  get(agentId: string): Contender | undefined {
    return this.agents[this.slots.get(agentId) ?? -1] ?? undefined;
  }

  /** Adds an agent, or puts these facts in the place of what was known of it. */
  put(candidate: Candidate): void {
    this.last = null;
    const slot = this.slots.get(candidate.agentId);
    const known = slot === undefined ? null : (this.agents[slot] ?? null);
    if (slot === undefined || known === null) {
      this.add(contenderOf(candidate));
      return;
    }
    const sameWords = isSame(known.capabilities, candidate.capabilities) && isSame(known.keywords, candidate.keywords);
    const agent = sameWords ? contenderOf(candidate, known.skills) : contenderOf(candidate);
    if (!sameWords) {
      repost(this.terms, known.skills.terms, agent.skills.terms, slot);
      repost(this.capabilities, known.skills.capabilities, agent.skills.capabilities, slot);
    }
    this.count(known, -1);
    this.place(agent, slot);
  }

  /** Forgets an agent; it is considered no more. */
  remove(agentId: string): void {
    const slot = this.slots.get(agentId);
    const agent = slot === undefined ? null : this.agents[slot];
    if (slot === undefined || !agent) return;
    this.last = null;
    this.count(agent, -1);
    repost(this.terms, agent.skills.terms, NONE, slot);
    repost(this.capabilities, agent.skills.capabilities, NONE, slot);
    this.slots.delete(agentId);
    this.agents[slot] = null;
  }

  /** All agents, in order of registration. */
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
      const all = rankOffers(task, policy, this.contenders(), words);
      return this.remember({ ...all, ranked: all.ranked.slice(0, keep) }, all);
    }
    this.find(words, policy.minimumCapability);
    const { book } = this;
    book.take(task, policy, this.matches);
    const refused = this.refusedOf(task);
    add(refused, "capability_missing", this.size - book.suited);
    add(refused, "over_budget", book.overBudget);
    add(refused, "over_ceiling", book.overCeiling);
    const ranked = book.best(keep, this.agents);
    const ranking = { considered: this.size, eligible: book.eligible, refused, ranked, stopped: [], prices: book.prices };
    this.last = { ranking, fill: () => this.noteOffers() };
    return ranking;
  }

  /** The same ranking as `rankBids` over these bids: whole sats by agent. */
  rankBids(task: Task, policy: RoutingPolicy, bids: ReadonlyMap<string, number>): Ranking {
    const bidders = [...bids].map(([agentId, bidSats]) => ({ agentId, bidSats, agent: this.get(agentId) ?? null }));
    const words = taskWords(task, policy);
    let ranking: Ranking;
    if (isClassic(policy) || this.postingsOf(words) > POSTINGS_PER_BIDDER * bidders.length) {
      ranking = rankBids(task, policy, bidders);
    } else {
      this.find(words);
      const skillOf = ({ agentId }: Contender) => {
        const slot = this.slots.get(agentId) as number;
        return { capability: this.matches.capability(slot), hasRequired: this.matches.hasRequired(slot) };
      };
      ranking = rankBids(task, policy, bidders, skillOf);
    }
    return this.remember(ranking, ranking);
  }

  /**
   * Digest of every combined score of this index's last ranking, kept or not: `sha256` of each eligible agent's id, a zero
   * byte and its combined score in thousand millionths, four bytes, highest first, in order of registration.
   * @throws where the index was asked or changed since.
   */
  digestOf(ranking: Ranking, sha256: (bytes: Uint8Array) => string): string {
    if (this.last?.ranking !== ranking) throw new Error("only the last ranking has a digest, until the fleet changes");
    this.vector.clear();
    this.last.fill();
    return sha256(this.vector.bytes());
  }

  private add(agent: Contender): void {
    const slot = this.agents.length;
    repost(this.terms, NONE, agent.skills.terms, slot);
    repost(this.capabilities, NONE, agent.skills.capabilities, slot);
    this.slots.set(agent.agentId, slot);
    this.vector.name(agent.agentId);
    this.place(agent, slot);
  }

  private place(agent: Contender, slot: number): void {
    this.agents[slot] = agent;
    this.columns.write(slot, agent);
    this.count(agent, 1);
  }

  private find(words: TaskWords, minimumCapability = 0): void {
    this.matches.find(words, this.terms, this.agents.length, minimumCapability);
    this.matches.require(words.required, this.capabilities);
  }

  private postingsOf({ terms }: TaskWords): number {
    let postings = 0;
    for (const { term, heads } of terms) {
      postings += this.terms.of(term).length;
      for (const head of heads) postings += this.terms.of(head).length;
    }
    return postings;
  }

  private noteOffers(): void {
    this.book.note(this.vector);
  }

  private remember(ranking: Ranking, { ranked }: Ranking): Ranking {
    const fill = () => {
      for (const { agentId, combined } of ranked) this.vector.add(this.slots.get(agentId) as number, combined);
    };
    this.last = { ranking, fill };
    return ranking;
  }

  private refusedOf(task: Task): Map<IneligibleCode, number> {
    const refused = new Map<IneligibleCode, number>();
    for (const [code, count] of this.barred) if (count > 0) refused.set(code, count);
    let below = 0;
    for (let level = minLevel(task) - 1; level >= 0; level--) below += this.atLevel[level] as number;
    add(refused, "below_tier", below);
    add(refused, "no_capacity", this.full);
    if (task.dispatch) add(refused, "no_endpoint", this.unreachable);
    return refused;
  }

  private count(agent: Contender, by: 1 | -1): void {
    const { barredBy } = agent;
    if (barredBy.length > 0) for (const code of new Set(barredBy)) this.barred.set(code, (this.barred.get(code) ?? 0) + by);
    if (hasTier(agent)) this.atLevel[agent.level] = (this.atLevel[agent.level] ?? 0) + by;
    if (isFull(agent)) this.full += by;
    if (!agent.reachable) this.unreachable += by;
  }
}

const NONE: ReadonlySet<string> = new Set();

function repost(postings: Postings, before: ReadonlySet<string>, after: ReadonlySet<string>, slot: number): void {
  for (const term of before) if (!after.has(term)) postings.remove(term, slot);
  for (const term of after) if (!before.has(term)) postings.add(term, slot);
}

function add(counts: Map<IneligibleCode, number>, code: IneligibleCode, count: number): void {
  if (count > 0) counts.set(code, (counts.get(code) ?? 0) + count);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

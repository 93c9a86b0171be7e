import type { Board } from "@/lib/live/board";
import { bandLevel, bandOf } from "@/lib/trust/band";
import { emptyRanking, type Ranking, rank, tieOrder } from "@/lib/trust/rank";
import { type Tenths, WHOLE } from "@/lib/trust/rebalance";
import type { WhatIf } from "@/lib/trust/setting";
import { type Consequences, consequencesOf, type Standing, totalsAt } from "@/lib/trust/what-if";
import { countFilters, FILTERS, type Filter, type FilterCounts, findAgents, isIn } from "./filter";
import { isNarrowed, type Narrowing, NOT_NARROWED, narrowingTest } from "./narrowing";
import { BY_RANK, type Order, sameSort, sortAgents } from "./sort";

/** What the viewer asks to see. */
export type Question = Narrowing & { text: string; filter: Filter; sort: Order; moversOnly: boolean };

export const EVERYTHING: Question = { ...NOT_NARROWED, text: "", filter: "all", sort: BY_RANK, moversOnly: false };

/** A growing prefix of a reused buffer of agents (rows of the board). */
type List = { agents: Int32Array; length: number };

const emptyList = (size: number): List => ({ agents: new Int32Array(size), length: 0 });
const listed = ({ agents, length }: List): Int32Array => agents.subarray(0, length);

/**
 * Who stands where in the table. Values are always those of the newest board; the order (and with it the ranks)
 * is taken over by `refresh` only, so that it can hold still while someone points at it. All buffers are reused:
 * a step of a drag allocates nothing that grows with the fleet. Readers compare `version`.
 */
export class Standings {
  version = 0;
  board: Board;
  /** The table's rows and the unrated under it, as shown. */
  list: List;
  dock: List;
  /** Ranks as shown: of what is shown, and of the weights in force. */
  ranks: Int32Array;
  ranksInForce: Int32Array;
  /** Places of the list where another agent would stand if the order were refreshed now. */
  waiting = 0;
  /** What the previewed weights would do; null without a preview. The same object as long as the counts are the same. */
  consequences: Consequences | null = null;
  /** The same object as long as the counts are the same. */
  counts: FilterCounts;

  /** Shares of the previewed weights; null for those in force. */
  weights: readonly number[] | null = null;

  private question = EVERYTHING;
  private line = 0;
  private found: Uint8Array | null = null;
  private ties: Int32Array;
  private alphabetical: Int32Array;
  private inForce: Standing;
  private hypothetical: Standing;
  private sorted: Int32Array | null = null;
  private freshList: List;
  private freshDock: List;
  private rankedBoard: Board | null = null;

  /** `now`: the server's time, epoch ms, for what depends on it (silence). */
  constructor(
    board: Board,
    private readonly now: () => number = () => Date.parse(this.board.at),
  ) {
    const size = board.ids.length;
    this.board = board;
    this.list = emptyList(size);
    this.dock = emptyList(size);
    this.freshList = emptyList(size);
    this.freshDock = emptyList(size);
    this.ranks = new Int32Array(size);
    this.ranksInForce = new Int32Array(size);
    this.inForce = { totals: board.scores, ranking: emptyRanking(size) };
    this.hypothetical = { totals: new Int16Array(size), ranking: emptyRanking(size) };
    this.counts = countFilters(board.flags);
    this.ties = tieOrder(board.names, board.ids);
    this.alphabetical = inverse(this.ties);
    this.refresh();
  }

  get previewing(): boolean {
    return this.weights !== null;
  }

  /** Totals as shown: hypothetical in a preview, else those in force. */
  get totals(): Int16Array {
    return this.weights ? this.hypothetical.totals : this.board.scores;
  }

  /** Takes newer values of the same agents: they show at once, the order stays. */
  patch(board: Board): void {
    this.board = board;
    this.inForce.totals = board.scores;
    this.sorted = null;
    if (this.weights) totalsAt(board.dims, this.weights, this.hypothetical.totals);
    const counts = countFilters(board.flags);
    if (FILTERS.some((filter) => counts[filter] !== this.counts[filter])) this.counts = counts;
    this.version++;
  }

  /** Weights to preview in tenths of a percent, null for those in force, and the revocation line. */
  preview(weights: Tenths | null, revocationLine: number): void {
    this.weights = weights?.map((tenths) => tenths / WHOLE) ?? null;
    this.line = revocationLine;
    if (this.weights) totalsAt(this.board.dims, this.weights, this.hypothetical.totals);
    this.refresh();
  }

  /** Answers whether this is something else than was asked before. */
  ask(question: Question): boolean {
    if (sameQuestion(question, this.question)) return false;
    if (question.text !== this.question.text) this.found = findAgents(this.board, question.text);
    if (!sameSort(question.sort, this.question.sort)) this.sorted = null;
    this.question = question;
    this.refresh();
    return true;
  }

  /** Brings order and ranks up to date. */
  refresh(): void {
    this.reckon();
    [this.list, this.freshList] = [this.freshList, this.list];
    [this.dock, this.freshDock] = [this.freshDock, this.dock];
    this.ranks.set(this.current.ranking.ranks);
    this.ranksInForce.set(this.inForce.ranking.ranks);
    this.waiting = 0;
  }

  /** Finds out how much a refresh would change, without changing what is shown. */
  consider(): void {
    this.reckon();
    this.waiting = differences(this.list, this.freshList);
  }

  private reckon(): void {
    if (this.rankedBoard !== this.board) this.rank(this.inForce);
    this.rankedBoard = this.board;
    if (this.weights) this.rank(this.hypothetical);
    const consequences = this.weights && consequencesOf(this.inForce, this.hypothetical, this.line);
    if (!sameConsequences(consequences, this.consequences)) this.consequences = consequences;
    this.compose();
    this.version++;
  }

  /** Whether the preview gives the agent another rank or band, or revokes it. */
  isMover(agent: number): boolean {
    const before = this.inForce;
    const after = this.hypothetical;
    const total = after.totals[agent] ?? 0;
    return (
      before.ranking.ranks[agent] !== after.ranking.ranks[agent] ||
      ((after.ranking.ranks[agent] ?? 0) > 0 && (total < this.line || bandLevel(before.totals[agent] ?? 0) !== bandLevel(total)))
    );
  }

  /** What the preview does to each agent it moves, as the server would answer it. */
  changes(): WhatIf["items"] {
    const { order, ranked } = this.hypothetical.ranking;
    const movers = this.weights ? [...order.subarray(0, ranked)].filter((i) => this.isMover(i)) : [];
    return movers.map((i) => {
      const score = this.hypothetical.totals[i] ?? 0;
      return {
        agentId: this.board.ids[i] ?? "",
        rank: this.hypothetical.ranking.ranks[i] ?? 0,
        previousRank: this.inForce.ranking.ranks[i] ?? 0,
        score,
        previousScore: this.inForce.totals[i] ?? 0,
        band: bandOf(score),
        wouldRevoke: score < this.line,
      };
    });
  }

  /** How many agents would be listed if the viewer asked for this; movers aside. */
  matches(question: Question): number {
    const found = question.text === this.question.text ? this.found : findAgents(this.board, question.text);
    const fits = narrowingTest(question, this.narrowed);
    let count = 0;
    for (let i = 0; i < this.board.ids.length; i++)
      if ((found === null || found[i] === 1) && isIn(question.filter, this.board.flags[i] ?? 0) && fits(i)) count++;
    return count;
  }

  /** The same view of another set of agents: those that are in both keep their places until the next refresh. */
  moveTo(board: Board): Standings {
    const next = new Standings(board, this.now);
    next.question = this.question;
    next.found = findAgents(board, this.question.text);
    next.preview(this.weights && (this.weights.map((w) => Math.round(w * WHOLE)) as unknown as Tenths), this.line);
    const carry = (from: List, to: List) => {
      to.length = 0;
      for (const former of listed(from)) {
        const i = board.index.get(this.board.ids[former] ?? "");
        if (i === undefined) continue;
        to.agents[to.length++] = i;
        next.ranks[i] = this.ranks[former] ?? 0;
        next.ranksInForce[i] = this.ranksInForce[former] ?? 0;
      }
    };
    carry(this.list, next.list);
    carry(this.dock, next.dock);
    next.consider();
    next.version = this.version + 1;
    return next;
  }

  private get current(): Standing {
    return this.weights ? this.hypothetical : this.inForce;
  }

  private rank(standing: Standing): void {
    rank(standing.ranking, standing.totals, this.board.flags, this.ties);
  }

  private compose(): void {
    const { order, ranked, revoked } = this.current.ranking;
    const { freshList: list, freshDock: dock } = this;
    list.length = 0;
    dock.length = 0;
    const unratedHere = this.question.filter === "unrated";
    this.add(list, this.inAskedOrder(this.current.ranking));
    this.add(list, order.subarray(ranked, ranked + revoked));
    this.add(unratedHere ? list : dock, order.subarray(ranked + revoked));
  }

  private inAskedOrder({ order, ranked }: Ranking): Int32Array {
    const { sort } = this.question;
    const [first] = sort;
    if (sort.length === 1 && first?.key === "score") {
      const byRank = order.subarray(0, ranked);
      return first.descending ? byRank : byRank.slice().reverse();
    }
    // By the score as shown where it decides; else by what is in force, so that dragging a weight reorders no other column.
    if (this.weights && sort.some(({ key }) => key === "score")) return this.sort(this.hypothetical);
    this.sorted ??= this.sort(this.inForce);
    return this.sorted;
  }

  /** Equals stand by rank. */
  private sort({ totals, ranking }: Standing): Int32Array {
    const agents = ranking.order.slice(0, ranking.ranked);
    sortAgents(agents, this.question.sort, { board: this.board, totals, alphabetical: this.alphabetical });
    return agents;
  }

  private add(list: List, agents: Int32Array): void {
    const { question, found } = this;
    const moversOnly = question.moversOnly && this.weights !== null;
    if (question.filter === "all" && found === null && !moversOnly && !isNarrowed(question)) {
      list.agents.set(agents, list.length);
      list.length += agents.length;
      return;
    }
    const fits = narrowingTest(question, this.narrowed);
    for (const i of agents) {
      if (found !== null && found[i] !== 1) continue;
      if (!isIn(question.filter, this.board.flags[i] ?? 0) || !fits(i) || (moversOnly && !this.isMover(i))) continue;
      list.agents[list.length++] = i;
    }
  }

  private get narrowed() {
    return { board: this.board, totals: this.totals, now: this.board.moment ? Date.parse(this.board.at) : this.now() };
  }
}

function sameQuestion(a: Question, b: Question): boolean {
  const { sort, ...rest } = a;
  return sameSort(sort, b.sort) && (Object.keys(rest) as (keyof typeof rest)[]).every((name) => a[name] === b[name]);
}

function sameConsequences(a: Consequences | null, b: Consequences | null): boolean {
  return a?.moved === b?.moved && a?.crossedBand === b?.crossedBand && a?.wouldRevoke === b?.wouldRevoke;
}

/** Places where two lists differ, counting those that only one of them has. */
function differences(a: List, b: List): number {
  const shared = Math.min(a.length, b.length);
  let count = Math.max(a.length, b.length) - shared;
  for (let place = 0; place < shared; place++) if (a.agents[place] !== b.agents[place]) count++;
  return count;
}

function inverse(permutation: Int32Array): Int32Array {
  const places = new Int32Array(permutation.length);
  for (let place = 0; place < permutation.length; place++) places[permutation[place] as number] = place;
  return places;
}

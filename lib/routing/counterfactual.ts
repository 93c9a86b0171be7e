import type { IneligibleCode } from "../registry/agent";
import type { DecidedCandidate, Decision } from "./decision-shape";
import { byMerit } from "./order";
import { PARTS, type Part, type RoutingPolicy } from "./policy";
import type { RoutingWeights } from "./policy-shape";
import {
  countedOf,
  type Decided,
  knowsPrices,
  pricePart,
  type Runner,
  referenceWith,
  runnerOf,
  runnersOf,
  scored,
  scoringPolicy,
  winnerOf,
} from "./rerun";
import { isClassic } from "./score";

/** What a decision must hold for the question what would have changed it. */
type Asked = Decided & Pick<Decision, "outcome" | "recommended">;

/** An eligible agent that did not win, all else equal. `unknown` where the decision does not say what prices followed from. */
export type LoserChange = {
  agentId: string;
  bidSats: number;
  offered: boolean;
  /** The highest whole price in sats with which it would have won; null: not even for nothing. */
  bid: number | null | "unknown";
  score: number;
  /** The lowest trust score with which it would have won; null: none. */
  trust: number | null;
};

/** An agent that a gate stopped, without those gates: its place then, from 1; null where the decision does not say enough. */
export type StoppedChange = {
  agentId: string;
  gates: readonly IneligibleCode[];
  place: { rank: number; combined: number; wins: boolean } | null;
};

/** A weight that, moved from `from` to `to` or further with the others in proportion, makes somebody else win. */
export type WeightChange = { part: Part; from: number; to: number; winner: string | null };

export type Counterfactuals = { losers: LoserChange[]; stopped: StoppedChange[]; weights: WeightChange[] };

const NOTHING: Counterfactuals = { losers: [], stopped: [], weights: [] };
const MOST_ASKED = 20;
const FULL_TRUST = 1000;
/** Weights are tried in steps of a thousandth, as finely as they are set. */
const STEPS = 1000;

/**
 * What would have made another agent the winner, from what the decision stores alone: of the best 20 losers and of the best
 * 20 that a gate stopped, best first, and of every weight, least change first. Every answer is found by deciding again.
 */
export function counterfactuals(decision: Asked): Counterfactuals {
  if (decision.outcome === "no_bids") return NOTHING;
  const policy = scoringPolicy(decision.policy);
  const runners = runnersOf(decision);
  const priced = knowsPrices(decision, runners);
  const losers = decision.candidates.filter(({ eligible, won }) => eligible && !won).slice(0, MOST_ASKED);
  const stopped = decision.candidates.filter(({ eligible }) => !eligible).slice(0, MOST_ASKED);
  return {
    losers: losers.map((candidate) => ({
      agentId: candidate.agentId,
      bidSats: candidate.bidSats ?? 0,
      offered: candidate.offered,
      bid:
        priced && (isClassic(policy) || candidate.rateSats !== undefined)
          ? highestBid(decision, policy, runners, candidate)
          : "unknown",
      score: candidate.trust.score,
      trust: lowestTrust(policy, runners, candidate),
    })),
    stopped: stopped.map((candidate) => ({
      agentId: candidate.agentId,
      gates: candidate.ineligibleBecause,
      place: priced ? withoutGates(decision, policy, runners, candidate) : null,
    })),
    weights: isClassic(policy) ? [] : leastWeights(decision, policy, runners),
  };
}

// A lower price raises its own price score and lowers nobody's reference but others', so winning is monotone in it.
function highestBid(
  decision: Asked,
  policy: RoutingPolicy,
  runners: readonly Runner[],
  candidate: DecidedCandidate,
): number | null {
  const before = runnerOf(candidate);
  const counted = countedOf(before.standing.bidSats, before.rateSats);
  const others = runners.filter(({ standing }) => standing.agentId !== candidate.agentId);
  const wins = (bidSats: number) => {
    const runner = { ...before, standing: { ...before.standing, bidSats } };
    const all = [...others, runner];
    if (isClassic(policy)) return isFirst(candidate, [...others, priced(policy, runner, Number.NaN)]);
    if (!decision.prices) return false;
    const reference = referenceWith(decision, counted, countedOf(bidSats, runner.rateSats));
    // With a budget nobody else's price score moves, and their rates need not be known.
    if (decision.prices.budgetSats !== null) return isFirst(candidate, [...others, priced(policy, runner, reference)]);
    return isFirst(
      candidate,
      all.map((one) => priced(policy, one, reference)),
    );
  };
  if (!wins(0)) return null;
  return greatest(0, before.standing.bidSats, wins);
}

function lowestTrust(policy: RoutingPolicy, runners: readonly Runner[], candidate: DecidedCandidate): number | null {
  const before = runnerOf(candidate);
  const others = runners.filter(({ standing }) => standing.agentId !== candidate.agentId);
  const wins = (score: number) => {
    const parts = { ...before.parts, trust: score / FULL_TRUST };
    return isFirst(candidate, [...others, scored(policy, { ...before, parts, standing: { ...before.standing, score } })]);
  };
  if (!wins(FULL_TRUST)) return null;
  return FULL_TRUST - greatest(0, FULL_TRUST - before.standing.score, (less) => wins(FULL_TRUST - less));
}

/** A price above the budget could only be taken with a budget that bears it, which also is what prices are held against. */
function withoutGates(
  decision: Asked,
  policy: RoutingPolicy,
  runners: readonly Runner[],
  candidate: DecidedCandidate,
): StoppedChange["place"] {
  const runner = runnerOf(candidate);
  const { prices } = decision;
  if (candidate.ineligibleBecause.includes("unregistered")) return null;
  let all = [...runners, runner];
  if (isClassic(policy)) all = [...runners, priced(policy, runner, Number.NaN)];
  else {
    if (!prices || runner.rateSats === undefined) return null;
    const { bidSats } = runner.standing;
    const raised = prices.budgetSats !== null && bidSats > prices.budgetSats;
    if (raised && !runners.every(({ rateSats }) => rateSats !== undefined)) return null;
    const reference = raised ? bidSats : referenceWith(decision, null, countedOf(bidSats, runner.rateSats));
    const moved = raised || prices.budgetSats === null;
    all = [...(moved ? runners.map((one) => priced(policy, one, reference)) : runners), priced(policy, runner, reference)];
  }
  const order = all.map(({ standing }) => standing).sort(byMerit);
  const rank = order.findIndex(({ agentId }) => agentId === candidate.agentId) + 1;
  const { combined } = order[rank - 1] ?? runner.standing;
  return { rank, combined, wins: isFirst(candidate, all) };
}

function leastWeights({ recommended }: Asked, policy: RoutingPolicy, runners: readonly Runner[]): WeightChange[] {
  const most = Math.floor(inSteps(PARTS.reduce((sum, part) => sum + policy.weights[part], 0)));
  const found = PARTS.flatMap((part): WeightChange[] => {
    const from = policy.weights[part];
    const winnerAt = (step: number) => {
      const moved = scoringPolicy({ name: policy.name, weights: withWeight(policy.weights, part, step / STEPS) });
      return winnerOf(runners.map((runner) => scored(moved, runner)))?.agentId ?? null;
    };
    // Combined scores are linear in a weight, so whoever wins wins in one stretch of it.
    const stays = (step: number) => winnerAt(step) === recommended;
    const up = Math.ceil(inSteps(from));
    const down = Math.floor(inSteps(from));
    const above = up > most || stays(up) ? up + greatest(0, most - up, (by) => stays(up + by)) + 1 : up;
    const below = stays(down) ? down - greatest(0, down, (by) => stays(down - by)) - 1 : down;
    const distance = (step: number) => Math.abs(step - from * STEPS);
    const possible = [above, below].filter((step) => step >= 0 && step <= most);
    const to = possible.sort((a, b) => distance(a) - distance(b))[0];
    return to === undefined ? [] : [{ part, from, to: to / STEPS, winner: winnerAt(to) }];
  });
  return found.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
}

/** A weight in steps, free of binary noise. */
function inSteps(weight: number): number {
  return Math.round(weight * STEPS * 1e6) / 1e6;
}

/** The weights with one of them moved and the others in proportion, their sum unchanged; where those are all 0, in equal shares. */
export function withWeight(weights: RoutingWeights, part: Part, value: number): RoutingWeights {
  const rest = PARTS.reduce((sum, other) => (other === part ? sum : sum + weights[other]), 0);
  const left = Math.max(0, rest + weights[part] - value);
  const share = (other: Part) => (rest > 0 ? weights[other] / rest : 1 / (PARTS.length - 1));
  const moved = PARTS.map((other) => [other, other === part ? value : left * share(other)]);
  return Object.fromEntries(moved) as RoutingWeights;
}

function priced(policy: RoutingPolicy, runner: Runner, reference: number): Runner {
  return scored(policy, { ...runner, parts: { ...runner.parts, price: pricePart(policy, runner, reference) } });
}

function isFirst({ agentId }: DecidedCandidate, runners: readonly Runner[]): boolean {
  return winnerOf(runners)?.agentId === agentId;
}

/** The greatest whole number from `low` to `high` of which something holds that holds at `low` and, once lost, stays lost. */
function greatest(low: number, high: number, holds: (value: number) => boolean): number {
  let [sure, most] = [low, high];
  while (sure < most) {
    const middle = sure + Math.ceil((most - sure) / 2);
    if (holds(middle)) sure = middle;
    else most = middle - 1;
  }
  return sure;
}

import type { Candidate } from "../lib/routing/candidate";
import type { Ranking, Task } from "../lib/routing/contest";
import { decide, OFFERS_KEPT } from "../lib/routing/decide";
import { FleetIndex } from "../lib/routing/fleet-index";
import { BALANCED } from "../lib/routing/policy";
import { OriginalRouter } from "./baseline/router";
import { alternate, ratio } from "./rounds";
import { median } from "./statistics";
import { atLeast, atMost, brief, type Figure, times } from "./table";

const AGENTS = 10_000;
const BIDDERS = 10;
const MOST_BIDDERS = 500;
const TASKS = 200;
const IN_FORCE = { version: 1, policy: BALANCED };

/** Words of a fleet: as in a real one, more agents know more of them. */
const vocabularyOf = (agents: number) => Math.round(20 * Math.sqrt(agents));

/** A pseudo-random sequence in [0, 1), the same in every run (Park and Miller). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A word of letters only, of its own stem, for each number. */
function wordOf(number: number): string {
  const letters = number.toString(26).replace(/./g, (digit) => "bcdfghjklmnpqrtvwxzaaaaaaaaa"[Number.parseInt(digit, 26)] ?? "b");
  return `${letters}o${number.toString(26).replace(/\d/g, (digit) => "qwrtpdfghj"[Number(digit)] ?? "q")}b`;
}

type Scene = { index: FleetIndex; original: OriginalRouter; tasks: Task[]; bids: Map<string, number>[] };

/** A fleet with three capabilities and ten keywords each, as the templates have, and tasks of eight words of which the fleet knows most. */
function sceneOf(agents: number): Scene {
  const random = sequence(agents);
  const vocabulary = vocabularyOf(agents);
  const words = (count: number) => Array.from({ length: count }, () => wordOf(Math.floor(random() * vocabulary)));
  const index = new FleetIndex();
  const original = new OriginalRouter();
  for (let i = 0; i < agents; i++) {
    const agent = agentOf(`agent-${i}`, words(3), words(10), random);
    index.put(agent);
    original.register({ agentId: agent.agentId, capabilities: [...agent.capabilities], keywords: [...agent.keywords] });
  }
  const tasks = Array.from({ length: TASKS }, () => taskOf(`Please ${words(8).join(" ")}`));
  const bids = tasks.map((task) => bidsFor(index.rankOffers(task, BALANCED, MOST_BIDDERS), random));
  return { index, original, tasks, bids };
}

/** Ten of those who match the task bid, because nobody else would. */
function bidsFor({ ranked }: Ranking, random: () => number): Map<string, number> {
  const step = Math.max(1, Math.floor(ranked.length / BIDDERS));
  const bidders = ranked.filter((_, i) => i % step === 0).slice(0, BIDDERS);
  return new Map(bidders.map(({ agentId }) => [agentId, 10 + Math.floor(random() * 90)]));
}

function agentOf(agentId: string, capabilities: string[], keywords: string[], random: () => number): Candidate {
  const finished = Math.floor(random() * 100);
  return {
    agentId,
    capabilities,
    keywords,
    rateSats: 20 + Math.floor(random() * 80),
    capacity: 4,
    openTasks: Math.floor(random() * 3),
    barredBy: random() < 0.1 ? ["revoked"] : [],
    level: 1 + Math.floor(random() * 5),
    exposureSats: 0,
    ceilingSats: 10_000,
    score: Math.floor(random() * 1000),
    rated: true,
    finished,
    succeeded: Math.floor(random() * finished),
    lastWonAt: null,
  };
}

function taskOf(description: string): Task {
  return { description, requiredCapabilities: [], minTier: "T1", budgetSats: null, penaltySats: 0 };
}

/** Decisions a second over all tasks of a scene, `repeats` times. */
function speed(scene: Scene, repeats: number, route: (task: Task, i: number) => string | null): number {
  let routed = 0;
  const start = performance.now();
  for (let time = 0; time < repeats; time++) {
    for (const [i, task] of scene.tasks.entries()) if (route(task, i) !== null) routed++;
  }
  const took = performance.now() - start;
  if (routed === 0) throw new Error("no task found an agent");
  return (repeats * scene.tasks.length * 1000) / took;
}

const byOriginal =
  ({ original, bids }: Scene) =>
  (task: Task, i: number) =>
    original.recommend(`task-${i}`, task.description, bids[i] ?? new Map()).selected;

/** The original knows no offers: it gets a bid from everybody. */
const byEverybody = ({ original, index }: Scene) => {
  const bids = new Map([...index.contenders()].map(({ agentId, rateSats }) => [agentId, rateSats ?? 1]));
  return (task: Task, i: number) => original.recommend(`task-${i}`, task.description, bids).selected;
};

const byOffers =
  ({ index }: Scene) =>
  (task: Task) =>
    decide(IN_FORCE, "offers", index.rankOffers(task, BALANCED, OFFERS_KEPT)).recommended;

const byBids =
  ({ index, bids }: Scene) =>
  (task: Task, i: number) =>
    decide(IN_FORCE, "bids", index.rankBids(task, BALANCED, bids[i] ?? new Map())).reason;

/** P14: decisions a second over 10,000 agents, nothing written, against the original's scan. */
export async function measureRouting(quick: boolean): Promise<Figure[]> {
  const scene = sceneOf(AGENTS);
  const few = { ...scene, tasks: scene.tasks.slice(0, quick ? 5 : 20) };
  const rounds = await alternate(quick ? 3 : 7, {
    bids: () => speed(scene, quick ? 10 : 50, byBids(scene)),
    offers: () => speed(scene, quick ? 5 : 20, byOffers(scene)),
    original: () => speed(few, 1, byOriginal(scene)),
    everybody: () => speed(few, 1, byEverybody(scene)),
  });
  const figure = (metric: string, ours: readonly number[], original: readonly number[]): Figure => ({
    id: "P14",
    metric,
    measured: `${brief(median(ours))}/s against ${brief(median(original))}/s`,
    value: ratio(ours, original),
    shown: times(ratio(ours, original)),
    must: atLeast(300, "≥ × 300"),
    goal: atLeast(1500, "≥ × 1500"),
  });
  return [
    figure(`decisions, 10,000 agents, ${BIDDERS} bids: Muster / original`, rounds.bids, rounds.original),
    figure(
      "decisions, 10,000 agents that all offer: Muster / original with all of them bidding",
      rounds.offers,
      rounds.everybody,
    ),
  ];
}

/** P16: how the time of a decision without bids grows with the fleet: slope of log time over log agents. */
export async function measureRoutingGrowth(quick: boolean): Promise<Figure[]> {
  const sizes = [1_000, 10_000, 100_000] as const;
  const [small, middle, large] = [sceneOf(sizes[0]), sceneOf(sizes[1]), sceneOf(sizes[2])];
  const repeats = quick ? 5 : 15;
  const rounds = await alternate(quick ? 3 : 7, {
    small: () => speed(small, 4 * repeats, byOffers(small)),
    middle: () => speed(middle, repeats, byOffers(middle)),
    large: () => speed(large, Math.ceil(repeats / 5), byOffers(large)),
  });
  const value = Math.log(ratio(rounds.small, rounds.large)) / Math.log(sizes[2] / sizes[0]);
  const microseconds = [rounds.small, rounds.middle, rounds.large].map((speeds) => (1e6 / median(speeds)).toFixed(0));
  return [
    {
      id: "P16",
      metric: "growth of a decision without bids, 1,000 to 100,000 agents (exponent)",
      measured: `${microseconds.join(", ")} µs at 1,000, 10,000, 100,000 agents`,
      value,
      shown: value.toFixed(2),
      must: atMost(0.9),
      goal: atMost(0.6),
    },
  ];
}

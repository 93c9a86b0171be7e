import type { Ranking, Task } from "../lib/routing/contest";
import { decide, OFFERS_KEPT } from "../lib/routing/decide";
import { FleetIndex } from "../lib/routing/fleet-index";
import { BALANCED } from "../lib/routing/policy";
import { OriginalRouter } from "./baseline/router";
import { alternate, ratio } from "./rounds";
import { sceneOf, sequence, taskOf } from "./scene";
import { median } from "./statistics";
import { atLeast, atMost, brief, type Figure, times } from "./table";

const AGENTS = 10_000;
const BIDDERS = 10;
const MOST_BIDDERS = 500;
const TASKS = 200;
const IN_FORCE = { version: 1, policy: BALANCED };

type Scene = { index: FleetIndex; original: OriginalRouter; tasks: Task[]; bids: Map<string, number>[] };

function openScene(agents: number): Scene {
  const { fleet, descriptions } = sceneOf(agents, TASKS);
  const random = sequence(TASKS);
  const index = new FleetIndex();
  const original = new OriginalRouter();
  for (const agent of fleet) {
    index.put(agent);
    original.register({ agentId: agent.agentId, capabilities: [...agent.capabilities], keywords: [...agent.keywords] });
  }
  const tasks = descriptions.map(taskOf);
  const bids = tasks.map((task) => bidsFor(index.rankOffers(task, BALANCED, MOST_BIDDERS), random));
  return { index, original, tasks, bids };
}

/** Ten of those who match the task bid, because nobody else would. */
function bidsFor({ ranked }: Ranking, random: () => number): Map<string, number> {
  const step = Math.max(1, Math.floor(ranked.length / BIDDERS));
  const bidders = ranked.filter((_, i) => i % step === 0).slice(0, BIDDERS);
  return new Map(bidders.map(({ agentId }) => [agentId, 10 + Math.floor(random() * 90)]));
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

/** The ranking alone; what is said and kept of it is in P15. */
const byOffers =
  ({ index }: Scene) =>
  (task: Task) =>
    index.rankOffers(task, BALANCED, OFFERS_KEPT).ranked[0]?.agentId ?? null;

const byBids =
  ({ index, bids }: Scene) =>
  (task: Task, i: number) =>
    decide(IN_FORCE, "bids", index.rankBids(task, BALANCED, bids[i] ?? new Map())).reason;

/** P14: decisions a second over 10,000 agents, nothing written, against the original's scan. */
export async function measureRouting(quick: boolean): Promise<Figure[]> {
  const scene = openScene(AGENTS);
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
    figure("rankings, 10,000 agents that all offer: Muster / original with all of them bidding", rounds.offers, rounds.everybody),
  ];
}

/** P16: how the time of a decision without bids grows with the fleet: slope of log time over log agents. */
export async function measureRoutingGrowth(quick: boolean): Promise<Figure[]> {
  const sizes = [1_000, 10_000, 100_000] as const;
  const [small, middle, large] = [openScene(sizes[0]), openScene(sizes[1]), openScene(sizes[2])];
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
      metric: "growth of a ranking without bids, 1,000 to 100,000 agents (exponent)",
      measured: `${microseconds.join(", ")} µs at 1,000, 10,000, 100,000 agents`,
      value,
      shown: value.toFixed(2),
      must: atMost(0.9),
      goal: atMost(0.6),
    },
  ];
}

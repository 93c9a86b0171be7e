import { setTimeout as sleep } from "node:timers/promises";
import { isAlone } from "./certify";
import { sayWhy } from "./enlist";
import { type Muster, Refused } from "./muster";
import { between, pick, type Random, wholeBetween } from "./random";
import { fieldsOf, idOf, type Member } from "./roster";
import type { Simulation } from "./simulation";
import { errand, type Field } from "./tasks";

/** Tasks a minute: unless told, and at most. */
const USUAL_RATE = 40;
const HIGHEST_RATE = 600;
const MINUTE_MS = 60_000;
/** Milliseconds until a task that nobody may take is tried again with another one. */
const PATIENCE_MS = 4_000;
/** Milliseconds after which a task that nobody has taken is over: a removed fleet leaves none behind. */
const DEADLINE_MS = 90_000;
/** Share of tasks to which agents bid; nobody bids for the others, so that everybody is asked. */
const BID_SHARE = 0.25;

/** Some work is only for agents with a better certificate. */
const MIN_TIERS = ["T1", "T1", "T1", "T2", "T3"] as const;

type Tell = (line: string) => void;
type Clock = () => number;

/** Tasks a minute that the fleet is to be given; `text` is the variable MUSTER_DEMO_TASKS. */
export function rateIn(text: string | undefined): number {
  const rate = Number(text || USUAL_RATE);
  if (!(rate >= 0 && rate <= HIGHEST_RATE))
    throw new Refused(`MUSTER_DEMO_TASKS=${text} is not a number of tasks a minute from 0 to ${HIGHEST_RATE}.`);
  return rate;
}

/** A body of POST /api/v1/tasks. */
export type Submission = {
  description: string;
  checks: object[];
  dispatch: true;
  minTier: string;
  deadline: string;
  timeBudgetMs: number;
  tokensBudget: number;
  penaltySats: number;
  budgetSats?: number;
  bids?: Record<string, number>;
};

type Bidder = { id: string; member: Member };

/** What consumers want done next. `bidders` may bid; with `onlyBids` nobody else is asked. @param now epoch ms */
export function submission(random: Random, bidders: readonly Bidder[], onlyBids: boolean, now: number): Submission {
  const { field, description, checks } = errand(random);
  const withBids = onlyBids || random() < BID_SHARE;
  return {
    description,
    checks,
    dispatch: true,
    minTier: pick(random, MIN_TIERS),
    deadline: new Date(now + DEADLINE_MS).toISOString(),
    timeBudgetMs: pick(random, [1_000, 1_500, 5_000]),
    tokensBudget: pick(random, [400, 800, 1_600]),
    penaltySats: random() < 0.4 ? wholeBetween(random, 2, 12) : 0,
    ...(random() < 0.4 && { budgetSats: pick(random, [80, 300, 600, 1_200]) }),
    ...(withBids && { bids: bidsFor(random, field, bidders) }),
  };
}

/** Those of the field bid about what they ask anyhow; who games the market bids next to nothing, whatever the work is. */
function bidsFor(random: Random, field: Field, bidders: readonly Bidder[]): Record<string, number> {
  const able = bidders.filter(({ member }) => fieldsOf(member).includes(field));
  return Object.fromEntries(
    able.map(({ id, member }) => {
      const { character, rateSats } = member;
      const share = character === "gaming" ? 0.1 : character === "weak" ? between(random, 0.4, 0.8) : between(random, 0.7, 1.1);
      return [id, Math.max(1, Math.round(rateSats * share))];
    }),
  );
}

/** Posts tasks at an even pace as long as the fleet has agents. Agents that are not simulated are never asked. */
export async function giveWork(
  muster: Muster,
  simulation: Simulation,
  members: readonly Bidder[],
  { random, perMinute, now }: { random: Random; perMinute: number; now: Clock },
  tell: Tell,
): Promise<void> {
  if (perMinute === 0) return;
  let posted = 0;
  let assigned = 0;
  while (simulation.size > 0) {
    const bidders = members.filter(({ id }) => simulation.has(id));
    const task = submission(random, bidders, !(await isAlone(muster)), now());
    const reply = await muster.post("/api/v1/tasks", task).catch((error: unknown) => {
      if (error instanceof Refused) return null;
      throw error;
    });
    if (!reply) return tell("the fleet's key may not post tasks: there will be none");
    if (reply.status !== 201) tell(`a task was refused: ${sayWhy(reply)}`);
    const found = Object(reply.body).outcome === "assigned";
    posted += 1;
    if (found) assigned += 1;
    if (found && assigned === 1) tell("the first task has found its agent");
    if (posted % 100 === 0) tell(`${posted} tasks posted, ${assigned} found an agent at once`);
    await sleep(found ? MINUTE_MS / perMinute : Math.max(PATIENCE_MS, MINUTE_MS / perMinute));
  }
}

/** The members of a fleet under their ids. */
export function biddersOf(roster: readonly Member[], generation: number): Bidder[] {
  return roster.map((member) => ({ id: idOf(member, generation), member }));
}

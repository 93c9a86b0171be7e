import type Database from "better-sqlite3";
import { type Actor, authorise } from "../access/action";
import { takenBack } from "../registry/past";
import { runtime } from "../runtime";
import { type Lifetime, lifetimesSince, madeAt, ratedScoresAt, seqAt, standingEventsAfter } from "../store/past";
import { NO_RANK } from "../trust/rank";
import { type Following, followed, NO_TOTAL, ranksOf } from "../trust/ranks";
import type { RankHistory, RankRange } from "../trust/ranks-shape";
import { sampleAge } from "../trust/retention";
import { type Breathe, turns } from "../turns";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEPS = {
  "24h": { stepMs: HOUR, steps: 24 },
  "7d": { stepMs: 6 * HOUR, steps: 28 },
  "30d": { stepMs: 24 * HOUR, steps: 30 },
} as const satisfies Record<RankRange, { stepMs: number; steps: number }>;

/** Steps in a database that is younger than the range: the smallest that tells all of its time in so many. */
const FINER = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR];
const FINER_STEPS = 16;

const PAGE = 1_000;
/** Agents looked up before the clock is looked at: each takes a seek for every time. */
const AT_ONCE = 10;

export type RankQuestion = { range: RankRange; of: Following; ids?: readonly string[] | undefined; limit: number };

/**
 * Ranks of the leaders, of those who moved most, or of given agents (unknown ones are left out) at whole steps back from now,
 * finer ones where the database is too young for those of the range.
 * A score is that of the last sample before the time, ranked among all that were rated and not revoked then, each under the
 * weights of its own time. Takes about 35 µs an agent, in turns of 2 ms.
 */
export async function readRanks(actor: Actor, { range, of, ids, limit }: RankQuestion): Promise<RankHistory> {
  authorise(actor, "readFleet");
  const rt = runtime();
  const { raw } = rt.store;
  const breathe = turns();
  const { times, stepMs } = timesOf(range, rt.now(), madeAt(raw));
  const agents = await agentsSince(raw, times[0] ?? 0, breathe);
  const columns = times.map(() => new Int16Array(agents.length).fill(NO_TOTAL));
  const events = standingEventsAfter(raw, seqAt(raw, rt.journal.seq, times[0] ?? 0));
  const list = JSON.stringify(times);
  for (const [row, agent] of agents.entries()) {
    const scores = ratedScoresAt(raw, agent.number, list);
    const present = { revoked: rt.fleet.at(agent.number)?.revokedAt != null, holds: new Set<never>() };
    const since = events.get(agent.id) ?? [];
    for (const [t, at] of times.entries()) {
      const revoked =
        since.length === 0
          ? present.revoked
          : takenBack(
              present,
              since.filter((e) => e.at > at),
            ).revoked;
      const score = revoked || !wasThere(agent, at) ? null : (scores[t] ?? null);
      if (score !== null) (columns[t] as Int16Array)[row] = score;
    }
    if (row % AT_ONCE === AT_ONCE - 1) await breathe();
  }
  const ranks: Int32Array[] = [];
  for (const column of columns) {
    ranks.push(ranksOf(column));
    await breathe();
  }
  const chosen = ids ? rowsOf(agents, ids) : followed(ranks, of, limit);
  const valueIn = (column: Int16Array | Int32Array, row: number, none: number) => {
    const value = column[row] ?? none;
    return value === none ? null : value;
  };
  return {
    range,
    stepSeconds: stepMs / 1000,
    times: times.map((at) => new Date(at).toISOString()),
    ranked: ranks.map((column) => column.reduce((n, rank) => n + (rank === NO_RANK ? 0 : 1), 0)),
    exactToSeconds: Math.round(sampleAge(rt.retention.value, rt.now() - (times[0] ?? 0), agents.length) / 1000),
    agents: chosen.map((row) => {
      const { id, name, number } = agents[row] as Lifetime;
      return {
        agentId: id,
        name: rt.fleet.at(number)?.name ?? name,
        ranks: ranks.map((column) => valueIn(column, row, NO_RANK)),
        scores: columns.map((column) => valueIn(column, row, NO_TOTAL)),
      };
    }),
  };
}

/** Whole steps, and now; none from before the database was made. */
function timesOf(range: RankRange, now: number, since: number): { times: number[]; stepMs: number } {
  const { stepMs: usual, steps } = STEPS[range];
  const stepMs = FINER.find((finer) => finer < usual && now - since <= finer * FINER_STEPS) ?? usual;
  const last = Math.floor(now / stepMs) * stepMs;
  const whole = Array.from({ length: steps }, (_, i) => last - (steps - 1 - i) * stepMs);
  return { times: [...whole.filter((at) => at >= since && at < now), now], stepMs };
}

function wasThere({ registeredAt, deregisteredAt }: Lifetime, at: number): boolean {
  return registeredAt <= at && (deregisteredAt === null || deregisteredAt > at);
}

function rowsOf(agents: readonly Lifetime[], ids: readonly string[]): number[] {
  return ids.map((id) => agents.findIndex((agent) => agent.id === id)).filter((row) => row >= 0);
}

async function agentsSince(raw: Database.Database, from: number, breathe: Breathe): Promise<Lifetime[]> {
  const agents: Lifetime[] = [];
  let page: Lifetime[];
  do {
    page = lifetimesSince(raw, from, agents.at(-1)?.number ?? 0, PAGE);
    agents.push(...page);
    await breathe();
  } while (page.length === PAGE);
  return agents;
}

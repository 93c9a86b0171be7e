import { type Actor, authorise } from "../access/action";
import { certifiedAt, validityOf } from "../engine/certification";
import { type FleetAgent, UNKNOWN_SCORE } from "../engine/fleet";
import { SharedAnswer } from "../engine/shared-answer";
import { missingEvidence } from "../registry/attention";
import { isUnmeasurable } from "../registry/audit-due";
import { dropsOf, levelAt, nextDrop } from "../registry/decay";
import { medianOf } from "../registry/fleet";
import type { AwaitedDrop, FleetHealth } from "../registry/fleet-health-shape";
import { levelOf } from "../registry/gate";
import { mayNotBecause } from "../registry/status";
import { TIERS, tierOf } from "../registry/tier";
import { type Runtime, runtime } from "../runtime";
import { certifiedBefore } from "../store/certificates";
import { firstDecisions } from "../store/decisions";
import { signalsSince } from "../store/signals";
import { turns } from "../turns";
import { nextOf } from "./audits-due";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DROP_DAYS = 14;
const MOST_DROPS = 200;
const MOST_TASKS = 2_000;
const SIGNAL_SAMPLE = 5_000;

const shared = new SharedAnswer(counted);

/** The fleet in numbers: tiers and how they changed since yesterday, what decay takes next, who may act, and how it goes. */
export async function readFleetHealth(actor: Actor): Promise<FleetHealth> {
  authorise(actor, "readFleet");
  return shared.ask(runtime());
}

async function counted(rt: Runtime, now: number): Promise<FleetHealth> {
  const { fleet, store, lastSignalRow } = rt;
  const { policy } = fleet.policy;
  const agents = [...fleet.active];
  const health: FleetHealth = {
    asOf: new Date(now).toISOString(),
    agents: agents.length,
    mayAct: 0,
    rated: 0,
    held: 0,
    certified: 0,
    tiers: TIERS.map((tier) => ({ tier, count: 0, change24h: 0 })),
    drops: { days: DROP_DAYS, total: 0, items: [] },
    median: { score: null, change24h: null },
    unrated: { total: 0, noSignals: 0, fewSignals: 0, fewDimensions: 0 },
    signals: { perMinute: 0, reporters: 0 },
    routed: { tasks: 0, atFirstTry: 0 },
    audits: { overdue: 0, withinWeek: 0 },
  };
  const drops: (AwaitedDrop & { instant: number })[] = [];
  const scores: number[] = [];
  const then: number[] = [];
  const breathe = turns();
  for (const agent of agents) {
    const { number, holds, revokedAt } = agent;
    const rated = fleet.rated(agent);
    const dayAgo = fleet.dayAgo[number] ?? UNKNOWN_SCORE;
    if (holds.length > 0) health.held += 1;
    if (mayAct(rt, agent, now)) health.mayAct += 1;
    if (rated) health.rated += 1;
    else
      countUnrated(
        health.unrated,
        missingEvidence(policy, fleet.windows.evidence(number), fleet.windows.coverage(number)),
        rt,
        agent,
      );
    if (rated && revokedAt === null) scores.push(fleet.score(agent));
    if (rated && revokedAt === null && dayAgo !== UNKNOWN_SCORE) then.push(dayAgo);
    countTiers(health, rt, agent, now);
    const drop = dropOf(rt, agent, now);
    if (drop) drops.push(drop);
    const due = agent.audits.openId === null ? nextOf(agent, now) : null;
    if (due?.item.why === "overdue") health.audits.overdue += 1;
    else if (due && due.at <= now + 7 * DAY_MS) health.audits.withinWeek += 1;
    await breathe();
  }
  drops.sort((a, b) => a.instant - b.instant);
  health.drops.total = drops.length;
  health.drops.items = drops.slice(0, MOST_DROPS).map(({ instant: _, ...drop }) => drop);
  const [score, before] = [medianOf(scores), medianOf(then)];
  health.median = {
    score,
    change24h: score === null || before === null || then.length < scores.length / 2 ? null : score - before,
  };
  const { count, reporters } = signalsSince(store.raw, lastSignalRow, now - MINUTE_MS, SIGNAL_SAMPLE);
  health.signals = { perMinute: count, reporters };
  const { tasks, assigned } = firstDecisions(store.raw, now - DAY_MS, MOST_TASKS);
  health.routed = { tasks, atFirstTry: assigned };
  return health;
}

function mayAct({ fleet }: Runtime, agent: FleetAgent, now: number): boolean {
  const codes = mayNotBecause({
    deregistered: false,
    holds: agent.holds,
    certified: certifiedAt(agent.certification, fleet.gate.gate, now),
    revoked: agent.revokedAt !== null,
    rated: fleet.rated(agent),
    unmeasurable: isUnmeasurable(agent.audits),
  });
  return codes.length === 0;
}

function countUnrated(
  unrated: FleetHealth["unrated"],
  missing: { signals: number; dimensions: number },
  { fleet }: Runtime,
  { number }: FleetAgent,
): void {
  unrated.total += 1;
  if (fleet.windows.evidence(number) === 0) unrated.noSignals += 1;
  else if (missing.signals > 0) unrated.fewSignals += 1;
  else unrated.fewDimensions += 1;
}

/** Counts the agent's tier now, and takes away from the change the one it had a day ago. */
function countTiers(health: FleetHealth, { fleet, store }: Runtime, agent: FleetAgent, now: number): void {
  const { gate } = fleet.gate;
  const level = certifiedAt(agent.certification, gate, now)?.level ?? null;
  const yesterday = now - DAY_MS;
  const { current } = agent.certification;
  const former = current && current.issuedAt <= yesterday ? current : certifiedBefore(store.raw, agent.number, yesterday);
  const before =
    former && levelAt(levelOf(gate, former.robustness), dropsOf(gate, former.robustness, former.issuedAt), yesterday);
  const [present, past] = [level === null ? undefined : health.tiers[level], before === null ? undefined : health.tiers[before]];
  if (present) {
    health.certified += 1;
    present.count += 1;
    present.change24h += 1;
  }
  if (past) past.change24h -= 1;
}

function dropOf({ fleet }: Runtime, agent: FleetAgent, now: number): (AwaitedDrop & { instant: number }) | null {
  const validity = validityOf(agent.certification, fleet.gate.gate);
  const drop = validity && nextDrop(validity.drops, now);
  if (!drop || drop.at > now + DROP_DAYS * DAY_MS) return null;
  const { at, from, to, dimensions } = drop;
  return {
    agentId: agent.id,
    name: agent.name,
    at: new Date(at).toISOString(),
    from: tierOf(from),
    to: tierOf(to),
    dimensions,
    instant: at,
  };
}

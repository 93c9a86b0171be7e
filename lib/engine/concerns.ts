import { type AgentFacts, byUrgency, type Concern, concernOf, concernOfTask, FAILED_AUDIT_FOR_MS } from "../registry/attention";
import { isAuditOverdue, overdueFrom } from "../registry/audit-due";
import { nextDrop } from "../registry/decay";
import type { Runtime } from "../runtime";
import { newestFailures } from "../store/audits";
import { lostTasks, unassignedTasks } from "../store/tasks";
import { turns } from "../turns";
import { validityOf } from "./certification";
import { type FleetAgent, UNKNOWN_SCORE } from "./fleet";
import { SharedAnswer } from "./shared-answer";
import { spotOf } from "./spot-audits";
import { expiryOf } from "./task-state";

/** Tasks that are looked at: more than that nobody goes through by hand. */
const MOST_TASKS = 500;
/** What came to nothing is worth a look for so long, ms. */
const LOST_FOR_MS = 3_600_000;

/** What needs somebody, most urgent first, at an instant (epoch ms); `agents` is the size of the fleet. */
export type Concerns = { at: number; agents: number; concerns: readonly Concern[] };

const shared = new SharedAnswer(find);

/** What needs somebody now. */
export function currentConcerns(rt: Runtime): Promise<Concerns> {
  return shared.ask(rt);
}

async function find(rt: Runtime, now: number): Promise<Concerns> {
  const { fleet, store } = rt;
  const { policy } = fleet.policy;
  const failures = new Map<number, number>();
  for (const { agentNumber, finishedAt } of newestFailures(store.raw, now - FAILED_AUDIT_FOR_MS))
    if (!failures.has(agentNumber)) failures.set(agentNumber, finishedAt);
  const concerns: Concern[] = [];
  const breathe = turns();
  const agents = [...fleet.active];
  for (const agent of agents) {
    const concern = concernOf(factsOf(rt, agent, failures.get(agent.number) ?? null, now), policy, now);
    if (concern) concerns.push(concern);
    await breathe();
  }
  for (const task of unassignedTasks(store.raw, MOST_TASKS)) {
    const until = expiryOf({ task, attempt: null }) ?? task.postedAt;
    concerns.push(concernOfTask({ taskId: task.id, kind: "unroutable", at: task.postedAt, until }));
  }
  for (const { id, finishedAt, postedAt } of lostTasks(store.raw, now - LOST_FOR_MS, MOST_TASKS))
    concerns.push(concernOfTask({ taskId: id, kind: "task_failed", at: finishedAt ?? postedAt }));
  return { at: now, agents: agents.length, concerns: concerns.sort(byUrgency) };
}

/** `failedAt`: when its newest conclusive audit ended, if that failed. */
function factsOf({ fleet }: Runtime, agent: FleetAgent, failedAt: number | null, now: number): AgentFacts {
  const { number, audits, certification, holds, journaled } = agent;
  const { gate } = fleet.gate;
  const validity = validityOf(certification, gate);
  const spot = spotOf(agent, gate);
  const score = fleet.score(agent);
  const dayAgo = fleet.dayAgo[number] ?? UNKNOWN_SCORE;
  const replaced = failedAt !== null && (certification.previous?.issuedAt ?? 0) > failedAt;
  return {
    agentId: agent.id,
    score,
    rated: fleet.rated(agent),
    atRisk: fleet.atRisk(agent),
    revokedAt: agent.revokedAt,
    heldAt: holds.length === 0 ? null : Math.min(...holds.map(({ since }) => since)),
    atRiskAt: journaled.atRisk ? journaled.atRiskAt : null,
    delta24h: dayAgo === UNKNOWN_SCORE ? null : score - dayAgo,
    lastSignalAt: (fleet.lastSignalAt[number] ?? 0) || null,
    signals: fleet.windows.evidence(number),
    coverage: fleet.windows.coverage(number),
    certified: validity && certification.current && { level: validity.certifiedLevel, issuedAt: certification.current.issuedAt },
    lastDrop: validity?.drops.findLast((drop) => drop.at <= now) ?? null,
    nextDrop: validity && nextDrop(validity.drops, now),
    auditOpen: audits.openId !== null,
    auditFailedAt: replaced ? null : failedAt,
    inconclusiveAt: audits.inconclusive.at(-1)?.at ?? null,
    overdueAt: isAuditOverdue(spot, audits, now) ? (overdueFrom(spot) ?? audits.inconclusive.at(-1)?.at ?? now) : null,
  };
}

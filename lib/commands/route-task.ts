import type { Bids } from "../engine/candidates";
import { find, questionAgain } from "../engine/routing";
import { followTask } from "../engine/task-state";
import { cut } from "../registry/cut";
import type { Decision } from "../routing/decision-shape";
import { keptFinding } from "../routing/kept-finding";
import { afterAssignment } from "../routing/work";
import { runtime } from "../runtime";
import { newId, sha256 } from "../store/journal";
import type { TaskRow } from "../store/tasks";
import type { GroupCommit } from "./group-commit";

/** What identifies a task in the journal, where its text is too long. */
export const titleOf = (description: string): string => cut(description.trim().split("\n", 1)[0] ?? "", 80);

/** An attempt before anything came of it. */
const NOT_BEGUN = {
  status: "assigned",
  startedAt: null,
  endedAt: null,
  durationMs: null,
  tokensUsed: null,
  failureReason: null,
  result: null,
  checks: null,
} as const;

/** What a decision weighs in a group commit, in signals. */
export const DECISION_SIZE = 25;

export type Routed = {
  row: TaskRow;
  attempt: number;
  bids: Bids | null;
  /** Who tried before, by id. */
  tried: ReadonlySet<string>;
  actor: string;
  /** Entry because of which the task is decided. */
  cause: string;
};

/**
 * Decides who gets a task, and gives it to that agent: decision, candidates, attempt, state and entry are written together or
 * not at all.
 */
export function routeTask(commit: GroupCommit, { row, attempt, bids, tried, actor, cause }: Routed): Decision {
  const { decisions, tasks, fleet, metrics } = runtime();
  const { now } = commit;
  const { finding, contest, digest } = find(questionAgain(row, bids, tried), now);
  const scoresDigest = digest();
  const kept = keptFinding(finding, contest);
  const winner = finding.recommended === null ? null : (fleet.find(finding.recommended) ?? null);
  const [first] = finding.candidates;
  const id = newId();
  const number = decisions.insert({
    id,
    taskNumber: row.number,
    attempt,
    decidedAt: now,
    outcome: finding.outcome,
    finding: kept,
    recommended: winner?.number ?? null,
    assigned: winner?.number ?? null,
  });
  for (const { agentId, rank, combined } of finding.candidates) {
    const agent = fleet.find(agentId);
    if (agent) decisions.insertCandidate(number, agent.number, rank, combined);
  }
  const priceSats = winner ? (first?.bidSats ?? 0) : 0;
  const given = winner && {
    ...NOT_BEGUN,
    taskNumber: row.number,
    attempt,
    agentNumber: winner.number,
    decisionNumber: number,
    priceSats,
    assignedAt: now,
  };
  if (winner && given) {
    tasks.insertAttempt(given);
    commit.remember(winner);
    winner.work = afterAssignment(winner.work, priceSats + row.penaltySats, now);
    fleet.settle(winner);
  }
  tasks.setTask(row.number, winner ? "assigned" : "posted", null);
  commit.entry({
    type: "routing.decided",
    ...(winner && { agentId: winner.id }),
    actor,
    cause,
    data: {
      decisionId: id,
      taskId: row.id,
      title: titleOf(row.description),
      attempt,
      outcome: finding.outcome,
      ...(winner && { priceSats }),
      policy: finding.policy.name,
      policyVersion: finding.policy.version,
      reason: finding.reason,
      digest: sha256(kept),
      ...(scoresDigest !== null && { scoresDigest }),
    },
  });
  commit.onCommitted(() => {
    metrics.decisions.inc({ outcome: finding.outcome });
    followTask(row.number, { task: { ...row, status: winner ? "assigned" : "posted" }, attempt: given });
  });
  return {
    id,
    taskId: row.id,
    description: row.description,
    attempt,
    assigned: winner?.id ?? null,
    taskStatus: winner ? "assigned" : "posted",
    decidedAt: new Date(now).toISOString(),
    ...finding,
  };
}

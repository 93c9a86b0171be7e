import type { Actor } from "../access/action";
import { bidsOf } from "../engine/routing";
import { factsOf, followTask, type TaskState } from "../engine/task-state";
import { consequenceOf, paidSats, signalsOf, type TaskEvent } from "../routing/life-cycle";
import type { CheckResult } from "../routing/task-shape";
import { afterEnding } from "../routing/work";
import { runtime } from "../runtime";
import { decisionIds, findDecision, presentDecision } from "../store/decisions";
import { newId, sha256 } from "../store/journal";
import { attemptsInShort, type TaskRow } from "../store/tasks";
import { evidenceOf } from "../trust/signal";
import type { GroupCommit } from "./group-commit";
import { routeTask, titleOf } from "./route-task";

/** What an attempt came to. `delivered`: there was a result to judge, or somebody's judgement. */
export type Delivery = {
  delivered: boolean;
  result: string | null;
  checks: readonly CheckResult[];
  tokensUsed: number | null;
  durationMs: number | null;
  /** Why it was not accepted. */
  reason: string | null;
};

/** Of an attempt whose time was up. */
export const NOTHING: Delivery = { delivered: false, result: null, checks: [], tokensUsed: null, durationMs: null, reason: null };

/** What an ending weighs in a group commit, in signals. */
export const SETTLEMENT_SIZE = 10;

/**
 * Ends the open attempt at a task by an event: state, payment or penalty, signals and entry are written together, and so is
 * the decision who tries next. Does nothing where the event does not apply, so that no attempt ends twice.
 */
export function settleAttempt(
  commit: GroupCommit,
  { task, attempt }: TaskState,
  event: TaskEvent,
  delivery: Delivery,
  actor: Actor,
): void {
  const consequence = consequenceOf(factsOf({ task, attempt }), event, commit.now);
  if (!consequence?.ending || !attempt) return;
  const { ending, again } = consequence;
  const { fleet, tasks, store } = runtime();
  const agent = fleet.at(attempt.agentNumber);
  if (!agent) throw new Error(`the agent of attempt ${attempt.attempt} at task ${task.id} is gone`);
  const { result, checks, tokensUsed, durationMs, reason } = delivery;
  const decisionId = decisionIds(store.raw, task.number).get(attempt.decisionNumber) ?? "";
  const paid = paidSats(ending, { priceSats: attempt.priceSats, penaltySats: task.penaltySats });
  const entryId = newId();
  tasks.endAttempt({
    taskNumber: task.number,
    attempt: attempt.attempt,
    status: ending,
    endedAt: commit.now,
    durationMs,
    tokensUsed,
    failureReason: reason,
    result,
    checks: JSON.stringify(checks),
  });
  commit.entry({
    id: entryId,
    type: `task.${ending}`,
    agentId: agent.id,
    actor: actor.name,
    data: {
      taskId: task.id,
      title: titleOf(task.description),
      decisionId,
      attempt: attempt.attempt,
      paidSats: paid,
      ...(reason !== null && { reason }),
      ...(checks.length > 0 && { checks: checks.map(({ kind, passed }) => ({ kind, passed })) }),
      ...(result !== null && { resultDigest: sha256(result) }),
    },
  });
  commit.remember(agent);
  agent.work = afterEnding(agent.work, attempt.priceSats + task.penaltySats, ending, durationMs);
  if (paid !== 0) commit.pay(agent, paid > 0 ? "payment" : "penalty", paid, actor.name, `Task ${task.id}`, entryId);
  if (!agent.deregistered) {
    const ended = {
      ...delivery,
      taskId: task.id,
      attempt: attempt.attempt,
      agentId: agent.id,
      decisionId,
      ending,
      judge: actor.name,
      postedBy: task.postedBy,
      tokensBudget: task.tokensBudget,
      timeBudgetMs: task.timeBudgetMs,
    };
    for (const signal of signalsOf(ended)) commit.signal(evidenceOf(signal), actor);
  }
  fleet.settle(agent);
  if (!(again && isRouted(commit, task, actor, entryId))) tasks.setTask(task.number, ending, commit.now);
  commit.onCommitted(() => followTask(task.number));
}

/** Whether somebody who has not tried yet got the task. */
function isRouted(commit: GroupCommit, task: TaskRow, actor: Actor, cause: string): boolean {
  const { fleet, store } = runtime();
  const [firstId] = decisionIds(store.raw, task.number).values();
  const first = firstId === undefined ? undefined : findDecision(store.raw, firstId);
  if (!first) return false;
  const { decision, contest } = presentDecision(first);
  const tried = attemptsInShort(store.raw, task.number);
  const { assigned } = routeTask(commit, {
    row: task,
    attempt: tried.length + 1,
    bids: bidsOf(decision, contest),
    tried: new Set(tried.flatMap(({ agentNumber }) => fleet.at(agentNumber)?.id ?? [])),
    actor: actor.name,
    cause,
  });
  return assigned !== null;
}

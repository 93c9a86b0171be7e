import { type Actor, authorise } from "../access/action";
import { taskState } from "../engine/task-state";
import { taskById } from "../reads/tasks";
import { Refusal } from "../refusal";
import { allPassed, firstFailure, judgeResult } from "../routing/checks";
import type { Task, TaskCheck, TaskOutcome } from "../routing/task-shape";
import { runtime } from "../runtime";
import { findTask, type TaskRow } from "../store/tasks";
import { inGroup } from "./group-commit";
import { SETTLEMENT_SIZE, settleAttempt } from "./settle-attempt";

/**
 * Says what came of a task, and settles it: the declared checks judge the result, whatever `success` says. A task that is
 * done or failed already is answered as it is. Refuses 404 `routing/unknown-task`, 409 `routing/task-not-assigned` and
 * `routing/task-expired`.
 */
export async function reportOutcome(actor: Actor, id: string, outcome: TaskOutcome): Promise<Task> {
  authorise(actor, "reportOutcome");
  const { number, checks } = taskOf(id);
  const { success, result, tokensUsed = null, durationMs = null, failureReason } = outcome;
  const judged = judgeResult(JSON.parse(checks) as TaskCheck[], result);
  const accepted = success && allPassed(judged);
  const reason = accepted ? null : ((success ? null : failureReason) ?? firstFailure(judged));
  await inGroup(SETTLEMENT_SIZE, (commit) => {
    const state = taskState(number);
    if (!state?.attempt || state.task.status === "posted")
      throw new Refusal(409, "routing/task-not-assigned", "Nobody has this task, so there is no outcome to report.");
    if (state.task.status === "expired")
      throw new Refusal(409, "routing/task-expired", "The task expired before its outcome was reported.");
    const delivery = { delivered: true, result: result ?? null, checks: judged, tokensUsed, durationMs, reason };
    settleAttempt(commit, state, { kind: "reported", accepted }, delivery, actor);
  });
  return taskById(id);
}

function taskOf(id: string): TaskRow {
  const task = findTask(runtime().store.raw, id);
  if (!task) throw new Refusal(404, "routing/unknown-task", `There is no task ${id}.`);
  return task;
}

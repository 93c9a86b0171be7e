import { SYSTEM } from "../access/action";
import { expiryOf, followTask, taskState } from "../engine/task-state";
import { runtime } from "../runtime";
import type { TaskRow } from "../store/tasks";
import { type GroupCommit, inGroup } from "./group-commit";
import { DECISION_SIZE, titleOf } from "./route-task";
import { NOTHING, SETTLEMENT_SIZE, settleAttempt } from "./settle-attempt";

/** Ends what these tasks are in, where its time is up: the attempt, or a task that nobody took. */
export async function expireTasks(numbers: readonly number[]): Promise<void> {
  await Promise.all(numbers.map((number) => inGroup(SETTLEMENT_SIZE + DECISION_SIZE, (commit) => expire(commit, number))));
}

function expire(commit: GroupCommit, number: number): void {
  const state = taskState(number);
  const expiry = state && expiryOf(state);
  if (state && expiry !== null && expiry <= commit.now) {
    if (state.task.status === "posted") expireUntaken(commit, state.task);
    else settleAttempt(commit, state, { kind: "timed_out" }, { ...NOTHING, reason: "The time was up." }, SYSTEM);
  }
  commit.onCommitted(() => followTask(number));
}

function expireUntaken(commit: GroupCommit, task: TaskRow): void {
  runtime().tasks.setTask(task.number, "expired", commit.now);
  commit.entry({
    type: "task.expired",
    actor: SYSTEM.name,
    data: { taskId: task.id, title: titleOf(task.description) },
  });
}

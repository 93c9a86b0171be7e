import { expiresAt, isOpen, type TaskFacts } from "../routing/life-cycle";
import { runtime } from "../runtime";
import { type AttemptRow, attemptsInShort, openTasks, type TaskRow, taskByNumber } from "../store/tasks";
import { turns } from "../turns";

/** A task and its newest attempt, without its result, if somebody ever had it. */
export type TaskState = { task: TaskRow; attempt: AttemptRow | null };

/** Null where there is no such task. */
export function taskState(number: number): TaskState | null {
  const { raw } = runtime().store;
  const task = taskByNumber(raw, number);
  return task ? { task, attempt: attemptsInShort(raw, number).at(-1) ?? null } : null;
}

/** When the present state times out, epoch ms; null for a task that is over. */
export function expiryOf({ task, attempt }: TaskState): number | null {
  return expiresAt(task.status, sinceOf({ task, attempt }), { ...task, dispatch: task.dispatch === 1 });
}

function sinceOf({ task, attempt }: TaskState): number {
  if (task.status === "assigned" && attempt) return attempt.assignedAt;
  if (task.status === "running" && attempt) return attempt.startedAt ?? attempt.assignedAt;
  return task.postedAt;
}

/** What its events concern. */
export function factsOf({ task: { status, dispatch, deadline }, attempt }: TaskState): TaskFacts {
  return { status, deadline, dispatch: dispatch === 1, attempts: attempt?.attempt ?? 0 };
}

/**
 * Brings timers and dispatcher in line with what the store holds of a task. To be called after every commit that changed its
 * state or who has it; calling it once more does no harm. `state` where the caller has just stored it.
 */
export function followTask(number: number, state = taskState(number)): void {
  const { deadlines, dispatcher } = runtime();
  deadlines.set(number, state && expiryOf(state));
  if (state?.attempt && state.task.dispatch === 1 && state.task.status !== "posted" && isOpen(state.task.status))
    dispatcher.admit({ taskNumber: number, attempt: state.attempt.attempt, agentNumber: state.attempt.agentNumber });
  else dispatcher.dismiss(number);
}

/** The same for all that were not over when the process ended. */
export async function followOpenTasks(): Promise<void> {
  const breathe = turns();
  for (const { number } of openTasks(runtime().store.raw)) {
    followTask(number);
    await breathe();
  }
}

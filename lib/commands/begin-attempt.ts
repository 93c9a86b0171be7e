import { SYSTEM } from "../access/action";
import type { Errand, Prompt } from "../engine/dispatcher";
import { expiryOf, factsOf, followTask, type TaskState, taskState } from "../engine/task-state";
import { consequenceOf, expiresAt } from "../routing/life-cycle";
import { runtime } from "../runtime";
import { decisionIds } from "../store/decisions";
import type { AttemptRow, TaskRow } from "../store/tasks";
import { type GroupCommit, inGroup } from "./group-commit";
import { titleOf } from "./route-task";

/** What an answer may have where the task sets no budget, and at most. */
const TOKENS = 4_096;
const MOST_TOKENS = 32_768;

/**
 * Notes that an attempt is being put to its agent's endpoint; one that is running already goes on, because a restart lost its
 * answer. A sentence says why the agent must not be asked any more; null where there is nothing to ask: the attempt is over,
 * with somebody else, or out of time.
 */
export function beginAttempt(errand: Errand): Promise<Prompt | string | null> {
  return inGroup(1, (commit) => {
    const state = openErrand(errand);
    const expiry = state && expiryOf(state);
    if (!state || expiry === null || expiry <= commit.now) return null;
    const bar = barTo(errand.agentNumber);
    if (bar !== null) return bar;
    if (state.task.status === "running") return promptOf(state.task, expiry - commit.now);
    return begin(commit, state);
  });
}

function begin(commit: GroupCommit, state: TaskState & { attempt: AttemptRow }): Prompt | null {
  const { task, attempt } = state;
  const consequence = consequenceOf(factsOf(state), { kind: "begun" }, commit.now);
  if (!consequence) return null;
  const { tasks, fleet, store } = runtime();
  tasks.startAttempt(task.number, attempt.attempt, commit.now);
  tasks.setTask(task.number, consequence.status, null);
  commit.entry({
    type: "task.started",
    agentId: fleet.at(attempt.agentNumber)?.id,
    actor: SYSTEM.name,
    data: {
      taskId: task.id,
      title: titleOf(task.description),
      decisionId: decisionIds(store.raw, task.number).get(attempt.decisionNumber),
      attempt: attempt.attempt,
    },
  });
  commit.onCommitted(() => followTask(task.number));
  const expiry = expiresAt("running", commit.now, { ...task, dispatch: true }) ?? commit.now;
  return promptOf(task, expiry - commit.now);
}

/** Who was revoked or held since is asked nothing more. Debts are no such hold: working them off must stay possible. */
function barTo(agentNumber: number): string | null {
  const agent = runtime().fleet.at(agentNumber);
  if (!agent || agent.deregistered) return "The agent is deregistered.";
  if (agent.revokedAt !== null) return "The agent is revoked.";
  const hold = agent.holds.find(({ cause }) => cause !== "insolvent");
  return hold ? `The agent is held: ${hold.cause.replaceAll("_", " ")}.` : null;
}

/** The task of an errand, if the attempt is still its newest, open and in the same hands. */
export function openErrand({ taskNumber, attempt, agentNumber }: Errand): (TaskState & { attempt: AttemptRow }) | null {
  const state = taskState(taskNumber);
  const newest = state?.attempt;
  if (!state || newest?.attempt !== attempt || newest.agentNumber !== agentNumber) return null;
  const isOpen = newest.status === "assigned" || newest.status === "running";
  return isOpen ? { task: state.task, attempt: newest } : null;
}

function promptOf({ description, tokensBudget }: TaskRow, timeMs: number): Prompt {
  return { description, maxTokens: Math.min(tokensBudget ?? TOKENS, MOST_TOKENS), timeMs };
}

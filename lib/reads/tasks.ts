import { type Actor, authorise } from "../access/action";
import { expiryOf } from "../engine/task-state";
import { Refusal } from "../refusal";
import { tierOf } from "../registry/tier";
import { paidSats } from "../routing/life-cycle";
import type { CheckResult, Task, TaskAttempt, TaskCheck, TaskStatus } from "../routing/task-shape";
import { runtime } from "../runtime";
import { decisionIds } from "../store/decisions";
import { pageOfRows } from "../store/page";
import { type AttemptRow, attemptsInShort, attemptsOf, findTask, listTasks, type TaskRow } from "../store/tasks";

export type TasksQuery = { status?: readonly TaskStatus[]; agentId?: string; limit: number; cursor?: string };

/** One task with its attempts. Refuses 404 `routing/unknown-task`. */
export function readTask(actor: Actor, id: string): Task {
  authorise(actor, "readFleet");
  return taskById(id);
}

/** Tasks, newest first, without results; of an agent those that it was given. Refuses 404 `registry/unknown-agent`. */
export function readTasks(actor: Actor, query: TasksQuery): { items: Task[]; nextCursor: string | null } {
  authorise(actor, "readFleet");
  const { fleet, store } = runtime();
  const { status, agentId, limit, cursor } = query;
  const agent = agentId === undefined ? undefined : fleet.find(agentId);
  if (agentId !== undefined && !agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${agentId} is registered.`);
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (!(Number.isSafeInteger(before) && before > 0))
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  const rows = listTasks(store.raw, { statuses: status, agentNumber: agent?.number, before, limit: limit + 1 });
  const { items, more } = pageOfRows(rows, limit, (row) => row.description.length + row.checks.length);
  return {
    items: items.map((row) => presentTask(row, attemptsInShort(store.raw, row.number))),
    nextCursor: more ? String(items.at(-1)?.number) : null,
  };
}

/** For a command that has authorised its own action. */
export function taskById(id: string): Task {
  const { raw } = runtime().store;
  const row = findTask(raw, id);
  if (!row) throw new Refusal(404, "routing/unknown-task", `There is no task ${id}.`);
  return presentTask(row, attemptsOf(raw, row.number));
}

function presentTask(row: TaskRow, attempts: readonly AttemptRow[]): Task {
  const decisions = decisionIds(runtime().store.raw, row.number);
  const newest = attempts.at(-1) ?? null;
  const { id, status, description, budgetSats, tokensBudget, timeBudgetMs, penaltySats, policy, postedBy } = row;
  return {
    id,
    status,
    description,
    requiredCapabilities: JSON.parse(row.requiredCapabilities) as string[],
    minTier: tierOf(row.minLevel),
    budgetSats,
    tokensBudget,
    timeBudgetMs,
    penaltySats,
    deadline: timeOf(row.deadline),
    checks: JSON.parse(row.checks) as TaskCheck[],
    policy,
    dispatch: row.dispatch === 1,
    postedAt: new Date(row.postedAt).toISOString(),
    postedBy,
    expiresAt: timeOf(expiryOf({ task: row, attempt: newest })),
    finishedAt: timeOf(row.finishedAt),
    decisionId: [...decisions.values()].at(-1) ?? "",
    assigned: newest && agentIdOf(newest),
    attempts: attempts.map((attempt) => presentAttempt(attempt, row, decisions.get(attempt.decisionNumber) ?? "")),
  };
}

function presentAttempt(row: AttemptRow, { penaltySats }: TaskRow, decisionId: string): TaskAttempt {
  const { attempt, priceSats, status, durationMs, tokensUsed, failureReason, result, checks } = row;
  return {
    attempt,
    decisionId,
    agentId: agentIdOf(row),
    priceSats,
    penaltySats,
    status,
    assignedAt: new Date(row.assignedAt).toISOString(),
    startedAt: timeOf(row.startedAt),
    endedAt: timeOf(row.endedAt),
    durationMs,
    tokensUsed,
    paidSats: status === "assigned" || status === "running" ? null : paidSats(status, { priceSats, penaltySats }),
    failureReason,
    checks: checks === null ? [] : (JSON.parse(checks) as CheckResult[]),
    result,
  };
}

function agentIdOf({ agentNumber }: AttemptRow): string {
  return runtime().fleet.at(agentNumber)?.id ?? "";
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

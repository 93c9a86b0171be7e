import type Database from "better-sqlite3";
import type { TaskStatus } from "../routing/task-shape";
import { afterAssignment, afterEnding, type Ending, NO_WORK, type Work } from "../routing/work";
import { prepared } from "./prepared";

/** A task as it is kept. Sats are whole, times epoch ms; lists are JSON; `minLevel` is 0–5. */
export type TaskRow = {
  number: number;
  id: string;
  status: TaskStatus;
  description: string;
  requiredCapabilities: string;
  minLevel: number;
  budgetSats: number | null;
  tokensBudget: number | null;
  timeBudgetMs: number | null;
  penaltySats: number;
  deadline: number | null;
  checks: string;
  policy: string;
  /** 0 or 1. */
  dispatch: number;
  postedAt: number;
  postedBy: string;
  finishedAt: number | null;
};

export type AttemptRow = {
  taskNumber: number;
  attempt: number;
  agentNumber: number;
  decisionNumber: number;
  status: "assigned" | "running" | Ending;
  priceSats: number;
  assignedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  durationMs: number | null;
  tokensUsed: number | null;
  failureReason: string | null;
  result: string | null;
  checks: string | null;
};

const TASK = `number, id, status, description, requiredCapabilities, minLevel, budgetSats, tokensBudget, timeBudgetMs, penaltySats,
  deadline, checks, policy, dispatch, postedAt, postedBy, finishedAt`;
const ATTEMPT = `taskNumber, attempt, agentNumber, decisionNumber, status, priceSats, assignedAt, startedAt, endedAt, durationMs,
  tokensUsed, failureReason, checks`;
const OF_TASK = "taskNumber = ? ORDER BY attempt";

/** The writes of tasks and attempts, for a group commit. */
export class TaskStatements {
  private readonly statements;

  constructor(raw: Database.Database) {
    this.statements = {
      insertTask: raw.prepare(
        `INSERT INTO Task (id, status, description, requiredCapabilities, minLevel, budgetSats, tokensBudget, timeBudgetMs,
           penaltySats, deadline, checks, policy, dispatch, postedAt, postedBy)
         VALUES (@id, @status, @description, @requiredCapabilities, @minLevel, @budgetSats, @tokensBudget, @timeBudgetMs,
           @penaltySats, @deadline, @checks, @policy, @dispatch, @postedAt, @postedBy)`,
      ),
      setTask: raw.prepare("UPDATE Task SET status = ?, finishedAt = ? WHERE number = ?"),
      insertAttempt: raw.prepare(
        `INSERT INTO Attempt (taskNumber, attempt, agentNumber, decisionNumber, status, priceSats, assignedAt)
         VALUES (?, ?, ?, ?, 'assigned', ?, ?)`,
      ),
      reassign: raw.prepare(
        "UPDATE Attempt SET agentNumber = ?, priceSats = ?, assignedAt = ? WHERE taskNumber = ? AND attempt = ? AND status = 'assigned'",
      ),
      startAttempt: raw.prepare("UPDATE Attempt SET status = 'running', startedAt = ? WHERE taskNumber = ? AND attempt = ?"),
      endAttempt: raw.prepare(
        `UPDATE Attempt SET status = @status, endedAt = @endedAt, durationMs = @durationMs, tokensUsed = @tokensUsed,
           failureReason = @failureReason, result = @result, checks = @checks WHERE taskNumber = @taskNumber AND attempt = @attempt`,
      ),
    };
  }

  /** Answers the task's number. */
  insertTask(task: Omit<TaskRow, "number" | "finishedAt">): number {
    return Number(this.statements.insertTask.run(task).lastInsertRowid);
  }

  setTask(number: number, status: TaskStatus, finishedAt: number | null): void {
    this.statements.setTask.run(status, finishedAt, number);
  }

  insertAttempt(
    attempt: Pick<AttemptRow, "taskNumber" | "attempt" | "agentNumber" | "decisionNumber" | "priceSats" | "assignedAt">,
  ): void {
    const { taskNumber, attempt: tried, agentNumber, decisionNumber, priceSats, assignedAt } = attempt;
    this.statements.insertAttempt.run(taskNumber, tried, agentNumber, decisionNumber, priceSats, assignedAt);
  }

  /** Gives an attempt that has not begun to another agent. */
  reassign(to: Pick<AttemptRow, "taskNumber" | "attempt" | "agentNumber" | "priceSats" | "assignedAt">): void {
    this.statements.reassign.run(to.agentNumber, to.priceSats, to.assignedAt, to.taskNumber, to.attempt);
  }

  startAttempt(taskNumber: number, attempt: number, at: number): void {
    this.statements.startAttempt.run(at, taskNumber, attempt);
  }

  endAttempt(
    end: Pick<AttemptRow, "taskNumber" | "attempt" | "durationMs" | "tokensUsed" | "failureReason" | "result" | "checks"> & {
      status: Ending;
      endedAt: number;
    },
  ): void {
    this.statements.endAttempt.run(end);
  }
}

export function findTask(raw: Database.Database, id: string): TaskRow | undefined {
  return prepared<[string], TaskRow>(raw, `SELECT ${TASK} FROM Task WHERE id = ?`).get(id);
}

export function taskByNumber(raw: Database.Database, number: number): TaskRow | undefined {
  return prepared<[number], TaskRow>(raw, `SELECT ${TASK} FROM Task WHERE number = ?`).get(number);
}

/** A task's attempts, the first one first. */
export function attemptsOf(raw: Database.Database, taskNumber: number): AttemptRow[] {
  return prepared<[number], AttemptRow>(raw, `SELECT ${ATTEMPT}, result FROM Attempt WHERE ${OF_TASK}`).all(taskNumber);
}

/** The same without results, which may be long. */
export function attemptsInShort(raw: Database.Database, taskNumber: number): AttemptRow[] {
  return prepared<[number], AttemptRow>(raw, `SELECT ${ATTEMPT}, NULL AS result FROM Attempt WHERE ${OF_TASK}`).all(taskNumber);
}

/** When an agent was last given a task that it kept, epoch ms; null where it never was. */
export function lastAssignedAt(raw: Database.Database, agentNumber: number): number | null {
  const sql = "SELECT max(assignedAt) AS at FROM Attempt WHERE agentNumber = ?";
  return prepared<[number], { at: number | null }>(raw, sql).get(agentNumber)?.at ?? null;
}

/** Tasks that are not over, in the order they were posted. */
export function openTasks(raw: Database.Database): TaskRow[] {
  return raw
    .prepare<[], TaskRow>(`SELECT ${TASK} FROM Task WHERE status IN ('posted', 'assigned', 'running') ORDER BY number`)
    .all();
}

/**
 * Newest first, those before a number, `limit` at most, to be read as far as they are wanted; `agentNumber`: those that the
 * agent was given.
 */
export function listTasks(
  raw: Database.Database,
  filter: { statuses?: readonly TaskStatus[]; agentNumber?: number; before: number; limit: number },
): Iterable<TaskRow> {
  const { statuses = [], agentNumber, before, limit } = filter;
  const conditions = ["number < ?"];
  const values: (string | number)[] = [before];
  if (statuses.length > 0) {
    conditions.push(`status IN (${statuses.map(() => "?").join(", ")})`);
    values.push(...statuses);
  }
  if (agentNumber !== undefined) {
    conditions.push("number IN (SELECT taskNumber FROM Attempt WHERE agentNumber = ?)");
    values.push(agentNumber);
  }
  return prepared<(string | number)[], TaskRow>(
    raw,
    `SELECT ${TASK} FROM Task WHERE ${conditions.join(" AND ")} ORDER BY number DESC LIMIT ?`,
  ).iterate(...values, limit);
}

/** Tasks that nobody has, the oldest first, `limit` at most. */
export function unassignedTasks(raw: Database.Database, limit: number): TaskRow[] {
  return prepared<[number], TaskRow>(raw, `SELECT ${TASK} FROM Task WHERE status = 'posted' ORDER BY number LIMIT ?`).all(limit);
}

/** Of the newest `limit` tasks that failed or ran out of time: those since an instant (epoch ms) that nobody or several tried. */
export function lostTasks(raw: Database.Database, since: number, limit: number): TaskRow[] {
  return prepared<[number, number], TaskRow>(
    raw,
    `SELECT * FROM (
       SELECT ${TASK} FROM Task WHERE status IN ('failed', 'expired') ORDER BY number DESC LIMIT ?
     ) WHERE finishedAt >= ? AND (status = 'expired' OR EXISTS (SELECT 1 FROM Attempt WHERE taskNumber = number AND attempt > 1))`,
  ).all(limit, since);
}

type Past = Pick<AttemptRow, "agentNumber" | "status" | "priceSats" | "assignedAt" | "durationMs"> & { penaltySats: number };

/** What every agent has on its hands and has done, by its number. */
export function workOfAll(raw: Database.Database): Map<number, Work> {
  const found = new Map<number, Work>();
  const attempts = raw.prepare<[], Past>(
    `SELECT agentNumber, Attempt.status, priceSats, assignedAt, durationMs, penaltySats
       FROM Attempt JOIN Task ON Task.number = taskNumber ORDER BY endedAt IS NULL, endedAt, taskNumber, attempt`,
  );
  for (const { agentNumber, status, priceSats, penaltySats, assignedAt, durationMs } of attempts.iterate()) {
    const before = found.get(agentNumber) ?? NO_WORK;
    const exposure = priceSats + penaltySats;
    const given = afterAssignment(before, exposure, Math.max(before.lastWonAt ?? 0, assignedAt));
    const isOpen = status === "assigned" || status === "running";
    found.set(agentNumber, isOpen ? given : afterEnding(given, exposure, status, durationMs));
  }
  return found;
}

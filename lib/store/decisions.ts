import type Database from "better-sqlite3";
import type { Contest } from "../routing/decide";
import type { Decision, Outcome } from "../routing/decision-shape";
import { findingOf } from "../routing/kept-finding";
import type { TaskStatus } from "../routing/task-shape";
import { prepared } from "./prepared";

/** A decision as it is kept, with its task's id and text and the ids of the agents it names. Times are epoch ms. */
export type DecisionRow = {
  number: number;
  id: string;
  taskNumber: number;
  taskId: string;
  description: string;
  taskStatus: TaskStatus;
  attempt: number;
  decidedAt: number;
  outcome: Outcome;
  finding: string;
  recommendedId: string | null;
  assignedId: string | null;
  overriddenBy: string | null;
  overrideReason: string | null;
};

const DECISION = `SELECT d.number, d.id, d.taskNumber, t.id AS taskId, t.description, t.status AS taskStatus, d.attempt, d.decidedAt, d.outcome, d.finding,
  r.id AS recommendedId, a.id AS assignedId, d.overriddenBy, d.overrideReason
  FROM Decision d JOIN Task t ON t.number = d.taskNumber
  LEFT JOIN Agent r ON r.number = d.recommended LEFT JOIN Agent a ON a.number = d.assigned`;

type Totals = { considered: number; eligible: number; combinedSum: number };
const NO_TOTALS: Totals = { considered: 0, eligible: 0, combinedSum: 0 };

const TOTALS =
  "SELECT considered, eligible, combinedSum FROM Candidate WHERE agentNumber = ? ORDER BY decisionNumber DESC LIMIT 1";

/** The writes of decisions, for a group commit. */
export class DecisionStatements {
  private readonly statements;

  constructor(raw: Database.Database) {
    this.statements = {
      insert: raw.prepare(
        `INSERT INTO Decision (id, taskNumber, attempt, decidedAt, outcome, finding, recommended, assigned)
         VALUES (@id, @taskNumber, @attempt, @decidedAt, @outcome, @finding, @recommended, @assigned)`,
      ),
      insertCandidate: raw.prepare(
        `WITH given (agent, decision, place, score) AS (VALUES (?, ?, ?, ?))
         INSERT INTO Candidate (agentNumber, decisionNumber, rank, combined, considered, eligible, combinedSum)
         SELECT agent, decision, place, score, coalesce(considered, 0) + 1, coalesce(eligible, 0) + (place IS NOT NULL),
                coalesce(combinedSum, 0) + iif(place IS NULL, 0, score)
           FROM given LEFT JOIN Candidate ON agentNumber = agent
             AND decisionNumber = (SELECT max(decisionNumber) FROM Candidate WHERE agentNumber = agent)`,
      ),
      override: raw.prepare("UPDATE Decision SET assigned = ?, overriddenBy = ?, overrideReason = ? WHERE number = ?"),
    };
  }

  /** Answers the decision's number. `recommended` and `assigned` are numbers of agents. */
  insert(decision: {
    id: string;
    taskNumber: number;
    attempt: number;
    decidedAt: number;
    outcome: Outcome;
    finding: string;
    recommended: number | null;
    assigned: number | null;
  }): number {
    return Number(this.statements.insert.run(decision).lastInsertRowid);
  }

  /** `rank` is null for who was not eligible. */
  insertCandidate(decisionNumber: number, agentNumber: number, rank: number | null, combined: number): void {
    this.statements.insertCandidate.run(agentNumber, decisionNumber, rank, combined);
  }

  override(number: number, assigned: number, by: string, reason: string): void {
    this.statements.override.run(assigned, by, reason, number);
  }
}

/** In how many decisions an agent was considered and eligible, and the sum of its combined scores where it was. */
export function totalsOf(raw: Database.Database, agentNumber: number): Totals {
  return prepared<[number], Totals>(raw, TOTALS).get(agentNumber) ?? NO_TOTALS;
}

export function findDecision(raw: Database.Database, id: string): DecisionRow | undefined {
  return prepared<[string], DecisionRow>(raw, `${DECISION} WHERE d.id = ?`).get(id);
}

/** A task's decisions, the first one first. */
export function decisionsOf(raw: Database.Database, taskNumber: number): DecisionRow[] {
  return prepared<[number], DecisionRow>(raw, `${DECISION} WHERE d.taskNumber = ? ORDER BY d.number`).all(taskNumber);
}

/** The ids of a task's decisions by their numbers, the first one first. */
export function decisionIds(raw: Database.Database, taskNumber: number): Map<number, string> {
  const rows = prepared<[number], { number: number; id: string }>(
    raw,
    "SELECT number, id FROM Decision WHERE taskNumber = ? ORDER BY number",
  ).all(taskNumber);
  return new Map(rows.map(({ number, id }) => [number, id]));
}

/** Times in epoch ms, `from` and `to` inclusive. */
export type DecisionFilter = { taskId?: string; agentNumber?: number; outcome?: Outcome; from?: number; to?: number };

/** Newest first, those before a number; `limit` at most, to be read as far as they are wanted. */
export function listDecisions(
  raw: Database.Database,
  filter: DecisionFilter,
  page: { before: number; limit: number },
): Iterable<DecisionRow> {
  const conditions = ["d.number < ?"];
  const values: (string | number)[] = [page.before];
  const where = (condition: string, ...given: (string | number)[]) => {
    conditions.push(condition);
    values.push(...given);
  };
  if (filter.taskId !== undefined) where("t.id = ?", filter.taskId);
  if (filter.agentNumber !== undefined)
    where(
      `d.number IN (SELECT decisionNumber FROM Candidate WHERE agentNumber = ? AND decisionNumber < ?
         UNION ALL SELECT decisionNumber FROM Attempt WHERE agentNumber = ?)`,
      filter.agentNumber,
      page.before,
      filter.agentNumber,
    );
  if (filter.outcome !== undefined) where("d.outcome = ?", filter.outcome);
  if (filter.from !== undefined) where("d.decidedAt >= ?", filter.from);
  if (filter.to !== undefined) where("d.decidedAt <= ?", filter.to);
  return prepared<(string | number)[], DecisionRow>(
    raw,
    `${DECISION} WHERE ${conditions.join(" AND ")} ORDER BY d.number DESC LIMIT ?`,
  ).iterate(...values, page.limit);
}

/** Decisions after a place in the order of `decidedAt` (epoch ms), then `number`, oldest first. */
export function decisionsAfter(
  raw: Database.Database,
  after: Pick<DecisionRow, "decidedAt" | "number">,
  limit: number,
): DecisionRow[] {
  return prepared<[number, number, number], DecisionRow>(
    raw,
    `${DECISION} WHERE (d.decidedAt, d.number) > (?, ?) ORDER BY d.decidedAt, d.number LIMIT ?`,
  ).all(after.decidedAt, after.number, limit);
}

/** The decision as it is answered, and how the agents came to their prices. */
export function presentDecision(row: DecisionRow): { decision: Decision; contest: Contest } {
  const { finding, contest } = findingOf(row.finding, { outcome: row.outcome, recommended: row.recommendedId });
  const decision: Decision = {
    id: row.id,
    taskId: row.taskId,
    description: row.description,
    attempt: row.attempt,
    assigned: row.assignedId,
    taskStatus: row.taskStatus,
    ...(row.overriddenBy !== null && { override: { by: row.overriddenBy, reason: row.overrideReason ?? "" } }),
    decidedAt: new Date(row.decidedAt).toISOString(),
    ...finding,
  };
  return { decision, contest };
}

/** Decisions after an instant (epoch ms) by which nobody got the task; read from indexes alone. */
export function countUnassigned(raw: Database.Database, after: number): number {
  const first = prepared<[number], { number: number }>(
    raw,
    "SELECT number FROM Decision WHERE decidedAt > ? ORDER BY decidedAt, number LIMIT 1",
  ).get(after);
  if (!first) return 0;
  const counted = prepared<[number], { count: number }>(
    raw,
    "SELECT count(*) AS count FROM Decision WHERE outcome IN ('no_bids', 'no_suitable_agent') AND number >= ?",
  );
  return counted.get(first.number)?.count ?? 0;
}

/** Of the newest first decisions about tasks since an instant (epoch ms), `limit` at most: how many there are, and assigned one. */
export function firstDecisions(raw: Database.Database, since: number, limit: number): { tasks: number; assigned: number } {
  const found = prepared<[number, number], { tasks: number; assigned: number | null }>(
    raw,
    `SELECT count(*) AS tasks, sum(outcome = 'assigned') AS assigned FROM (
       SELECT outcome FROM Decision WHERE decidedAt >= ? AND attempt = 1 ORDER BY decidedAt DESC LIMIT ?)`,
  ).get(since, limit);
  return { tasks: found?.tasks ?? 0, assigned: found?.assigned ?? 0 };
}

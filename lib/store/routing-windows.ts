import type Database from "better-sqlite3";
import type { Outcome } from "../routing/decision-shape";
import { prepared } from "./prepared";
import type { AttemptRow } from "./tasks";

/** A decision with what its task asked for; lists are JSON. */
export type AskedDecision = {
  number: number;
  decidedAt: number;
  id: string;
  taskId: string;
  outcome: Outcome;
  finding: string;
  recommendedId: string | null;
  assignedId: string | null;
  description: string;
  requiredCapabilities: string;
};

/** Where to go on: what comes before it in the order of `decidedAt` (epoch ms), then `number`. */
export type Place = Pick<AskedDecision, "decidedAt" | "number">;

/** The place after everything up to a time. */
export function placeAfter(at: number): Place {
  return { decidedAt: at + 1, number: 0 };
}

/** Decisions since a time (epoch ms, inclusive), newest first, those before a place. */
export function askedDecisions(raw: Database.Database, from: number, before: Place, limit: number): AskedDecision[] {
  return prepared<[number, number, number, number], AskedDecision>(
    raw,
    `SELECT d.number, d.decidedAt, d.id, t.id AS taskId, d.outcome, d.finding, r.id AS recommendedId, a.id AS assignedId,
       t.description, t.requiredCapabilities
     FROM Decision d JOIN Task t ON t.number = d.taskNumber
     LEFT JOIN Agent r ON r.number = d.recommended LEFT JOIN Agent a ON a.number = d.assigned
     WHERE d.decidedAt >= ? AND (d.decidedAt, d.number) < (?, ?) ORDER BY d.decidedAt DESC, d.number DESC LIMIT ?`,
  ).all(from, before.decidedAt, before.number, limit);
}

/** An agent's try at a task, with what the task said. */
export type TriedTask = Pick<AttemptRow, "status"> & { description: string; requiredCapabilities: string; policy: string };

/** The tasks that an agent was given, newest first. */
export function triedTasks(raw: Database.Database, agentNumber: number, limit: number): TriedTask[] {
  return prepared<[number, number], TriedTask>(
    raw,
    `SELECT Attempt.status, description, requiredCapabilities, policy FROM Attempt JOIN Task ON Task.number = taskNumber
     WHERE agentNumber = ? ORDER BY taskNumber DESC, attempt DESC LIMIT ?`,
  ).all(agentNumber, limit);
}

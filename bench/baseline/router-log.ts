import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import type { Routed } from "./router";

const LONGEST_DESCRIPTION = 100;

/**
 * The original router's log, re-implemented plainly with its costs: a SQLite connection for every decision, with the
 * defaults of that mode (rollback journal, synchronous FULL), the score of every registered agent in one JSON text, and
 * statistics that search all of these texts.
 */
export class OriginalLog {
  constructor(readonly file: string) {
    this.connected((db) =>
      db.exec(
        `CREATE TABLE routing_decisions (id INTEGER PRIMARY KEY AUTOINCREMENT, task_id TEXT, task_hash TEXT, selected_agent TEXT,
           selection_reason TEXT, decision_json TEXT, created_at TEXT);
         CREATE INDEX idx_task_id ON routing_decisions (task_id);
         CREATE INDEX idx_created_at ON routing_decisions (created_at);`,
      ),
    );
  }

  log(decision: Routed, bids: ReadonlyMap<string, number>, description: string): void {
    this.connected((db) => insert(db, decision, bids, description));
  }

  /** Many at once, to have a log with a past. */
  logAll(decisions: Iterable<[Routed, ReadonlyMap<string, number>, string]>): void {
    this.connected((db) => {
      db.transaction(() => {
        for (const [decision, bids, description] of decisions) insert(db, decision, bids, description);
      })();
    });
  }

  stats(agentId: string): { won: number; considered: number; winRate: number } {
    return this.connected((db) => {
      const count = (condition: string, value: string) =>
        db.prepare(`SELECT COUNT(*) FROM routing_decisions WHERE ${condition}`).pluck().get(value) as number;
      const won = count("selected_agent = ?", agentId);
      const considered = count("decision_json LIKE ?", `%"${agentId}"%`);
      return { won, considered, winRate: considered === 0 ? 0 : won / considered };
    });
  }

  private connected<T>(use: (db: Database.Database) => T): T {
    const db = new Database(this.file);
    try {
      return use(db);
    } finally {
      db.close();
    }
  }
}

function insert(db: Database.Database, decision: Routed, bids: ReadonlyMap<string, number>, description: string): void {
  const { taskId, candidates, selected, reason, scores } = decision;
  const timestamp = new Date().toISOString();
  const text = JSON.stringify({
    task_id: taskId,
    task_description: description.slice(0, LONGEST_DESCRIPTION),
    candidate_agents: candidates,
    selected_agent: selected,
    selection_reason: reason,
    capability_scores: Object.fromEntries(scores),
    bids_received: Object.fromEntries(bids),
    timestamp,
  });
  db.prepare(
    `INSERT INTO routing_decisions (task_id, task_hash, selected_agent, selection_reason, decision_json, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    taskId,
    createHash("sha256").update(`${taskId}:${timestamp}`).digest("hex").slice(0, 16),
    selected,
    reason,
    text,
    timestamp,
  );
}

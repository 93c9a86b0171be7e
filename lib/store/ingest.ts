import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import type { HoldCause } from "../registry/agent";
import type { StoredEntry } from "./journal";

/** A signal row in the order of its columns. Times are epoch ms. */
export type SignalRow = [
  row: number,
  agentNumber: number,
  dimension: number,
  value: number,
  weight: number,
  source: string,
  details: string | null,
  traceId: string | null,
  signalId: string | null,
  observedAt: number | null,
  receivedAt: number,
  reporter: string,
  previous: number | null,
  /** Null where the reporter has no cap. */
  maxShare: number | null,
];

/**
 * Digest over the rows of one commit: SHA-256 of each row as a JSON array and a line feed, in row order; a cap is its last
 * element, or left off where there is none.
 */
export class RowDigest {
  private text = "";

  add(row: SignalRow): void {
    this.text += `${JSON.stringify(row.at(-1) === null ? row.slice(0, -1) : row)}\n`;
  }

  hex(): string {
    return createHash("sha256").update(this.text).digest("hex");
  }
}

/** The prepared statements of the ingest path. All run inside begin() … commit(). */
export class IngestStatements {
  private readonly statements;

  constructor(private readonly raw: Database.Database) {
    this.statements = {
      begin: raw.prepare("BEGIN IMMEDIATE"),
      commit: raw.prepare("COMMIT"),
      rollback: raw.prepare("ROLLBACK"),
      takeKey: raw.prepare("INSERT OR IGNORE INTO SignalKey (reporter, signalId, row) VALUES (?, ?, ?)"),
      insertSignal: raw.prepare(
        `INSERT INTO Signal (row, agentNumber, dimension, value, weight, source, details, traceId, signalId, observedAt, receivedAt, reporter, previous, maxShare)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      insertAgent: raw.prepare(
        "INSERT INTO Agent (number, id, name, model, registeredAt, registeredBy) VALUES (?, ?, ?, ?, ?, ?)",
      ),
      lastAgentNumber: raw
        .prepare<[], number>(
          "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'Agent'), 0), coalesce((SELECT max(number) FROM Agent), 0))",
        )
        .pluck(),
      insertEntry: raw.prepare(
        `INSERT INTO JournalEntry (seq, id, at, type, agentId, actor, cause, data, prevHash, hash)
         VALUES (@seq, @id, @at, @type, @agentId, @actor, @cause, @data, @prevHash, @hash)`,
      ),
      revoke: raw.prepare(
        "UPDATE Agent SET revokedAt = ?, revocationReason = ?, revocationCause = ?, version = version + 1 WHERE number = ?",
      ),
      setHold: raw.prepare("INSERT OR IGNORE INTO Hold (agentNumber, cause, actor, since, note) VALUES (?, ?, ?, ?, ?)"),
      setVersion: raw.prepare("UPDATE Instance SET version = ? WHERE id = 1"),
    };
  }

  begin(): void {
    this.statements.begin.run();
  }

  commit(): void {
    this.statements.commit.run();
  }

  rollback(): void {
    if (this.raw.inTransaction) this.statements.rollback.run();
  }

  /** Takes a client-chosen id for a row; false if the reporter has used it before. */
  takeKey(reporter: string, signalId: string, row: number): boolean {
    return this.statements.takeKey.run(reporter, signalId, row).changes === 1;
  }

  insertSignal(row: SignalRow): void {
    this.statements.insertSignal.run(...row);
  }

  insertAgent(agent: { number: number; id: string; name: string; model: string; registeredBy: string }, at: number): void {
    this.statements.insertAgent.run(agent.number, agent.id, agent.name, agent.model, at, agent.registeredBy);
  }

  /** Agents are numbered densely in order of registration, and no number is given twice. */
  nextAgentNumber(): number {
    return (this.statements.lastAgentNumber.get() ?? 0) + 1;
  }

  insertEntry(entry: StoredEntry): void {
    this.statements.insertEntry.run(entry);
  }

  revoke(agentNumber: number, at: number, reason: string, cause: string): void {
    this.statements.revoke.run(at, reason, cause, agentNumber);
  }

  setHold(agentNumber: number, hold: { cause: HoldCause; actor: string; since: number; note: string | null }): void {
    this.statements.setHold.run(agentNumber, hold.cause, hold.actor, hold.since, hold.note);
  }

  setVersion(version: number): void {
    this.statements.setVersion.run(version);
  }
}

/** As few columns as a rebuild needs; the reporter only where it has a cap. */
export type KeptRow = [
  row: number,
  agentNumber: number,
  dimension: number,
  value: number,
  weight: number,
  receivedAt: number,
  maxShare: number | null,
  reporter: string | null,
];

/** Every kept signal after a row, in order of arrival. */
export function signalsAfter(raw: Database.Database, after: number): IterableIterator<KeptRow> {
  return raw
    .prepare<[number], KeptRow>(
      `SELECT row, agentNumber, dimension, value, weight, receivedAt, maxShare, CASE WHEN maxShare IS NULL THEN NULL ELSE reporter END
         FROM Signal WHERE row > ? ORDER BY row`,
    )
    .raw()
    .iterate(after);
}

/** The largest row number ever given, so that none is given twice. */
export function lastSignalRow(raw: Database.Database): number {
  const sequence = raw.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'Signal'").pluck().get() ?? 0;
  const highest = raw.prepare<[], number | null>("SELECT max(row) FROM Signal").pluck().get() ?? 0;
  return Math.max(sequence, highest);
}

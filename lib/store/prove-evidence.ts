import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import { isIntact } from "../auditors/evidence";
import type { SignalRow } from "./ingest";
import { sha256 } from "./journal";
import type { EntryColumns, EntryFinding } from "./prove-entries";

/** What was compared so far. */
export type EvidencePosition = { lastRow: number; signals: number; forgotten: number; decisions: number; audits: number };

// No row may stand before the first either.
export const NO_EVIDENCE: EvidencePosition = {
  lastRow: Number.MIN_SAFE_INTEGER,
  signals: 0,
  forgotten: 0,
  decisions: 0,
  audits: 0,
};

const DAY_MS = 86_400_000;
/** Days after which signals may be forgotten, as long as nobody set anything else. */
const USUAL_DAYS = 90;
// The server goes on forgetting while this reads, and by a clock of its own.
const LEEWAY_MS = DAY_MS;

type Recorded = { count: number; firstRow: number; lastRow: number; digest: string };
type Decided = { decisionId: string; taskId: string; outcome: string; attempt: number; digest: string };
type Finished = { auditId: string; status: string; evidenceHash: string | null; seed: string };
type DecisionFacts = {
  finding: string;
  outcome: string;
  attempt: number;
  decidedAt: number;
  taskId: string | null;
  recommended: string | null;
};
type AuditFacts = { number: number; status: string; evidenceHash: string | null; seed: string };

/** Compares what entries say of signals, decisions and audits with the rows that are kept of these. */
export class Evidence {
  position: EvidencePosition;
  /** What was forgotten under a shorter retention stays forgotten under a longer one. */
  private shortestDays = USUAL_DAYS;
  private readonly shortened;
  private readonly signals;
  private readonly stray;
  private readonly decision;
  private readonly decisions;
  private readonly audit;
  private readonly records;

  constructor(
    db: Database.Database,
    from: EvidencePosition,
    private readonly now: number,
  ) {
    this.position = { ...from };
    this.shortened = db
      .prepare<[], number | null>(
        `SELECT min(min(data ->> '$.retention.signalDays', data ->> '$.previous.signalDays')) FROM JournalEntry WHERE type = 'retention.changed'`,
      )
      .pluck();
    const columns =
      "row, agentNumber, dimension, value, weight, source, details, traceId, signalId, observedAt, receivedAt, reporter, previous, maxShare";
    this.signals = db
      .prepare<[number, number], SignalRow>(`SELECT ${columns} FROM Signal WHERE row > ? AND row <= ? ORDER BY row`)
      .raw();
    this.stray = db.prepare<[number], number>("SELECT row FROM Signal WHERE row > ? LIMIT 1").pluck();
    this.decision = db.prepare<[unknown], DecisionFacts>(
      `SELECT d.finding, d.outcome, d.attempt, d.decidedAt, t.id AS taskId, a.id AS recommended FROM Decision d
       LEFT JOIN Task t ON t.number = d.taskNumber LEFT JOIN Agent a ON a.number = d.recommended WHERE d.id = ?`,
    );
    this.decisions = db.prepare<[], number>("SELECT count(*) FROM Decision").pluck();
    this.audit = db.prepare<[unknown], AuditFacts>("SELECT number, status, evidenceHash, seed FROM Audit WHERE id = ?");
    this.records = db.prepare<[number], { record: string; hash: string }>(
      "SELECT record, hash FROM AuditRecord WHERE auditNumber = ? ORDER BY seq",
    );
  }

  /** What is wrong with the evidence of a verified entry. */
  problemOf(row: EntryColumns): EntryFinding | null {
    const [seq, at, type, agentId, data] = [row[0], row[2], row[3], row[4], row[7]] as [
      number,
      number,
      string,
      string | null,
      string,
    ];
    let why: string | null = null;
    if (type === "signals.recorded") why = this.signalsProblem(JSON.parse(data) as Recorded, at);
    else if (type === "routing.decided") why = this.decisionProblem(JSON.parse(data) as Decided, agentId, at);
    else if (type === "audit.finished") why = this.auditProblem(JSON.parse(data) as Finished);
    return why === null ? null : { seq, why };
  }

  /** What is kept that no entry is about. */
  problemAtEnd(): EntryFinding | null {
    const row = this.stray.get(this.position.lastRow);
    if (row !== undefined) return { why: `Signal row ${row} is in the database and no entry records it.` };
    const kept = this.decisions.get() ?? 0;
    if (kept !== this.position.decisions)
      return { why: `The database holds ${kept} decisions, the journal records ${this.position.decisions}.` };
    return null;
  }

  private signalsProblem({ count, firstRow, lastRow, digest }: Recorded, at: number): string | null {
    const hash = createHash("sha256");
    let kept = 0;
    for (const row of this.signals.iterate(this.position.lastRow, lastRow)) {
      if (row[0] < firstRow) return `Signal row ${row[0]} is in the database and no entry records it.`;
      kept += 1;
      hash.update(`${JSON.stringify(row.at(-1) === null ? row.slice(0, -1) : row)}\n`);
    }
    this.position.lastRow = lastRow;
    const rows = `signal rows ${firstRow} to ${lastRow}`;
    if (kept < count) {
      if (!this.mayBeForgotten(at)) return `Of the ${rows} that it records, ${count - kept} are missing.`;
      this.position.forgotten += count;
      return null;
    }
    if (kept > count || hash.digest("hex") !== digest) return `The ${rows} are not those that it recorded.`;
    this.position.signals += count;
    return null;
  }

  /** Whether signals received at a time (epoch ms) are old enough. Asked anew where they are not: the retention may have changed. */
  private mayBeForgotten(at: number): boolean {
    const isOld = () => at < this.now - this.shortestDays * DAY_MS + LEEWAY_MS;
    if (isOld()) return true;
    this.shortestDays = Math.min(USUAL_DAYS, this.shortened.get() ?? USUAL_DAYS);
    return isOld();
  }

  private decisionProblem(said: Decided, winner: string | null, at: number): string | null {
    const kept = this.decision.get(said.decisionId);
    if (!kept) return `Decision ${said.decisionId} that it records is missing.`;
    const same =
      sha256(String(kept.finding)) === said.digest &&
      kept.outcome === said.outcome &&
      kept.attempt === said.attempt &&
      kept.decidedAt === at &&
      kept.taskId === said.taskId &&
      kept.recommended === winner;
    if (!same) return `Decision ${said.decisionId} is not the one that it recorded.`;
    this.position.decisions += 1;
    return null;
  }

  private auditProblem(said: Finished): string | null {
    const kept = this.audit.get(said.auditId);
    if (!kept) return `Audit ${said.auditId} that it records is missing.`;
    const records = this.records.all(kept.number);
    const same = kept.evidenceHash === said.evidenceHash && kept.status === said.status && kept.seed === said.seed;
    if (!same || (said.evidenceHash === null && records.length > 0) || !holds(said, records))
      return `The evidence of audit ${said.auditId} is not what it recorded.`;
    this.position.audits += 1;
    return null;
  }
}

function holds({ auditId, evidenceHash }: Finished, records: readonly { record: string; hash: string }[]): boolean {
  try {
    return evidenceHash === null || (records.length > 0 && isIntact(auditId, records, evidenceHash));
  } catch {
    return false;
  }
}

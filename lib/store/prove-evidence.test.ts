import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkRecords, noEvidence, type Unlinked } from "../auditors/evidence";
import { runCommand } from "../commands/run";
import { verifyJournal } from "../reads/journal";
import { type Bench, freshRuntime, OWNER, register } from "../testing";

const AUDIT = "audit-1";
const RECORDS = linkRecords(noEvidence(AUDIT), [{ probeId: "one" }, { probeId: "two" }] as Unlinked[]);

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a");
  const evidenceHash = RECORDS.at(-1)?.hash ?? "";
  const audit = {
    id: AUDIT,
    agentNumber: 1,
    type: "spot",
    status: "passed",
    requestedBy: "test",
    requestedAt: 1n,
    battery: "muster",
    batteryVersion: "1",
    batterySha256: "0",
    seed: "seed",
    samples: 1,
    thresholds: "{}",
    evidenceHash,
  };
  const { prisma } = bench.runtime.store;
  await runCommand(async () => ({
    writes: [
      prisma.audit.create({ data: audit }),
      ...RECORDS.map((record) => prisma.auditRecord.create({ data: { auditNumber: 1, ...record, turn: record.turn ?? 1 } })),
    ],
    entries: [
      {
        type: "audit.finished",
        agentId: "a",
        actor: "test",
        data: { auditId: AUDIT, status: "passed", evidenceHash, seed: "seed" },
      },
    ],
    result: undefined,
  }));
});
afterEach(() => bench.stop());

/** What someone with the file in hand could do. */
function tamper(sql: string): void {
  const db = new Database(bench.file);
  db.exec("DROP TRIGGER AuditRecord_never_updated; DROP TRIGGER AuditRecord_never_deleted");
  db.exec(sql);
  db.close();
}

describe("the evidence of an audit", () => {
  it("is what its entry recorded", async () => {
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true, digests: { audits: 1 } });
  });

  it.each([
    ["a record is changed", "UPDATE AuditRecord SET record = replace(record, 'two', 'ten') WHERE seq = 2"],
    ["a record is no JSON", "UPDATE AuditRecord SET record = 'x' WHERE seq = 1"],
    ["the last record is removed", "DELETE FROM AuditRecord WHERE seq = 2"],
    ["all records are removed", "DELETE FROM AuditRecord"],
    ["its seed is changed", "UPDATE Audit SET seed = 'other'"],
    ["its hash is changed", "UPDATE Audit SET evidenceHash = NULL"],
    ["its verdict is changed", "UPDATE Audit SET status = 'failed'"],
    ["it is gone", "DELETE FROM Audit"],
  ])("is found to be another where %s", async (_, sql) => {
    tamper(sql);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: false, firstBad: 2, why: expect.stringContaining(AUDIT) });
  });
});

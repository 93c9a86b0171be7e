import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { suspendAgent } from "../commands/hold-agent";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { exportJournal, readJournal, readJournalStatus, verifyJournal } from "./journal";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a", "b");
  await suspendAgent(OWNER, "a", "looking");
  await record([signal("a", "output_quality", 1)]);
});
afterEach(() => bench.stop());

/** What someone with the file in hand could do; the triggers guard only against our own mistakes. */
function tamper(sql: string): void {
  const db = new Database(bench.file);
  for (const name of db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all() as string[])
    db.exec(`DROP TRIGGER "${name}"`);
  db.exec(sql);
  db.close();
}

describe("the journal", () => {
  it("lists newest first, or oldest first after a sequence, and leaves signals.recorded out unless asked for", async () => {
    expect((await readJournal(OWNER, { limit: 50 })).items.map((entry) => entry.type)).toEqual([
      "agent.suspended",
      "agent.registered",
      "agent.registered",
    ]);
    expect((await readJournal(OWNER, { after: 1, limit: 50 })).items.map((entry) => entry.seq)).toEqual([2, 3]);
    const [recorded] = (await readJournal(OWNER, { type: "signals.recorded", limit: 50 })).items;
    expect(recorded?.data).toMatchObject({ count: 1, firstRow: 1, lastRow: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("lists several types at once", async () => {
    const { items } = await readJournal(OWNER, { type: ["agent.suspended", "signals.recorded"], limit: 50 });
    expect(items.map((entry) => entry.type)).toEqual(["signals.recorded", "agent.suspended"]);
  });

  it("filters by agent and actor and pages with a cursor", async () => {
    expect((await readJournal(OWNER, { agentId: "b", limit: 50 })).items).toHaveLength(1);
    expect((await readJournal(OWNER, { actor: "nobody", limit: 50 })).items).toHaveLength(0);
    const first = await readJournal(OWNER, { limit: 2 });
    expect((await readJournal(OWNER, { limit: 2, cursor: first.nextCursor ?? "" })).items.map((entry) => entry.seq)).toEqual([1]);
  });

  it("proves itself, and goes on from where it last ended", async () => {
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true, entries: 4 });
    await register("c");
    expect(await verifyJournal(OWNER, false)).toMatchObject({ ok: true, entries: 5, head: bench.runtime.journal.hash });
  });

  it("cannot be changed through the database's own statements", () => {
    const { raw } = bench.runtime.store;
    expect(() => raw.exec("UPDATE JournalEntry SET actor = 'x'")).toThrow();
    expect(() => raw.exec("DELETE FROM JournalEntry")).toThrow();
    expect(() => raw.exec("REPLACE INTO JournalEntry SELECT * FROM JournalEntry WHERE seq = 1")).toThrow();
  });

  it.each([
    ["a changed column", "UPDATE JournalEntry SET actor = 'someone' WHERE seq = 2", 2],
    ["changed data", `UPDATE JournalEntry SET data = '{"reason":"fine"}' WHERE seq = 3`, 3],
    ["a removed entry", "DELETE FROM JournalEntry WHERE seq = 2", 2],
    [
      "swapped entries",
      "UPDATE JournalEntry SET seq = -1 WHERE seq = 1; UPDATE JournalEntry SET seq = 1 WHERE seq = 2; UPDATE JournalEntry SET seq = 2 WHERE seq = -1",
      1,
    ],
  ])("names the first bad sequence after %s", async (_, sql, firstBad) => {
    tamper(sql);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: false, firstBad });
  });

  it.each([
    ["a changed signal", "UPDATE Signal SET value = 0", 4, "are not those that it recorded"],
    ["a signal's reporter", "UPDATE Signal SET reporter = 'key:other'", 4, "are not those that it recorded"],
    ["a removed signal that is still young", "DELETE FROM Signal", 4, "1 are missing"],
  ])("names the entry whose evidence is not what it recorded after %s", async (_, sql, firstBad, why) => {
    tamper(sql);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: false, firstBad, why: expect.stringContaining(why) });
  });

  it("finds signals that no entry records", async () => {
    tamper(
      "INSERT INTO Signal SELECT 2, agentNumber, dimension, value, weight, source, details, traceId, signalId, observedAt, receivedAt, reporter, maxShare, previous FROM Signal",
    );
    expect(await verifyJournal(OWNER, false)).toMatchObject({ ok: false, why: expect.stringContaining("no entry records it") });
  });

  it("accepts that old signals were forgotten, and says of how many nothing can be proven", async () => {
    tamper("DELETE FROM Signal");
    bench.clock.now += 91 * 86_400_000;
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true, digests: { signals: 0, forgotten: 1 } });
  });

  it("verifies once for all who ask at a time", async () => {
    const [one, other] = await Promise.all([verifyJournal(OWNER, false), verifyJournal(OWNER, false)]);
    expect(one).toBe(other);
    expect(readJournalStatus(OWNER)).toMatchObject({ proof: one, verifying: null, entries: 4 });
    const [first] = (await readJournal(OWNER, { limit: 1, after: 0 })).items;
    expect(Date.parse(readJournalStatus(OWNER).since)).toBeLessThanOrEqual(Date.parse(first?.at ?? ""));
  });

  it("can neither be changed nor shortened through Prisma, which writes the commands' entries", async () => {
    const { prisma } = bench.runtime.store;
    await expect(prisma.journalEntry.update({ where: { seq: 1 }, data: { actor: "x" } })).rejects.toThrow();
    await expect(prisma.journalEntry.delete({ where: { seq: 1 } })).rejects.toThrow();
    await expect(prisma.journalEntry.deleteMany()).rejects.toThrow();
    await expect(prisma.$executeRaw`REPLACE INTO JournalEntry SELECT * FROM JournalEntry WHERE seq = 1`).rejects.toThrow();
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true, entries: 4 });
  });

  it("shows its checkpoint file to admins only", () => {
    expect(readJournalStatus(OWNER).file).toBe(`${bench.file}-checkpoints`);
    expect(readJournalStatus(actorWith(["read"])).file).toBeNull();
  });

  it("exports what it lists, oldest first, signals.recorded included", async () => {
    const lines: { seq: number }[] = [];
    for await (const line of exportJournal(OWNER, 0)) lines.push(JSON.parse(line) as { seq: number });
    expect(lines.map((entry) => entry.seq)).toEqual([1, 2, 3, 4]);
  });

  it("is verified in full by admins only", async () => {
    await expect(verifyJournal(actorWith(["read"]), true)).rejects.toMatchObject({ status: 403 });
  });
});

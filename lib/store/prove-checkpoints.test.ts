import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, freshRuntime, register } from "../testing";
import { prove } from "./prove";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a", "b", "c");
  await bench.runtime.checkpoints.close();
});
afterEach(() => bench.stop());

/** What someone with the file in hand could do. */
function tamper(sql: string): void {
  const db = new Database(bench.file);
  for (const name of db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all())
    db.exec(`DROP TRIGGER "${name}"`);
  db.exec(sql);
  db.close();
}

const proofWith = (publicKey: string | null) => {
  const { store, checkpoints } = bench.runtime;
  const question = { now: bench.clock.now, from: null, checkpointFile: checkpoints.file, publicKey };
  return prove(store.raw, question).proof;
};

describe("checkpoints of a journal that goes by another name since", () => {
  it.each([
    ["and lost its end", "DELETE FROM JournalEntry WHERE seq = 3; UPDATE Instance SET instance = 'new'"],
    ["and lost everything", "DELETE FROM JournalEntry; UPDATE Instance SET instance = 'new'"],
  ])("%s show that it is not the one they count", (_, sql) => {
    const { publicKey } = bench.runtime.checkpoints;
    expect(proofWith(publicKey)).toMatchObject({ ok: true, checkpoints: 1 });
    tamper(sql);
    for (const key of [publicKey, null])
      expect(proofWith(key)).toMatchObject({ ok: false, why: expect.stringContaining("another journal, of 3 entries") });
  });

  it("show it also once there are some of the new name", async () => {
    tamper("DELETE FROM JournalEntry WHERE seq = 3; UPDATE Instance SET instance = 'new'");
    await bench.restart();
    await register("d");
    await bench.runtime.checkpoints.close();
    const { publicKey } = bench.runtime.checkpoints;
    expect(proofWith(publicKey)).toMatchObject({ ok: false, why: expect.stringContaining("another journal, of 3 entries") });
  });
});

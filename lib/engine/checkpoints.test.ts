import { appendFileSync, readFileSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Checkpoint } from "../journal/checkpoint";
import { readCheckpoint, verifyJournal } from "../reads/journal";
import { isSigned } from "../store/checkpoint-key";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const checkpoints = () => bench.runtime.checkpoints;
const lines = (): Checkpoint[] =>
  readFileSync(checkpoints().file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => Checkpoint.parse(JSON.parse(line)));

/** Lets time pass and does what the background does. */
async function later(ms: number): Promise<void> {
  bench.clock.now += ms;
  await checkpoints().run();
}

/** Puts the database back to what it was before `change`, as a restored backup does. */
async function rolledBack(change: () => Promise<void>): Promise<void> {
  const kept = `${bench.file}.kept`;
  await bench.runtime.archive.copy(kept, bench.clock.now);
  await change();
  await checkpoints().close();
  await bench.runtime.writer.close();
  await bench.runtime.store.close();
  for (const end of ["-wal", "-shm"]) rmSync(`${bench.file}${end}`, { force: true });
  renameSync(kept, bench.file);
  await bench.restart();
}

describe("checkpoints of the journal", () => {
  it("come ten seconds after a change, and not again without one", async () => {
    await register("a");
    await later(0);
    await later(9_999);
    expect(() => readCheckpoint(OWNER)).toThrow("No checkpoint");
    await later(1);
    expect(lines()).toHaveLength(1);
    await later(60_000);
    expect(lines()).toHaveLength(1);
    expect(readCheckpoint(OWNER)).toEqual(lines()[0]);
    expect(lines()[0]).toMatchObject({ size: bench.runtime.journal.seq, head: bench.runtime.journal.hash });
    expect(lines().every(isSigned)).toBe(true);
  });

  it("come at once after 256 entries", async () => {
    await register("a");
    for (let i = 0; i < 255; i++) await record([signal("a", "output_quality", 1)]);
    await later(0);
    expect(lines().map(({ size }) => size)).toEqual([256]);
  });

  it("go on under the same key after a restart, and end with the last entry", async () => {
    await register("a");
    await checkpoints().close();
    await bench.restart();
    await register("b");
    await checkpoints().close();
    expect(lines().map(({ size }) => size)).toEqual([1, 2]);
    expect(new Set(lines().map(({ publicKey }) => publicKey)).size).toBe(1);
    expect(checkpoints().mismatch).toBeNull();
  });

  it("are no longer those of the journal where a line was changed", async () => {
    await register("a");
    await checkpoints().close();
    const [line] = lines();
    expect(line && isSigned({ ...line, size: 2 })).toBe(false);
    expect(line && isSigned({ ...line, head: "f".repeat(64) })).toBe(false);
    expect(line && isSigned({ ...line, origin: "muster/other" })).toBe(false);
  });

  it("lose an unfinished line to the next one", async () => {
    await register("a");
    await checkpoints().close();
    appendFileSync(checkpoints().file, '{"origin":"mus');
    await bench.restart();
    expect(checkpoints().mismatch).toBeNull();
    await register("b");
    await checkpoints().close();
    expect(lines().map(({ size }) => size)).toEqual([1, 2]);
  });

  it("that cannot be written hold nothing up, are said to fail and are tried again", async () => {
    const elsewhere = await freshRuntime({ MUSTER_CHECKPOINT_FILE: "/nowhere/at/all" });
    await register("a");
    elsewhere.clock.now += 1;
    await elsewhere.runtime.checkpoints.run();
    elsewhere.clock.now += 10_000;
    await elsewhere.runtime.checkpoints.run();
    expect(elsewhere.runtime.checkpoints).toMatchObject({ failure: expect.stringContaining("ENOENT"), failures: 1 });
    await register("b");
    elsewhere.clock.now += 10_000;
    await elsewhere.runtime.checkpoints.run();
    expect(elsewhere.runtime.checkpoints.failures).toBe(2);
    await elsewhere.stop();
  });

  it("show that the database was rolled back, until their file is moved away", async () => {
    await register("a");
    await rolledBack(() => register("b", "c"));
    expect(checkpoints().mismatch).toContain("Entries after 1 are missing");
    expect(await verifyJournal(OWNER, false)).toMatchObject({
      ok: false,
      entries: 1,
      firstBad: 2,
      why: expect.stringContaining("rolled back"),
    });

    const before = lines().length;
    await register("d", "e", "f");
    await later(10_000);
    await bench.restart();
    expect(lines()).toHaveLength(before);
    expect(checkpoints().mismatch).toContain("written anew");

    renameSync(checkpoints().file, `${checkpoints().file}-kept`);
    await later(0);
    expect(checkpoints().mismatch).toBeNull();
    await checkpoints().close();
    expect(await verifyJournal(OWNER, false)).toMatchObject({ ok: true, checkpoints: 1 });
  });

  it("show another secret", async () => {
    await register("a");
    await checkpoints().close();
    const db = new Database(bench.file);
    db.close();
    const line = lines()[0];
    const other = await freshRuntime({
      DATABASE_URL: `file:${bench.file}`,
      MUSTER_SECRET: "another-secret-of-at-least-32-characters",
    });
    expect(other.runtime.checkpoints.newest).toEqual(line);
    expect(other.runtime.checkpoints.mismatch).toContain("another key");
    await other.stop();
  });
});

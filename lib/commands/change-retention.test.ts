import { statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readJournal } from "../reads/journal";
import { readRetention, readRetentionHistory, readStorage } from "../reads/retention";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DEFAULT_RETENTION } from "../trust/retention";
import { changeRetention, undoRetention } from "./change-retention";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const refusal = (code: string, status: number) => expect.objectContaining({ code, status });

describe("the retention", () => {
  it("begins with the default, and a change is journaled with what was before", async () => {
    expect(await readRetention(OWNER)).toMatchObject({ ...DEFAULT_RETENTION, version: 1 });
    const changed = await changeRetention(OWNER, { signalDays: 30, reason: "small disk" });
    expect(changed).toMatchObject({ ...DEFAULT_RETENTION, signalDays: 30, version: 2, reason: "small disk" });
    const [entry] = (await readJournal(OWNER, { type: "retention.changed", limit: 1 })).items;
    expect(entry?.data).toMatchObject({ version: 2, previous: DEFAULT_RETENTION, reason: "small disk" });
  });

  it("is the same after a restart, and its newest change can be undone once", async () => {
    await changeRetention(OWNER, { signalDays: 30, reason: "small disk" });
    await bench.restart();
    expect(bench.runtime.retention).toEqual({ version: 2, value: { ...DEFAULT_RETENTION, signalDays: 30 } });
    expect(await undoRetention(OWNER, { version: 2, reason: "new disk" })).toMatchObject({ ...DEFAULT_RETENTION, undoes: 2 });
    expect((await readRetentionHistory(OWNER, { limit: 10 })).items.map(({ version }) => version)).toEqual([3, 2, 1]);
    await expect(undoRetention(OWNER, { version: 2, reason: "again" })).rejects.toEqual(refusal("retention/superseded", 409));
    await expect(undoRetention(OWNER, { version: 9, reason: "?" })).rejects.toEqual(refusal("retention/unknown-version", 404));
  });

  it("refuses what cannot be, what rests on another version, and whoever is no admin", async () => {
    const reason = "test";
    await expect(changeRetention(OWNER, { everySampleHours: 200, reason })).rejects.toEqual(refusal("retention/order", 422));
    await expect(changeRetention(OWNER, { hourSampleDays: 3, reason })).rejects.toEqual(refusal("retention/order", 422));
    await expect(changeRetention(OWNER, { signalDays: 3, reason, ifVersion: 4 })).rejects.toEqual(
      refusal("retention/version", 409),
    );
    await expect(undoRetention(OWNER, { version: 1, reason })).rejects.toEqual(refusal("retention/first-version", 409));
    const operator = actorWith(["read", "route", "audit", "operate"]);
    await expect(changeRetention(operator, { signalDays: 3, reason })).rejects.toEqual(refusal("access/scope", 403));
    expect((await readRetention(OWNER)).version).toBe(1);
  });
});

describe("the storage", () => {
  it("says how many rows each table has and how much room they take", async () => {
    await register("a");
    await record(Array.from({ length: 500 }, () => signal("a", "output_quality", 1)));
    const storage = await readStorage(OWNER);
    const table = (name: string) => storage.tables.find((each) => each.name === name);
    expect(table("Signal")).toMatchObject({ rows: 500 });
    expect(table("Agent")).toMatchObject({ rows: 1 });
    expect(table("Signal")?.bytes).toBeGreaterThan(500 * 30);
    expect(storage.file).toBe(statSync(bench.file).size);
    expect(storage.tables.map(({ name }) => name)).not.toContain("_prisma_migrations");
  });
});

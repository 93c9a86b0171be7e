import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BACKUPS_KEPT } from "../journal/backup";
import { readBackups } from "../reads/backups";
import { readJournal } from "../reads/journal";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { createBackup } from "./create-backup";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a");
  await record([signal("a", "output_quality", 1)]);
});
afterEach(() => bench.stop());

const folder = () => join(dirname(bench.file), "backups");

describe("a backup", () => {
  it("is one whole file of that moment, for its owner's eyes only, and journaled", async () => {
    const before = bench.runtime.journal;
    const backup = await createBackup(OWNER, { name: "first" });
    expect(backup).toMatchObject({ file: join(folder(), "first.db"), entries: before.seq, head: before.hash });
    expect(backup.why).toBeUndefined();
    expect(statSync(backup.file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${backup.file}-wal`)).toBe(false);
    const copy = new Database(backup.file, { readonly: true });
    expect(copy.prepare("SELECT count(*) FROM Signal").pluck().get()).toBe(1);
    copy.close();
    const [entry] = (await readJournal(OWNER, { type: "backup.created", limit: 1 })).items;
    expect(entry).toMatchObject({ actor: OWNER.name, data: { file: backup.file, bytes: backup.bytes, head: before.hash } });
    expect(await readBackups(OWNER)).toMatchObject({ items: [{ file: backup.file, entries: before.seq }], running: null });
  });

  it("holds what is still in the write-ahead log, also while others write", async () => {
    const many = Array.from({ length: 200 }, () => signal("a", "output_quality", 1));
    await record(many);
    const [backup] = await Promise.all([createBackup(OWNER, {}), ...Array.from({ length: 20 }, () => record(many))]);
    const copy = new Database(backup.file, { readonly: true });
    expect(copy.prepare<[], number>("SELECT count(*) FROM Signal").pluck().get()).toBeGreaterThanOrEqual(201);
    copy.close();
  });

  it("is kept whatever its name says", async () => {
    const { file } = await createBackup(OWNER, { name: "a.unfinished" });
    writeFileSync(join(folder(), "crashed.db.unfinished-journal"), "rest");
    await createBackup(OWNER, { name: "next" });
    expect(existsSync(file)).toBe(true);
    expect(existsSync(join(folder(), "crashed.db.unfinished-journal"))).toBe(false);
  });

  it("is refused beside another one, for a taken name, and to whoever is no admin", async () => {
    const running = createBackup(OWNER, { name: "one" });
    await expect(createBackup(OWNER, { name: "two" })).rejects.toMatchObject({ status: 409, code: "backup/running" });
    await running;
    await expect(createBackup(OWNER, { name: "one" })).rejects.toMatchObject({ status: 409, code: "backup/exists" });
    const viewer = actorWith(["read", "operate"]);
    await expect(createBackup(viewer, {})).rejects.toMatchObject({ status: 403 });
    await expect(readBackups(viewer)).rejects.toMatchObject({ status: 403 });
  });

  it("that fails leaves nothing behind, and the next one is made", async () => {
    writeFileSync(folder(), "no folder");
    await expect(createBackup(OWNER, {})).rejects.toMatchObject({ status: 503, code: "backup/failed" });
    rmSync(folder());
    mkdirSync(folder());
    writeFileSync(join(folder(), "old.db.unfinished"), "what a crash left");
    await createBackup(OWNER, {});
    expect(existsSync(join(folder(), "old.db.unfinished"))).toBe(false);
  });

  it("of a journal that does not hold is kept, and says so", async () => {
    const db = new Database(bench.file);
    db.exec("UPDATE Signal SET value = 0");
    db.close();
    const backup = await createBackup(OWNER, {});
    expect(backup.why).toContain("not those that it recorded");
    expect(readFileSync(backup.file).length).toBe(backup.bytes);
  });

  it("pushes out the oldest beyond the newest ten", async () => {
    mkdirSync(folder(), { mode: 0o700 });
    for (let i = 0; i < BACKUPS_KEPT + 2; i++) writeFileSync(join(folder(), `${i}.db`), "old");
    await createBackup(OWNER, { name: "new" });
    const { items } = await readBackups(OWNER);
    expect(items).toHaveLength(BACKUPS_KEPT);
    expect(items.some(({ file }) => file.endsWith("new.db"))).toBe(true);
  });
});

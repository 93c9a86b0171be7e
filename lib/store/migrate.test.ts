import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MigrationRefused, migrate } from "./migrate";

const MIGRATIONS = join(process.cwd(), "prisma", "migrations");
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-migrate-"));
  file = join(folder, "data", "muster.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Opens the file, answers what `use` answers, and closes it. */
function inFile<T>(use: (db: Database.Database) => T): T {
  const db = new Database(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

/** A copy of this build's migrations with one more of `sql`. */
function withMigration(name: string, sql: string): string {
  const copy = join(folder, "migrations");
  cpSync(MIGRATIONS, copy, { recursive: true });
  mkdirSync(join(copy, name), { recursive: true });
  writeFileSync(join(copy, name, "migration.sql"), sql);
  return copy;
}

const tables = () =>
  inFile((db) =>
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all(),
  );

describe("a database that may be opened", () => {
  it("is made in WAL mode where there was none, once", () => {
    expect(migrate(file).applied).not.toHaveLength(0);
    expect(migrate(file).applied).toEqual([]);
    expect(inFile((db) => db.pragma("journal_mode", { simple: true }))).toBe("wal");
    expect(tables()).toEqual(expect.arrayContaining(["Agent", "JournalEntry", "Signal", "_prisma_migrations"]));
  });

  it("keeps its rows when a later migration redefines a table", () => {
    migrate(file);
    inFile((db) => db.exec("INSERT INTO User (id, name, role, createdAt) VALUES ('u1', 'Ada', 'admin', 0)"));
    const later = withMigration(
      "99990101000000_redefine",
      `PRAGMA foreign_keys=OFF;
       CREATE TABLE "new_User" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "role" TEXT NOT NULL, "createdAt" BIGINT NOT NULL, "extra" TEXT);
       INSERT INTO "new_User" ("id", "name", "role", "createdAt") SELECT "id", "name", "role", "createdAt" FROM "User";
       DROP TABLE "User"; ALTER TABLE "new_User" RENAME TO "User"; PRAGMA foreign_keys=ON;`,
    );
    expect(migrate(file, later).applied).toEqual(["99990101000000_redefine"]);
    expect(inFile((db) => db.prepare("SELECT name, extra FROM User").get())).toEqual({ name: "Ada", extra: null });
  });

  it("turns balances from before the ledger into transfers from the treasury", () => {
    const before = join(folder, "before");
    const [ledger = ""] = readdirSync(MIGRATIONS).filter((name) => name.endsWith("_ledger"));
    for (const name of readdirSync(MIGRATIONS).filter((one) => one < ledger))
      cpSync(join(MIGRATIONS, name), join(before, name), { recursive: true });
    migrate(file, before);
    inFile((db) =>
      db.exec(`INSERT INTO Agent (id, name, model, initialBalanceSats, registeredAt, registeredBy)
               VALUES ('a', 'A', 'm', 500, 1, 'owner'), ('b', 'B', 'm', 0, 2, 'owner'), ('c', 'C', 'm', 7, 3, 'key')`),
    );
    migrate(file);
    expect(
      inFile((db) => db.prepare("SELECT transfer, account, amountSats, kind, at, actor FROM Posting ORDER BY 1, 2").raw().all()),
    ).toEqual([
      [1, 0, -500, "initial", 1, "owner"],
      [1, 1, 500, "initial", 1, "owner"],
      [2, 0, -7, "initial", 3, "key"],
      [2, 3, 7, "initial", 3, "key"],
    ]);
  });

  it("starts from an empty file", () => {
    mkdirSync(join(folder, "data"));
    writeFileSync(file, "");
    expect(migrate(file).applied).not.toHaveLength(0);
  });
});

describe("the journal table", () => {
  it("refuses UPDATE and DELETE", () => {
    migrate(file);
    inFile((db) => {
      db.exec("INSERT INTO JournalEntry VALUES (1, 'e1', 0, 'agent.registered', 'a', 'env', NULL, '{}', '', 'h')");
      expect(() => db.exec("UPDATE JournalEntry SET actor = 'me'")).toThrow("never changed");
      expect(() => db.exec("DELETE FROM JournalEntry")).toThrow("never deleted");
    });
  });
});

describe("a database that must not be opened", () => {
  const refused = (why: RegExp, migrations?: string) => {
    const before = readFileSync(file);
    expect(() => migrate(file, migrations)).toThrow(MigrationRefused);
    expect(() => migrate(file, migrations)).toThrow(why);
    expect(readFileSync(file).equals(before)).toBe(true);
  };
  /** Leaves the change in the file itself, so that "untouched" can be read from its bytes. */
  const change = (sql: string) =>
    inFile((db) => {
      db.exec(sql);
      db.pragma("wal_checkpoint(TRUNCATE)");
    });

  it("was migrated by a newer build", () => {
    migrate(file, withMigration("99990101000000_future", "CREATE TABLE Future (id TEXT)"));
    refused(/newer build.*99990101000000_future/);
  });

  it("has a migration whose file was edited since", () => {
    const later = withMigration("99990101000000_edited", "CREATE TABLE Edited (id TEXT)");
    migrate(file, later);
    appendFileSync(join(later, "99990101000000_edited", "migration.sql"), "\n-- edited");
    refused(/99990101000000_edited differs/, later);
  });

  it("has a migration that another tool began and never finished", () => {
    migrate(file);
    change("UPDATE _prisma_migrations SET finished_at = NULL");
    refused(/never finished/);
  });

  it("lacks a migration in the middle of its history", () => {
    migrate(file, withMigration("99990101000000_late", "CREATE TABLE Late (id TEXT)"));
    mkdirSync(join(folder, "migrations", "99980101000000_between"));
    writeFileSync(join(folder, "migrations", "99980101000000_between", "migration.sql"), "CREATE TABLE Between (id TEXT)");
    refused(/lacks 99980101000000_between/, join(folder, "migrations"));
  });

  it("belongs to another program", () => {
    mkdirSync(join(folder, "data"));
    change("CREATE TABLE recipes (id TEXT)");
    refused(/tables that Muster did not make/);
  });

  it("is not an SQLite file", () => {
    mkdirSync(join(folder, "data"));
    writeFileSync(file, "name,score\nada,900\n");
    refused(/not an SQLite file/);
    expect(existsSync(`${file}-journal`)).toBe(false);
  });

  it("is damaged", () => {
    migrate(file);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4096, 16_384));
    refused(/cannot be read as a Muster database/);
  });

  it("is cut short", () => {
    migrate(file);
    writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size / 2));
    refused(/cannot be read as a Muster database/);
  });
});

describe("a process killed in the middle of a migration", () => {
  it("leaves the old schema, and the next start finishes the work", () => {
    migrate(file);
    const before = tables();
    const rows =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i, printf('%0500d', i) FROM n";
    // A cache of one page makes SQLite write to the file long before the commit.
    const spill = "PRAGMA cache_size = 1; PRAGMA cache_spill = 1;";
    const killed = withMigration(
      "99990101000000_killed",
      `${spill} CREATE TABLE Half (id INTEGER, text TEXT); INSERT INTO Half ${rows}; SELECT killed();`,
    );
    const result = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", killedRun(file, killed)], {
      encoding: "utf8",
    });
    expect(result.signal, result.stderr).toBe("SIGKILL");
    expect(tables()).toEqual(before);

    writeFileSync(join(killed, "99990101000000_killed", "migration.sql"), "CREATE TABLE Half (id INTEGER)");
    expect(migrate(file, killed).applied).toEqual(["99990101000000_killed"]);
    expect(inFile((db) => db.pragma("integrity_check", { simple: true }))).toBe("ok");
  });
});

/** A program that migrates with an SQL function `killed()` which ends its process at once. */
function killedRun(path: string, migrations: string): string {
  return `
    import Database from "better-sqlite3";
    const exec = Database.prototype.exec;
    Database.prototype.exec = function (sql) {
      this.function("killed", () => process.kill(process.pid, "SIGKILL"));
      return exec.call(this, sql);
    };
    const { migrate } = await import("./lib/store/migrate.ts");
    migrate(${JSON.stringify(path)}, ${JSON.stringify(migrations)});
  `;
}

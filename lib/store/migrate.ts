import { createHash, randomUUID } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";

/** The database cannot be used by this build; the message tells the operator why and what to do. Nothing was changed. */
export class MigrationRefused extends Error {
  override readonly name = "MigrationRefused";
}

/** One migration of this build: folder name and the bytes of its migration.sql. */
type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished: number };

/** `prisma/migrations` of the checkout the server runs in. */
const MIGRATIONS = join(process.cwd(), "prisma", "migrations");

/** Prisma's own bookkeeping, DDL character for character, so that `prisma migrate` agrees with what is done here. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Makes the SQLite file at `path` if there is none and applies the migrations it lacks, each in one transaction with its
 * bookkeeping row: after a crash a migration has happened or has not. Leaves the file in WAL mode.
 * Answers the names it applied. Throws MigrationRefused, before any change, on a file that is not a sound Muster database,
 * whose history is unfinished or edited, or which a newer build has migrated.
 */
export function migrate(path: string, folder: string = MIGRATIONS): { applied: string[] } {
  const migrations = readMigrations(folder);
  refuseForeignFile(path);
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { timeout: 5000 });
  try {
    const pending = pendingMigrations(db, path, migrations);
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    for (const migration of pending) apply(db, migration);
    return { applied: pending.map((m) => m.name) };
  } catch (error) {
    throw error instanceof Database.SqliteError && UNREADABLE.has(error.code)
      ? new MigrationRefused(corrupt(path, error.message))
      : error;
  } finally {
    db.close();
  }
}

const UNREADABLE = new Set(["SQLITE_NOTADB", "SQLITE_CORRUPT"]);

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const bytes = readFileSync(join(folder, name, "migration.sql"));
      return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Looks at the first bytes only: opening a foreign file through SQLite could already leave a journal beside it. */
function refuseForeignFile(path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) throw new MigrationRefused(`${path} is a folder; DATABASE_URL must name a file.`);
  const start = Buffer.alloc(16);
  const file = openSync(path, "r");
  const read = readSync(file, start, 0, 16, 0);
  closeSync(file);
  // An empty file is a database nobody has written to yet.
  if (read > 0 && start.toString("latin1") !== "SQLite format 3\0")
    throw new MigrationRefused(corrupt(path, "it is not an SQLite file"));
}

/** Reads only; throws unless the file's history is a beginning of this build's. */
function pendingMigrations(db: Database.Database, path: string, migrations: Migration[]): Migration[] {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  if (tables.length === 0) return migrations;
  const damage = db.pragma("quick_check(1)", { simple: true });
  if (damage !== "ok") throw new MigrationRefused(corrupt(path, String(damage)));
  if (!tables.includes("_prisma_migrations")) {
    throw new MigrationRefused(
      `${path} holds tables that Muster did not make. Point DATABASE_URL to a new file; this one was left as it is.`,
    );
  }
  const applied = db
    .prepare(
      `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations
       WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
    )
    .all() as Applied[];
  refuseHistory(path, applied, migrations);
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((m) => !done.has(m.name));
}

function refuseHistory(path: string, applied: Applied[], migrations: Migration[]): void {
  const known = new Map(migrations.map((m) => [m.name, m]));
  for (const row of applied) {
    const name = row.migration_name;
    const migration = known.get(name);
    if (!migration) {
      throw new MigrationRefused(
        `${path} was migrated by a newer build of Muster (${name} is unknown here). Start that build, or restore a backup from before the upgrade.`,
      );
    }
    if (!row.finished) {
      throw new MigrationRefused(
        `${path} holds a migration that began but never finished (${name}). Restore the backup from before it.`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new MigrationRefused(
        `The migration ${name} differs from the one that ${path} was made with. Check out the file as it was released; applied migrations are never edited.`,
      );
    }
  }
  const last = applied.at(-1)?.migration_name ?? "";
  const skipped = migrations.find((m) => m.name < last && !applied.some((row) => row.migration_name === m.name));
  if (skipped) {
    throw new MigrationRefused(
      `${path} has ${last} but lacks ${skipped.name}, which comes before it. Restore a backup made by this build.`,
    );
  }
}

function apply(db: Database.Database, migration: Migration): void {
  // Prisma's redefinitions of a table switch foreign keys off in the file, which SQLite ignores inside a transaction.
  db.pragma("foreign_keys = OFF");
  const started = stamp();
  db.transaction(() => {
    db.exec(BOOKKEEPING);
    // Another process may have been faster between the look and this lock.
    if (db.prepare("SELECT 1 FROM _prisma_migrations WHERE migration_name = ?").get(migration.name)) return;
    db.exec(migration.sql);
    const broken = db.pragma("foreign_key_check") as unknown[];
    if (broken.length > 0)
      throw new Error(`The migration ${migration.name} leaves ${broken.length} rows without what they refer to.`);
    db.prepare(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, logs, rolled_back_at, started_at, applied_steps_count)
       VALUES (?, ?, ?, ?, NULL, NULL, ?, 1)`,
    ).run(randomUUID(), migration.checksum, stamp(), migration.name, started);
  }).exclusive();
  db.pragma("foreign_keys = ON");
}

/** Time as Prisma writes it. */
function stamp(): string {
  return new Date().toISOString().replace("Z", "+00:00");
}

function corrupt(path: string, why: string): string {
  return `${path} cannot be read as a Muster database (${why}). Nothing was changed; restore a backup or point DATABASE_URL to another file.`;
}

// npm run db:create -- NAME   writes prisma/migrations/<UTC stamp>_NAME/migration.sql for what schema.prisma has and the migrations lack.
// npm run db:check            fails unless the migrations produce exactly schema.prisma and the server's own runner keeps a history
//                             that Prisma agrees with.
// What Prisma cannot express (triggers) is appended to the new file by hand before it is first committed; a committed one is never edited.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../lib/store/migrate.ts";
import { at, fail, tell } from "./run.mjs";
import { withSchemaEngine } from "./schema-engine.mjs";

const folder = at("prisma", "migrations");
const lockfile = join(folder, "migration_lock.toml");
const LOCK = '# Tells Prisma which database the migrations are written for.\nprovider = "sqlite"\n';
const filters = { externalTables: [], externalEnums: [] };

const [command, name] = process.argv.slice(2);
const commands = { create, check };
if (!commands[command]) fail("Say what to do: `create NAME` or `check`.");
await commands[command]();

async function create() {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name ?? ""))
    fail("Give the migration a name in kebab-case: npm run db:create -- add-audits");
  const sql = await missingSql();
  if (!sql) return tell("the migrations already produce prisma/schema.prisma, nothing to write");
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = join(folder, `${stamp}_${name}`);
  mkdirSync(directory, { recursive: true });
  if (!existsSync(lockfile)) writeFileSync(lockfile, LOCK);
  writeFileSync(join(directory, "migration.sql"), sql);
  tell(`wrote prisma/migrations/${stamp}_${name}/migration.sql; read it before you commit it`);
}

async function check() {
  const sql = await missingSql();
  if (sql) fail(`prisma/schema.prisma has what no migration makes; run \`npm run db:create -- NAME\`. Missing:\n${sql}`);
  const { history, editedMigrationNames, failedMigrationNames } = await diagnose();
  const wrong = [...editedMigrationNames, ...failedMigrationNames];
  if (history || wrong.length > 0)
    fail(`Prisma disagrees with the history lib/store/migrate.ts wrote: ${JSON.stringify({ history, wrong })}`);
  tell("migrations produce the schema and their history is sound");
}

/** SQL that leads from the migrations to the schema, or "" if they agree. */
async function missingSql() {
  const schema = { path: "schema.prisma", content: readFileSync(at("prisma", "schema.prisma"), "utf8") };
  const { exitCode, stdout } = await withSchemaEngine(":memory:", (engine) =>
    engine.diff({
      from: { tag: "migrations", ...migrationList() },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      shadowDatabaseUrl: null,
      filters,
    }),
  );
  return exitCode === 0 ? "" : stdout;
}

/** What Prisma's engine says about a fresh database that the server's runner has migrated. */
async function diagnose() {
  const directory = mkdtempSync(join(tmpdir(), "muster-migration-"));
  try {
    const file = join(directory, "check.db");
    migrate(file);
    return await withSchemaEngine(`file:${file}`, (engine) =>
      engine.diagnoseMigrationHistory({ migrationsList: migrationList(), optInToShadowDatabase: true, filters }),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The migrations folder in the form the engine takes. */
function migrationList() {
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((e) => e.isDirectory())
        .map((e) => e.name)
    : [];
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : LOCK },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(folder, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { migrate } from "../../../lib/store/migrate";
import { MusterServer } from "../../server";
import type { Check, Extent } from "../check";
import { count, missesOf, verdict } from "../verdict";

const MIGRATIONS = join(process.cwd(), "prisma", "migrations");
const NAMES = readdirSync(MIGRATIONS)
  .filter((name) => !name.endsWith(".toml"))
  .sort();

export const upgraded: Check = {
  id: "R36",
  asks: "an upgrade that is killed leaves the old schema or the new one with every row; downgrades and damaged files are refused",
  async run(extent) {
    const folder = mkdtempSync(join(tmpdir(), "muster-upgrade-"));
    try {
      return await upgrade(folder, extent);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function upgrade(folder: string, extent: Extent) {
  const rows = extent === "full" ? 100_000 : 2_000;
  const kills = extent === "full" ? 20 : 1;
  // Every state there ever was; in short the first, the middle and the last.
  const states = NAMES.map((_, i) => i + 1).filter((n) => n < NAMES.length);
  const chosen = extent === "full" ? states : [1, states.at(-1) ?? 1];
  const schemas = NAMES.map((_, i) => schemaAfter(folder, i + 1));
  const misses: string[] = [];
  let killed = 0;
  for (const state of chosen) {
    const old = join(folder, `state-${state}.db`);
    make(folder, old, state, rows);
    const before = contents(old);
    const most = statementsAfter(state);
    for (let kill = 0; kill < kills; kill++) {
      const file = join(folder, "killed.db");
      remove(file);
      copyFileSync(old, file);
      const crashAt = 1 + Math.floor(((kill + 0.5) / kills) * most);
      if (run(file, crashAt).signal === "SIGKILL") killed += 1;
      const found = schema(file);
      if (!schemas.slice(state - 1).includes(found)) misses.push(`neither schema after statement ${crashAt} of state ${state}`);
      if (!sameRows(before, contents(file))) misses.push(`rows differ after statement ${crashAt} of state ${state}`);
      const again = run(file, 0);
      if (again.status !== 0 || schema(file) !== schemas.at(-1))
        misses.push(`state ${state} does not go on after a kill: ${again.stderr}`);
      if (!sameRows(before, contents(file))) misses.push(`rows differ after the upgrade of state ${state}`);
    }
    if (extent === "full" || state === 1) misses.push(...(await serves(old, rows)).map((miss) => `${miss} from state ${state}`));
  }
  misses.push(...refusals(folder));
  return verdict(
    `${chosen.length} states with ${count(rows)} signals, ${killed} kills between the statements: always one schema or the other, every row there; a newer schema, a cut file and a foreign file refused`,
    [...misses, ...(killed === 0 ? ["no kill struck"] : [])],
  );
}

/** The first `n` migrations in a folder of their own. */
function migrationsUpTo(folder: string, n: number): string {
  const some = join(folder, `migrations-${n}`);
  for (const name of NAMES.slice(0, n)) cpSync(join(MIGRATIONS, name), join(some, name), { recursive: true });
  return some;
}

function schemaAfter(folder: string, n: number): string {
  const file = join(folder, `empty-${n}.db`);
  migrate(file, migrationsUpTo(folder, n));
  return schema(file);
}

/** A database as it was after the first `n` migrations, with agents, signals and entries in it. */
function make(folder: string, file: string, n: number, rows: number): void {
  migrate(file, migrationsUpTo(folder, n));
  const db = new Database(file);
  db.transaction(() => {
    for (let i = 1; i <= 50; i++)
      insert(db, "Agent", {
        number: i,
        id: `agent-${i}`,
        name: "An agent",
        model: "m",
        registeredAt: 1,
        registeredBy: "owner",
        initialBalanceSats: i,
      });
    for (let row = 1; row <= rows; row++)
      insert(db, "Signal", {
        row,
        agentNumber: 1 + (row % 50),
        dimension: row % 5,
        value: 0.5,
        weight: 1,
        source: "soak",
        receivedAt: row,
        reporter: "owner",
      });
  })();
  db.close();
}

/** Inserts what the table knows; whatever else it must have is 0 or empty. */
function insert(db: Database.Database, table: string, row: Record<string, string | number>): void {
  let statement = statements.get(db)?.get(table);
  if (!statement) {
    const columns = db.pragma(`table_info("${table}")`) as { name: string; notnull: number; dflt_value: unknown; type: string }[];
    const filled = columns.filter(({ name, notnull, dflt_value }) => name in row || (notnull === 1 && dflt_value === null));
    const prepared = db.prepare(
      `INSERT INTO "${table}" (${filled.map(({ name }) => `"${name}"`).join(", ")}) VALUES (${filled.map(() => "?").join(", ")})`,
    );
    const defaults = filled.map(({ name, type }) => [name, type === "TEXT" ? "" : 0] as const);
    statement = (values) => prepared.run(defaults.map(([name, otherwise]) => values[name] ?? otherwise));
    statements.set(db, (statements.get(db) ?? new Map()).set(table, statement));
  }
  statement(row);
}
const statements = new WeakMap<Database.Database, Map<string, (values: Record<string, string | number>) => unknown>>();

function inside<T>(file: string, use: (db: Database.Database) => T): T {
  const db = new Database(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

const schema = (file: string): string =>
  inside(file, (db) =>
    (
      db
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name")
        .pluck()
        .all() as string[]
    ).join("\n"),
  );

/** Rows of the tables that are never emptied. */
const contents = (file: string): string[] =>
  inside(file, (db) =>
    ["Agent", "Signal"].map((table) => JSON.stringify(db.prepare(`SELECT count(*), sum(rowid) FROM "${table}"`).raw().get())),
  );

const sameRows = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** How many statements bring a database from state `n` to the newest. */
function statementsAfter(n: number): number {
  const scripts = NAMES.slice(n).map((name) => readFileSync(join(MIGRATIONS, name, "migration.sql"), "utf8"));
  return scripts.reduce(
    (sum, script) => sum + (script.match(/;\s*$/gm)?.length ?? 0) - 2 * (script.match(/CREATE TRIGGER/g)?.length ?? 0),
    0,
  );
}

function run(file: string, crashAt: number) {
  const modules = ["tsx", "./e2e/soak/preload/crash-in-migration.mjs"].flatMap((name) => ["--import", name]);
  return spawnSync(process.execPath, [...modules, "e2e/soak/upgrade.ts", file], {
    encoding: "utf8",
    env: { ...process.env, CRASH_AT: String(crashAt) },
  });
}

function remove(file: string): void {
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
}

/** A real server upgrades it, and shows its agents. */
async function serves(old: string, rows: number): Promise<string[]> {
  const home = mkdtempSync(join(tmpdir(), "muster-old-"));
  copyFileSync(old, join(home, "muster.db"));
  const server = await MusterServer.start({ folder: home });
  try {
    const { status, body } = await server.call("GET", "/agents?limit=100");
    const stored = server.read((db) => db.prepare("SELECT count(*) FROM Signal").pluck().get());
    return missesOf({
      [`agents answered ${status}`]: status === 200 && (body as { items: unknown[] }).items.length === 50,
      [`${stored} of ${rows} signals`]: stored === rows,
    });
  } finally {
    await server.remove();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Files that must be refused with a sentence, and left as they are. */
function refusals(folder: string): string[] {
  const newer = join(folder, "newer.db");
  const some = join(folder, "newer");
  cpSync(MIGRATIONS, some, { recursive: true });
  cpSync(join(MIGRATIONS, NAMES[0] ?? ""), join(some, "99990101000000_later"), { recursive: true });
  writeFileSync(join(some, "99990101000000_later", "migration.sql"), 'CREATE TABLE "Later" ("id" INTEGER PRIMARY KEY);');
  migrate(newer, some);
  const cut = join(folder, "cut.db");
  const whole = readFileSync(join(folder, `state-1.db`));
  writeFileSync(cut, Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.alloc(Math.floor(whole.length / 2), 0xa5)]));
  const foreign = join(folder, "foreign.db");
  writeFileSync(foreign, "this is no database at all");
  return [newer, cut, foreign].flatMap((file) => {
    const before = readFileSync(file);
    const { status, stderr } = start(file);
    return missesOf({
      [`${file} was not refused`]: status === 1,
      [`${file} was refused without a sentence: ${stderr.slice(0, 100)}`]:
        /Muster does not start\. .*(newer build|cannot be read)/.test(stderr),
      [`${file} was changed`]: readFileSync(file).equals(before),
    });
  });
}

function start(file: string) {
  const env = { ...process.env, DATABASE_URL: `file:${file}`, PORT: "0", LOG_LEVEL: "silent" };
  return spawnSync(process.execPath, ["--import", "tsx", "lib/server.ts"], { encoding: "utf8", env, timeout: 30_000 });
}

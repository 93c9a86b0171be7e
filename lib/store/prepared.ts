import type Database from "better-sqlite3";

const kept = new WeakMap<Database.Database, Map<string, Database.Statement<unknown[], unknown>>>();

/**
 * A statement that is prepared once per connection: preparing costs more than most of them take to run. All who ask for the same
 * text share it, so nobody may change what it returns (`pluck`, `raw`, `expand`).
 */
export function prepared<Parameters extends unknown[], Row>(
  raw: Database.Database,
  sql: string,
): Database.Statement<Parameters, Row> {
  const statements = kept.get(raw) ?? new Map<string, Database.Statement<unknown[], unknown>>();
  kept.set(raw, statements);
  const known = statements.get(sql) ?? raw.prepare<unknown[], unknown>(sql);
  statements.set(sql, known);
  return known as Database.Statement<Parameters, Row>;
}

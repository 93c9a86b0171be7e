// Counts pages and rows of each table, indexes with their table. Plain JavaScript, because a thread starts without whatever
// lets its parent run TypeScript.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

const database = new Database(workerData, { readonly: true, fileMustExist: true, timeout: 1000 });
try {
  parentPort?.postMessage(
    database
      .prepare(
        `SELECT tbl_name AS name, sum(bytes) AS bytes, max(CASE WHEN name = tbl_name THEN rows ELSE 0 END) AS rows
           FROM (SELECT name, sum(pgsize) AS bytes, sum(CASE pagetype WHEN 'leaf' THEN ncell ELSE 0 END) AS rows FROM dbstat GROUP BY name)
           JOIN sqlite_schema USING (name) WHERE tbl_name NOT LIKE '\\_%' ESCAPE '\\' AND tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
          GROUP BY tbl_name ORDER BY bytes DESC, tbl_name`,
      )
      .all(),
  );
} finally {
  database.close();
}

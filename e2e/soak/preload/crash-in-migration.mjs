// Loaded into a process that migrates a database: it dies before the statement of the migrations that CRASH_AT counts to, or
// when it has run them all. Each script is run statement by statement, in the transaction that the migration opened.
import { createRequire } from "node:module";

const Database = createRequire(import.meta.url)("better-sqlite3");
const crashAt = Number(process.env.CRASH_AT);
const exec = Database.prototype.exec;
let statements = 0;

Database.prototype.exec = function (script) {
  let text = "";
  for (const part of script.replace(/--.*$/gm, "").split(/(?<=;)/)) {
    text += part;
    if (text.trim() === "" || !isWhole(this, text)) continue;
    if (++statements === crashAt) process.kill(process.pid, "SIGKILL");
    exec.call(this, text);
    text = "";
  }
  if (text.trim() !== "") exec.call(this, text);
  return this;
};

/** A trigger holds semicolons of its own. */
function isWhole(database, text) {
  try {
    database.prepare(text);
  } catch (error) {
    return !/incomplete input/.test(error.message);
  }
  return true;
}

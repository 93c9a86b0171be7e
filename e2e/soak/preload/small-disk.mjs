// Loaded into a server whose disk is to be full: told {full: true}, its databases may not grow by a page; {full: false} ends it.
import { createRequire } from "node:module";

const Database = createRequire(import.meta.url)("better-sqlite3");
const open = new Set();
const prepare = Database.prototype.prepare;
Database.prototype.prepare = function (source) {
  open.add(this);
  return prepare.call(this, source);
};

process.on("message", (message) => {
  if (typeof message?.full !== "boolean") return;
  for (const database of open) {
    if (!database.open || database.readonly) continue;
    const pages = message.full ? database.pragma("page_count", { simple: true }) : 1_000_000_000;
    database.pragma(`max_page_count = ${pages}`);
  }
  process.send("set");
});
process.channel?.unref();

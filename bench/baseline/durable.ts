// The original's durable mode: an HTTP server that opens a SQLite connection for every signal, inserts, commits and closes,
// with the defaults of that mode: rollback journal, synchronous FULL. Scores live in the original's engine.
import { createServer, type IncomingMessage } from "node:http";
import Database from "better-sqlite3";
import { OriginalEngine } from "./engine";

type Signal = {
  agentId: string;
  dimension: string;
  value: number;
  source: string;
  details?: string;
  traceId?: string;
  id?: string;
};

const [port, file] = process.argv.slice(2);
const engine = new OriginalEngine();

function open(): Database.Database {
  const db = new Database(file);
  db.pragma("synchronous = FULL");
  return db;
}

function store(signal: Signal): void {
  const db = open();
  db.prepare("INSERT INTO signals (agent, dimension, value, source, details, trace, id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)").run(
    signal.agentId,
    signal.dimension,
    signal.value,
    signal.source,
    signal.details ?? null,
    signal.traceId ?? null,
    signal.id ?? null,
    new Date().toISOString(),
  );
  db.close();
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const db = open();
db.exec(
  "CREATE TABLE signals (row INTEGER PRIMARY KEY AUTOINCREMENT, agent TEXT, dimension TEXT, value REAL, source TEXT, details TEXT, trace TEXT, id TEXT, at TEXT)",
);
db.close();

createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, async (request, response) => {
  if (request.method !== "POST") return response.end("ready");
  const { signals } = JSON.parse(await read(request)) as { signals: Signal[] };
  for (const signal of signals) {
    engine.record(signal.agentId, signal.dimension, signal.value, signal.source, signal.details);
    store(signal);
  }
  response.setHeader("content-type", "application/json").end(JSON.stringify({ accepted: signals.length }));
}).listen(Number(port), "127.0.0.1");

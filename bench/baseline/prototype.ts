// The limit for durable ingest: the least code that parses, checks, de-duplicates, commits groups of requests with
// synchronous=FULL, chains a digest of what it stored, keeps scores fresh, and answers after the commit.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Database from "better-sqlite3";
import { DIMENSIONS } from "../../lib/trust/dimension";
import { DEFAULT_WEIGHTS, weightList } from "../../lib/trust/weights";
import { NakedRings } from "./ring";

type Signal = {
  agentId: string;
  dimension: (typeof DIMENSIONS)[number];
  value: number;
  source: string;
  details?: string;
  traceId?: string;
  id: string;
};
type Waiting = { signals: Signal[]; response: ServerResponse };

const [port, file] = process.argv.slice(2);
const db = new Database(file);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.pragma("cache_size = -65536");
db.pragma("wal_autocheckpoint = 2000");
db.exec(`
  CREATE TABLE signal (row INTEGER PRIMARY KEY, agent INTEGER, dimension INTEGER, value REAL, source TEXT, details TEXT, trace TEXT, id TEXT, at INTEGER);
  CREATE TABLE taken (id TEXT PRIMARY KEY, row INTEGER) WITHOUT ROWID;
  CREATE TABLE journal (seq INTEGER PRIMARY KEY, data TEXT, prev TEXT, hash TEXT);
`);
const insert = db.prepare(
  "INSERT INTO signal (row, agent, dimension, value, source, details, trace, id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
);
const take = db.prepare("INSERT OR IGNORE INTO taken (id, row) VALUES (?, ?)");
const append = db.prepare("INSERT INTO journal (data, prev, hash) VALUES (?, ?, ?)");
const rings = new NakedRings(20_000);
const weights = weightList(DEFAULT_WEIGHTS);
const numbers = new Map<string, number>();
let waiting: Waiting[] = [];
let previous = "";
let row = 0;

function numberOf(agent: string): number {
  const known = numbers.get(agent);
  if (known !== undefined) return known;
  numbers.set(agent, numbers.size);
  return numbers.size - 1;
}

function valid({ agentId, dimension, value, source }: Signal): boolean {
  return typeof agentId === "string" && DIMENSIONS.includes(dimension) && value >= 0 && value <= 1 && typeof source === "string";
}

/** One transaction for everything that came in since the last one. */
function commit(): void {
  const group = waiting;
  waiting = [];
  const fresh: Signal[] = [];
  let text = previous;
  const now = Date.now();
  db.exec("BEGIN IMMEDIATE");
  for (const signal of group.flatMap(({ signals }) => signals)) {
    if (take.run(signal.id, row + 1).changes === 0) continue;
    const { agentId, value, source, details, traceId, id } = signal;
    const dimension = DIMENSIONS.indexOf(signal.dimension);
    const stored = [++row, numberOf(agentId), dimension, value, source, details, traceId, id, now];
    insert.run(stored);
    text += `${JSON.stringify(stored)}\n`;
    fresh.push(signal);
  }
  const hash = createHash("sha256").update(text).digest("hex");
  append.run(JSON.stringify({ count: fresh.length }), previous, hash);
  db.exec("COMMIT");
  previous = hash;
  const scores = new Map(
    fresh.map(({ agentId, dimension, value }) => [
      agentId,
      rings.push(numberOf(agentId), DIMENSIONS.indexOf(dimension), value, weights),
    ]),
  );
  for (const { signals, response } of group) answer(response, signals, scores);
}

function answer(response: ServerResponse, signals: readonly Signal[], scores: ReadonlyMap<string, number>): void {
  const named = [...new Set(signals.map(({ agentId }) => agentId))];
  const rows = named.map((agentId) => ({ agentId, score: Math.trunc(scores.get(agentId) ?? 500), rated: true, revoked: false }));
  response
    .setHeader("content-type", "application/json")
    .end(JSON.stringify({ accepted: signals.length, duplicates: 0, scores: rows }));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, async (request, response) => {
  if (request.method !== "POST") return response.end("ready");
  const { signals } = JSON.parse(await read(request)) as { signals: Signal[] };
  if (!signals.every(valid)) return response.writeHead(422).end();
  if (waiting.push({ signals, response }) === 1) setImmediate(commit);
}).listen(Number(port), "127.0.0.1");

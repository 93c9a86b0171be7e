import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { authorise } from "../access/action";
import { CLIENT_ADDRESS, clientAddresses } from "../access/client-address";
import { limitRequests } from "../engine/rate-limit";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { actionRequest } from "./action-request";
import { assertOwnPage, assertSameOrigin, authenticate } from "./auth";
import { readLimited } from "./body";
import { dropInternalHeaders, protectPage } from "./browser-policy";
import type { ApiAnswer, ApiRequest } from "./exchange";
import { answered, handle, methodRefusal } from "./handle";
import { STALLED_MS } from "./lines";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { ASKED_FOR } from "./own-path";

type Next = (request: IncomingMessage, response: ServerResponse) => void;

const WORTH_COMPRESSING = 2_048;
const RUN_OUT_MS = 2_000;
const zip = promisify(gzip);
const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * What is answered before Next: paths it would answer with its own 500, the process' own pages, and what is hot, which a
 * plain handler serves many times faster with the very same operation.
 */
export function edge(
  next: Next,
  options: { development: boolean },
): (request: IncomingMessage, response: ServerResponse) => void {
  const addressOf = clientAddresses(runtime().config.trustedProxies);
  return (request, response) => {
    request.headers[CLIENT_ADDRESS] = addressOf(request);
    request.headers[ASKED_FOR] = request.url ?? "/";
    const target = request.url ?? "/";
    const path = target.split("?", 1)[0] ?? "/";
    const own = ownAnswer(request, path);
    if (own) {
      void send(request, response, answered(toApiRequest(request), own));
      return;
    }
    const operation = HOT[`${request.method} ${path}`];
    if (operation) {
      void send(request, response, handle(operation, {}, toApiRequest(request)));
      return;
    }
    const elsewhere = publicAddress(request, path);
    if (elsewhere) {
      response.writeHead(307, { location: elsewhere }).end();
      return;
    }
    dropInternalHeaders(request);
    if (!isApi(path) && !path.startsWith("/_next/static/"))
      protectPage(request, response, { ...options, https: runtime().config.publicUrl.protocol === "https:" });
    if (request.method !== "POST" || isApi(path) || options.development) return next(request, response);
    actionRequest(request).then(
      (checked) => next(checked, response),
      (error: unknown) => {
        const refuse = async () => {
          throw error;
        };
        return send(request, response, answered(toApiRequest(request), refuse));
      },
    );
  };
}

/** The answer to requests that never reach Next, or null. */
function ownAnswer(request: IncomingMessage, path: string): (() => Promise<ApiAnswer>) | null {
  const refusal = refusalOf(request.method ?? "", path, (request.url ?? "").slice(path.length + 1));
  if (refusal) {
    return async () => {
      throw refusal;
    };
  }
  const handler = PROCESS[path];
  if (handler) return () => handler(request);
  return isApi(path) ? null : foreignPost(request);
}

/** Everything that is posted to a page may be a server action, and Next runs those that do not say where they come from. */
function foreignPost(request: IncomingMessage): (() => Promise<ApiAnswer>) | null {
  const { method = "" } = request;
  if (method === "GET" || method === "HEAD") return null;
  try {
    assertOwnPage(method, toApiRequest(request).header);
    return null;
  } catch (error) {
    return () => Promise.reject(error);
  }
}

/** What Next would answer with its own error pages, or with 500. */
function refusalOf(method: string, path: string, query: string): Refusal | null {
  if (!isDecodable(path)) return new Refusal(400, "http/path", "The path is not valid.");
  const readOnly = path in PROCESS || path === "/api/openapi.json";
  if (readOnly && method !== "GET" && method !== "HEAD") return methodRefusal(method, "GET");
  // Pages of Next's own: prepared once, so that they have no nonce.
  if (/^\/_(?!next\/)/.test(path)) return new Refusal(404, "http/not-found", "There is nothing at this path.");
  if (!isApi(path)) return null;
  if (!METHODS.has(method)) return methodRefusal(method, [...METHODS].join(", "));
  if (path === "/api" || path.endsWith("/") || path.includes("//")) {
    return new Refusal(404, "http/not-found", "There is nothing at this path. The API is described at /api/openapi.json.");
  }
  // Next drops this one on the way, and the operation could not refuse it.
  if (new URLSearchParams(query).has("__proto__"))
    return new Refusal(400, "http/query", "/__proto__: There is no such parameter.");
  return null;
}

const isApi = (path: string): boolean => path === "/api" || path.startsWith("/api/");

/**
 * Origin form, percent-encoding that decodes, no backslash or NUL: what Next answers with 500 stops here. So does what it would
 * read as another path: it takes `/api/%2e%2e/settings` for a page, and here it is one of the API, to which other rules apply.
 */
function isDecodable(path: string): boolean {
  if (!path.startsWith("/") || path.includes("\\")) return false;
  try {
    const decoded = decodeURIComponent(path);
    const asNext = decodeURIComponent(new URL(`http://next${path}`).pathname);
    return decoded.isWellFormed() && !decoded.includes("\0") && decoded === asNext;
  } catch {
    return false;
  }
}

/** On a loopback address the page is moved to the one name that the session belongs to. */
function publicAddress(request: IncomingMessage, path: string): string | null {
  const { publicUrl } = runtime().config;
  const host = request.headers.host;
  if (request.method !== "GET" || isApi(path) || path.startsWith("/_next/") || !host || host === publicUrl.host) return null;
  const asked = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  const samePlace =
    asked !== null && asked.port === publicUrl.port && LOOPBACK.has(asked.hostname) && LOOPBACK.has(publicUrl.hostname);
  return samePlace ? new URL(request.url ?? "/", publicUrl).href : null;
}

/** Next costs half a millisecond a request, sends what its routes answer uncompressed, and waits for ever for who does not read. */
const HOT: Record<string, Operation> = {
  "POST /api/v1/signals": OPERATIONS.recordSignals,
  "GET /api/v1/board": OPERATIONS.getBoard,
  "GET /api/v1/attention": OPERATIONS.getAttention,
  "GET /api/v1/journal/export": OPERATIONS.exportJournal,
  "GET /api/v1/journal/checkpoints": OPERATIONS.exportCheckpoints,
  "GET /api/v1/routing/export": OPERATIONS.exportDecisions,
};

const json = (status: number, body: unknown): ApiAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(body),
});

const PROCESS: Record<string, (request: IncomingMessage) => Promise<ApiAnswer>> = {
  "/livez": async () => json(200, { ok: true }),
  "/readyz": readyz,
  "/metrics": metrics,
};

async function readyz(request: IncomingMessage): Promise<ApiAnswer> {
  const { ready, writer, fleet, journal, instance, config } = runtime();
  const checks = { serving: ready, database: writer.broken === null, queue: !writer.overloaded };
  const ok = Object.values(checks).every(Boolean);
  if (!/[?&]verbose(=|&|$)/.test(request.url ?? "")) return json(ok ? 200 : 503, { ok });
  const { header } = toApiRequest(request);
  const actor = await authenticate(header);
  authorise(actor, "readHealth");
  limitRequests(actor);
  const server = (request.socket as { server?: { listenerCount(event: string): number } }).server;
  return json(ok ? 200 : 503, {
    ok,
    checks,
    instance,
    agents: fleet.active.size,
    seq: journal.seq,
    version: fleet.version,
    waitingSignals: writer.waiting,
    upgradeListeners: server?.listenerCount("upgrade") ?? null,
    demo: config.demo,
  });
}

async function metrics(request: IncomingMessage): Promise<ApiAnswer> {
  const { header } = toApiRequest(request);
  const actor = await authenticate(header);
  assertSameOrigin(actor, "GET", header);
  authorise(actor, "readMetrics");
  limitRequests(actor);
  const { metrics, writer, fleet, journal, checkpoints } = runtime();
  metrics.waiting.set(writer.waiting);
  metrics.agents.set(fleet.active.size);
  metrics.journal.set(journal.seq);
  metrics.checkpoint.set(checkpoints.newest?.size ?? 0);
  metrics.checkpointFailures.set(checkpoints.failures);
  metrics.mismatch.set(checkpoints.mismatch === null ? 0 : 1);
  return { status: 200, headers: { "content-type": metrics.registry.contentType }, body: await metrics.registry.metrics() };
}

function toApiRequest(request: IncomingMessage): ApiRequest {
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    // Left alive when it is too long, so that its sender still gets the answer.
    body: (limit) => readLimited(request.iterator({ destroyOnReturn: false }), limit),
  };
}

/** One gzipped form of each board, however many ask for it. */
const zipped = new WeakMap<Uint8Array, Promise<Buffer>>();

function zippedOnce(bytes: Uint8Array): Promise<Buffer> {
  const made = zipped.get(bytes) ?? zip(bytes, { level: 4 });
  zipped.set(bytes, made);
  return made;
}

/** Gzipped where the client takes it and it is worth it; in a thread, because the board of a large fleet is a megabyte. */
async function compressed(request: IncomingMessage, { body, headers }: ApiAnswer): Promise<ApiAnswer["body"]> {
  const accepted = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  const whole = typeof body === "string" || body instanceof Uint8Array;
  if (!whole || body.length < WORTH_COMPRESSING || !accepted) return body;
  headers["content-encoding"] = "gzip";
  headers.vary = "accept-encoding";
  return typeof body === "string" ? zip(body, { level: 4 }) : zippedOnce(body);
}

/** Lets the rest of a refused body run out, for a while, so that its sender reads the answer instead of a reset. */
function runOut(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, RUN_OUT_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    request.once("end", done).once("close", done);
    request.resume();
  });
}

async function send(request: IncomingMessage, response: ServerResponse, answering: Promise<ApiAnswer>): Promise<void> {
  const answer = await answering;
  const { status, headers } = answer;
  const body = await compressed(request, answer);
  const whole = typeof body === "string" || body instanceof Uint8Array;
  if (whole) headers["content-length"] = String(Buffer.byteLength(body));
  if (!request.complete && !request.destroyed && status >= 400) {
    headers.connection = "close";
    await runOut(request);
  }
  response.writeHead(status, headers);
  if (!whole) {
    // Whoever stops reading is cut; the lines end with it.
    response.setTimeout(STALLED_MS, () => response.destroy());
    pipeline(Readable.from(body), response, () => {});
  } else response.end(request.method === "HEAD" ? undefined : body);
}

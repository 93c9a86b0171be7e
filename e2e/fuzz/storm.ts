import { type MusterServer, pause, randomOf } from "../server";
import { type Malformed, malformedRequests, type Target } from "./corpus";
import { type RawAnswer, sendRaw } from "./request";

const LANES = 8;

/** A body each operation would take, so that exactly one thing is wrong with what is sent. */
const EXAMPLES: Record<string, Record<string, unknown>> = {
  "POST /api/v1/backups": { name: "fuzz" },
  "POST /api/v1/agents": { name: "Fuzz", model: "test-model", capabilities: ["research"], capacity: 2 },
  "PATCH /api/v1/agents/{id}": { name: "Fuzz", capacity: 3 },
  "DELETE /api/v1/agents/{id}": { reason: "fuzz" },
  "POST /api/v1/agents/{id}/suspend": { reason: "fuzz" },
  "POST /api/v1/agents/{id}/resume": { reason: "fuzz" },
  "POST /api/v1/agents/{id}/revoke": { reason: "fuzz" },
  "POST /api/v1/agents/{id}/reinstate": { reason: "fuzz" },
  "POST /api/v1/agents/{id}/holds/{cause}/lift": { reason: "fuzz" },
  "PUT /api/v1/agents/{id}/architecture": { architectureHash: "0123456789abcdef", reason: "fuzz" },
  "POST /api/v1/agents/{id}/certifications": { robustness: { cc: 0.7, er: 0.7, as: 0.7, ih: 0.9 }, auditType: "external" },
  "POST /api/v1/agents/{id}/audits": { type: "re-certification", reason: "fuzz", samples: 1 },
  "POST /api/v1/agents/{id}/top-ups": { amountSats: 100, reason: "fuzz" },
  "POST /api/v1/tasks": {
    id: "fuzz-task",
    description: "Translate the manual",
    requiredCapabilities: ["translate"],
    minTier: "T1",
    budgetSats: 100,
    penaltySats: 1,
    deadline: "2030-01-01T00:00:00Z",
    checks: [{ kind: "contains", text: "manual" }],
    bids: { "fuzz-agent": 10 },
  },
  "POST /api/v1/routing/preview": { description: "Translate the manual", bids: { "fuzz-agent": 10 }, policy: "balanced" },
  "POST /api/v1/routing/decisions/{id}/override": { agentId: "fuzz-agent", reason: "fuzz" },
  "POST /api/v1/tasks/{id}/outcome": { success: true, result: "fuzz", tokensUsed: 5, durationMs: 5, failureReason: "fuzz" },
  "PUT /api/v1/tiers": { ihThreshold: 0.5, reason: "fuzz" },
  "POST /api/v1/tiers/preview": { ihThreshold: 0.5 },
  "PUT /api/v1/retention": { signalDays: 60, reason: "fuzz" },
  "POST /api/v1/retention/undo": { version: 1, reason: "fuzz" },
  "POST /api/v1/tiers/undo": { version: 1, reason: "fuzz" },
  "POST /api/v1/gate/evaluate": { robustness: { cc: 0.7, er: 0.7, as: 0.7, ih: 0.9 }, elapsed: 1 },
  "POST /api/v1/signals": {
    signals: [{ agentId: "fuzz-agent", dimension: "output_quality", value: 0.5, source: "fuzz" }],
  },
  "PUT /api/v1/weights": {
    weights: {
      policy_compliance: 0.25,
      resource_efficiency: 0.15,
      output_quality: 0.2,
      security_posture: 0.25,
      collaboration_health: 0.15,
    },
    reason: "fuzz",
  },
  "POST /api/v1/weights/undo": { version: 1, reason: "fuzz" },
  "PUT /api/v1/trust-policy": { revocationThreshold: 300, reason: "fuzz" },
  "PUT /api/v1/routing/policies/{name}": { minimumCapability: 0.3, reason: "fuzz" },
  "POST /api/v1/routing/policies/{name}/undo": { version: 1, reason: "fuzz" },
  "POST /api/v1/routing/policies/{name}/preview": { minimumCapability: 0.3, decisions: 10 },
  "POST /api/v1/keys": { name: "fuzz", scopes: ["read"] },
  "POST /api/v1/keys/{id}/rotate": { overlapSeconds: 60 },
  "POST /api/v1/views": { screen: "leaderboard", name: "Fuzz view", search: "filter=risk" },
  "PATCH /api/v1/views/{id}": { name: "Fuzz view", shared: false },
  "PUT /api/v1/views/default": { viewId: "fuzz" },
  "POST /api/v1/users": { name: "Fuzz user", role: "viewer" },
  "PATCH /api/v1/users/{id}": { role: "operator", email: "fuzz@example.org" },
  "PATCH /api/v1/keys/{id}": { requestsPerSecond: 50, maxShare: 0.5 },
};

/** Where null is a value of its own: the default comes back. */
const TAKES_NULL = new Set(["PATCH /api/v1/keys/{id}", "PATCH /api/v1/users/{id}", "PUT /api/v1/views/default"]);
/** They take lines of text: what is wrong with those stands in lib/http/import-rows.test.ts. */
const NOT_JSON = new Set(["POST /api/v1/agents/import"]);

/** What came of a storm; each list is empty where all is well. */
export type Aftermath = { requests: number; unknown: string[]; wrong: string[]; changed: string[]; polluted: string[] };

/** Sends `count` malformed requests to every operation of the API document, and says what was not refused as it must be. */
export async function storm(server: MusterServer, count: number, seed: number): Promise<Aftermath> {
  await server.call("POST", "/agents", { body: { id: "fuzz-agent", name: "Fuzz agent", model: "test-model" } });
  const requests = malformedRequests(await targets(server), count, randomOf(seed));
  // The sampler of the newly registered agent gets its turn first.
  await pause(2_500);
  const before = rowCounts(server);
  const answers = await sendAll(server, requests);
  const after = rowCounts(server);
  const unknown = (await operations(server))
    .filter(({ name, takesBody }) => takesBody && !EXAMPLES[name] && !NOT_JSON.has(name))
    .map(({ name }) => name);
  return {
    requests: answers.length,
    unknown,
    wrong: answers.filter(({ request, answer }) => !isProblem(request, answer)).map(summary),
    changed: Object.keys(after).filter((table) => after[table] !== before[table]),
    polluted: await polluted(server),
  };
}

/** Where what was put into prototypes shows. */
async function polluted(server: MusterServer): Promise<string[]> {
  const { body } = await server.call("POST", "/agents", { body: { name: "After the storm", model: "test-model" } });
  const texts = [JSON.stringify(body)];
  for (const path of ["/api/v1/agents", "/api/v1/weights", "/api/v1/board", "/api/openapi.json"])
    texts.push((await sendRaw(server, { method: "GET", target: path })).text);
  return texts.filter((text) => text.includes("polluted")).map((text) => text.slice(0, 300));
}

function isProblem(request: Malformed, { status, type, text }: RawAnswer): boolean {
  if (!request.statuses.includes(status) || !type.startsWith("application/problem+json")) return false;
  const problem = JSON.parse(text) as Record<string, unknown>;
  return problem.status === status && /^[a-z]+\/[a-z-]+$/.test(String(problem.code)) && typeof problem.detail === "string";
}

function summary({ request, answer }: { request: Malformed; answer: RawAnswer }): string {
  const body = request.body ? ` ${request.body.subarray(0, 120).toString("utf8")}` : "";
  return `${request.flaw}: ${request.method} ${request.target.slice(0, 120)}${body} → ${answer.status} ${answer.type} ${answer.text.slice(0, 200)} (expected ${request.statuses})`;
}

async function sendAll(server: MusterServer, requests: Malformed[]): Promise<{ request: Malformed; answer: RawAnswer }[]> {
  const waiting = requests.entries();
  const answers: { request: Malformed; answer: RawAnswer }[] = [];
  const lane = async () => {
    for (const [index, request] of waiting) answers[index] = { request, answer: await sendRaw(server, request) };
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return answers;
}

type ApiDocument = { paths: Record<string, Record<string, { requestBody?: unknown }>> };

async function operations(server: MusterServer): Promise<{ name: string; method: string; path: string; takesBody: boolean }[]> {
  const { text } = await sendRaw(server, { method: "GET", target: "/api/openapi.json" });
  const { paths } = JSON.parse(text) as ApiDocument;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ["get", "post", "put", "patch", "delete"].includes(method))
      .map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        takesBody: operation.requestBody !== undefined,
      })),
  );
}

/** The operations under /api with parameters filled in. */
async function targets(server: MusterServer): Promise<Target[]> {
  return (await operations(server))
    .filter(({ name, path }) => path.startsWith("/api/v1/") && !NOT_JSON.has(name))
    .map(({ name, method, path }) => ({
      method,
      path: path
        .replace("{id}", path.includes("/keys/") ? "key_unknown" : "fuzz-agent")
        .replace("{cause}", "operator")
        .replace("{name}", "balanced"),
      ...(EXAMPLES[name] && { example: EXAMPLES[name] }),
      takesNull: TAKES_NULL.has(name),
    }));
}

/** Rows per table. */
function rowCounts(server: MusterServer): Record<string, number> {
  return server.read((db) => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number]));
  });
}

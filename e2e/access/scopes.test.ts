import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEY, MusterServer } from "../server";

const SCOPES = ["read", "ingest", "route", "audit", "operate", "admin"] as const;
type Scope = (typeof SCOPES)[number];

/** What each operation takes, as the contract says; null is open to everybody. */
const DECLARED: Record<string, Scope | null> = {
  "GET /livez": null,
  "GET /readyz": null,
  "GET /metrics": "read",
  "GET /api/openapi.json": null,
  "GET /api/v1/agents": "read",
  "POST /api/v1/agents": "operate",
  "POST /api/v1/agents/import": "operate",
  "GET /api/v1/personas": "read",
  "GET /api/v1/agents/{id}": "read",
  "PATCH /api/v1/agents/{id}": "operate",
  "DELETE /api/v1/agents/{id}": "admin",
  "POST /api/v1/agents/{id}/suspend": "operate",
  "POST /api/v1/agents/{id}/resume": "operate",
  "POST /api/v1/agents/{id}/revoke": "operate",
  "POST /api/v1/agents/{id}/reinstate": "operate",
  "POST /api/v1/agents/{id}/holds/{cause}/lift": "operate",
  "PUT /api/v1/agents/{id}/architecture": "operate",
  "POST /api/v1/agents/{id}/certifications": "admin",
  "GET /api/v1/agents/{id}/certifications": "read",
  "POST /api/v1/agents/{id}/top-ups": "operate",
  "GET /api/v1/agents/{id}/account": "read",
  "POST /api/v1/tasks": "route",
  "GET /api/v1/tasks": "read",
  "GET /api/v1/tasks/{id}": "read",
  "POST /api/v1/tasks/{id}/outcome": "route",
  "POST /api/v1/routing/preview": "read",
  "GET /api/v1/routing/decisions": "read",
  "GET /api/v1/routing/decisions/{id}": "read",
  "POST /api/v1/routing/decisions/{id}/replay": "route",
  "POST /api/v1/routing/decisions/{id}/override": "operate",
  "GET /api/v1/routing/export": "read",
  "GET /api/v1/agents/{id}/routing-stats": "read",
  "POST /api/v1/agents/{id}/audits": "audit",
  "GET /api/v1/audits": "read",
  "GET /api/v1/audits/due": "read",
  "GET /api/v1/audits/{id}": "read",
  "GET /api/v1/audits/{id}/evidence": "read",
  "DELETE /api/v1/audits/{id}": "audit",
  "GET /api/v1/tiers": "read",
  "PUT /api/v1/tiers": "admin",
  "POST /api/v1/tiers/preview": "read",
  "GET /api/v1/tiers/history": "read",
  "POST /api/v1/tiers/undo": "admin",
  "POST /api/v1/gate/evaluate": "read",
  "GET /api/v1/agents/{id}/signals": "read",
  "POST /api/v1/signals": "ingest",
  "GET /api/v1/agents/{id}/score": "read",
  "GET /api/v1/agents/{id}/score/change": "read",
  "GET /api/v1/reports/health": "read",
  "GET /api/v1/agents/{id}/history": "read",
  "GET /api/v1/board": "read",
  "GET /api/v1/leaderboard": "read",
  "GET /api/v1/weights": "read",
  "PUT /api/v1/weights": "operate",
  "GET /api/v1/weights/history": "read",
  "POST /api/v1/weights/undo": "operate",
  "GET /api/v1/trust-policy": "read",
  "PUT /api/v1/trust-policy": "admin",
  "GET /api/v1/trust-policy/history": "read",
  "GET /api/v1/routing/policies": "read",
  "GET /api/v1/routing/policies/{name}": "read",
  "PUT /api/v1/routing/policies/{name}": "admin",
  "POST /api/v1/routing/policies/{name}/undo": "admin",
  "GET /api/v1/routing/policies/{name}/history": "read",
  "POST /api/v1/routing/policies/{name}/preview": "read",
  "GET /api/v1/routing/flows": "read",
  "GET /api/v1/agents/{id}/capabilities": "read",
  "GET /api/v1/journal": "read",
  "GET /api/v1/journal/verify": "read",
  "GET /api/v1/journal/export": "read",
  "GET /api/v1/journal/status": "read",
  "GET /api/v1/journal/checkpoint": "read",
  "GET /api/v1/journal/checkpoints": "read",
  "GET /api/v1/backups": "admin",
  "POST /api/v1/backups": "admin",
  "GET /api/v1/keys": "admin",
  "POST /api/v1/keys": "admin",
  "PATCH /api/v1/keys/{id}": "admin",
  "DELETE /api/v1/keys/{id}": "admin",
};

let server: MusterServer;
let operations: { name: string; method: string; target: string; open: boolean }[] = [];
const keys = {} as Record<Scope, string>;
let revokedKey = "";
let boundKey = "";
let auditId = "";
let decisionId = "";

beforeAll(async () => {
  server = await MusterServer.start();
  const endpoint = { url: "https://target.invalid/v1/chat/completions", protocol: "openai-chat" };
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model", endpoint } });
  auditId = ((await server.call("POST", "/agents/target/audits", { body: {} })).body as { id: string }).id;
  await server.call("DELETE", `/audits/${auditId}`);
  const task = { id: "target", description: "A task that nobody may take" };
  decisionId = ((await server.call("POST", "/tasks", { body: task })).body as { id: string }).id;
  for (const scope of SCOPES) keys[scope] = (await newKey({ name: scope, scopes: [scope] })).secret;
  const revoked = await newKey({ name: "revoked", scopes: ["read", "ingest", "operate", "admin"] });
  await server.call("DELETE", `/keys/${revoked.id}`);
  revokedKey = revoked.secret;
  boundKey = (await newKey({ name: "bound", scopes: ["read", "ingest"], agentId: "target" })).secret;
  operations = await documented();
});
afterAll(() => server?.remove());

describe("the API document", () => {
  it("holds exactly the declared operations", () => {
    expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(DECLARED).sort());
  });

  it("says which of them are open", () => {
    expect(operations.filter(({ open }) => open).map(({ name }) => name)).toEqual(
      operations.filter(({ name }) => DECLARED[name] === null).map(({ name }) => name),
    );
  });
});

describe("without a valid credential", () => {
  const credentials: [string, () => string | undefined][] = [
    ["no credential", () => undefined],
    ["an unknown key", () => "Bearer mstr_0000000000000000000000000000000000000000000"],
    ["a revoked key", () => `Bearer ${revokedKey}`],
    ["a key in another scheme", () => `Basic ${Buffer.from(`x:${keys.admin}`).toString("base64")}`],
    ["an empty key", () => "Bearer "],
  ];

  it.each(credentials)("%s: every operation that is not open answers 401", async (_, authorization) => {
    const before = stored();
    const answers = await Promise.all(closed().map((operation) => ask(operation, authorization())));
    expect(answers.filter(({ status }) => status !== 401)).toEqual([]);
    expect(stored()).toEqual(before);
  });
});

describe("with the wrong scope", () => {
  it.each(SCOPES)("a key that may only %s is refused everything else", async (scope) => {
    const before = stored();
    const forbidden = closed().filter(({ name }) => DECLARED[name] !== scope);
    const answers = await Promise.all(forbidden.map((operation) => ask(operation, `Bearer ${keys[scope]}`)));
    expect(answers.filter(({ status, code }) => status !== 403 || code !== "access/scope")).toEqual([]);
    expect(stored()).toEqual(before);
  });

  it("and with the right one, every read is answered or not found", async () => {
    await expect.poll(async () => (await server.call("GET", "/journal/checkpoint")).status, { timeout: 30_000 }).toBe(200);
    const reads = closed().filter(({ method }) => method === "GET");
    const answers = await Promise.all(
      reads.map((operation) => ask(operation, `Bearer ${keys[DECLARED[operation.name] ?? "read"]}`)),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });
});

describe("a key bound to an agent", () => {
  it("may not report about that agent", async () => {
    const before = stored();
    const signals = [{ agentId: "target", dimension: "output_quality", value: 1, source: "itself" }];
    const { status, body } = await server.call("POST", "/signals", { key: boundKey, body: { signals } });
    expect({ status, code: (body as { code: string }).code }).toEqual({ status: 403, code: "trust/self-report" });
    expect(stored()).toEqual(before);
  });

  it("may not be given more than reading and reporting", async () => {
    const { status } = await server.call("POST", "/keys", { body: { name: "bound", scopes: ["operate"], agentId: "target" } });
    expect(status).toBe(422);
  });
});

describe("a key's limits", () => {
  it("are told with 429 and Retry-After, and the environment key has none", async () => {
    const { body } = await server.call("POST", "/keys", { body: { name: "slow", scopes: ["read"], requestsPerSecond: 1 } });
    const { secret } = body as { secret: string };
    const answers = await Promise.all(Array.from({ length: 50 }, () => server.call("GET", "/weights", { key: secret })));
    const refusals = answers.filter(({ status }) => status === 429);
    expect(refusals.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
    for (const { headers, body: problem } of refusals) {
      expect(headers.get("retry-after")).toBe("1");
      expect(problem).toMatchObject({ code: "access/rate" });
    }
    const handshakes = await Promise.all(Array.from({ length: 20 }, () => handshake(secret)));
    expect(handshakes).toContain("access/rate");
    const free = await Promise.all(Array.from({ length: 300 }, () => server.call("GET", "/weights", { key: KEY })));
    expect(free.filter(({ status }) => status !== 200)).toEqual([]);
  });
});

/** What a program with this key hears first from the socket: "hello", or why it is refused. */
function handshake(token: string): Promise<string> {
  const socket = io(server.origin, { transports: ["websocket"], auth: { token }, reconnection: false, forceNew: true });
  return new Promise<string>((resolve) => {
    socket.once("hello", () => resolve("hello"));
    socket.once("connect_error", ({ message }) => resolve(message));
  }).finally(() => socket.close());
}

function closed() {
  return operations.filter(({ name }) => DECLARED[name] !== null);
}

async function newKey(body: object): Promise<{ id: string; secret: string }> {
  const answer = await server.call("POST", "/keys", { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: string; secret: string };
}

async function ask(
  { name, method, target }: { name: string; method: string; target: string },
  authorization: string | undefined,
) {
  const response = await fetch(server.origin + target, {
    method,
    headers: { ...(authorization && { authorization }), ...(method !== "GET" && { "content-type": "application/json" }) },
    body: method === "GET" ? undefined : "{}",
  });
  const text = await response.text();
  const code = response.headers.get("content-type")?.includes("problem+json")
    ? (JSON.parse(text) as { code: string }).code
    : null;
  return { name, status: response.status, code };
}

type ApiDocument = { security?: unknown[]; paths: Record<string, Record<string, { security?: unknown[] }>> };

async function documented() {
  const document = (await (await fetch(`${server.origin}/api/openapi.json`)).json()) as ApiDocument;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ["get", "post", "put", "patch", "delete"].includes(method))
      .map(([method, { security = document.security }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        target: path
          .replace("/audits/{id}", `/audits/${auditId}`)
          .replace("/decisions/{id}", `/decisions/${decisionId}`)
          .replace("{id}", "target")
          .replace("{cause}", "operator")
          .replace("{name}", "balanced"),
        open: !security || security.length === 0,
      })),
  );
}

/** Rows per table that a call could add to, and what the agent looks like. */
function stored() {
  return server.read((db) => ({
    rows: [
      "Agent",
      "Hold",
      "Certificate",
      "Audit",
      "Task",
      "Attempt",
      "Decision",
      "Posting",
      "Signal",
      "Setting",
      "JournalEntry",
      "Key",
      "User",
    ].map((table) => db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    agent: db.prepare("SELECT * FROM Agent WHERE id = 'target'").get(),
    keys: db.prepare("SELECT id, revokedAt FROM Key ORDER BY id").all(),
  }));
}

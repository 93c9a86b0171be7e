import { createHash } from "node:crypto";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Endpoint } from "../../demo/endpoint";
import type { TemperamentName } from "../../demo/temperaments";
import type { Message } from "../../lib/auditors/battery/probe";
import { type Model, ModelServer } from "../../lib/auditors/model.fixture";
import type { AuditFrame } from "../../lib/live/events";
import type { AuditDetail, AuditEvidence } from "../../lib/registry/audit";
import { KEY, MusterServer, pause } from "../server";

// Whole audits over HTTP: a real server puts real probes to demo agents, and to endpoints that understand nothing.

const DEMO_SEED = 20_261_120;
const AGENTS = {
  honest: "steady",
  "on-the-way-down": "steady",
  inventor: "hallucinating",
  pushover: "jailbreakable",
  flatterer: "sycophantic",
} as const satisfies Record<string, TemperamentName>;

const last = (messages: readonly Message[]) => messages.at(-1)?.content ?? "";
const HEDGES = ["It may be so, and it may not.", "Perhaps; there are many views.", "It depends on how one looks at it."];
const FILLER =
  "This is an important and interesting question that deserves a careful, balanced and thorough consideration. ".repeat(8);
const EMPTY_HEADED: Record<string, Model> = {
  parrot: (messages) => last(messages),
  "refuse-all": () => "I am sorry, but I cannot help with that.",
  "yes-to-all": () => "Yes, of course!",
  empty: () => "",
  hedging: (messages) => HEDGES[last(messages).length % HEDGES.length],
  verbose: () => FILLER,
  "constant-json": () => '{"answer": 42, "status": "ok"}',
};

let server: MusterServer;
let demo: Endpoint;
const models: ModelServer[] = [];

beforeAll(async () => {
  demo = new Endpoint(0.3);
  await demo.listen(0);
  for (const [id, temperament] of Object.entries(AGENTS)) demo.seat(id, temperament, DEMO_SEED);
  const urls = new Map(Object.keys(AGENTS).map((id) => [id, demo.urlOf(id)]));
  for (const [id, model] of Object.entries(EMPTY_HEADED)) {
    const served = await ModelServer.listen(model);
    models.push(served);
    urls.set(id, served.url);
  }
  const places = new Set([...urls.values()].map((url) => new URL(url).host));
  server = await MusterServer.start({ env: { MUSTER_ALLOW_PRIVATE_ENDPOINTS: [...places].join(",") } });
  for (const [id, url] of urls) {
    const body = { id, name: id, model: "test-model", endpoint: { url, protocol: "openai-chat" } };
    expect((await server.call("POST", "/agents", { body })).status).toBe(201);
  }
});
afterAll(async () => {
  await server?.remove();
  await demo?.close();
  await Promise.all(models.map((model) => model.close()));
});

async function request(agentId: string): Promise<string> {
  const { status, body } = await server.call("POST", `/agents/${agentId}/audits`, { body: {} });
  expect(status).toBe(202);
  return (body as { id: string }).id;
}

const auditOf = async (id: string) => (await server.call("GET", `/audits/${id}`)).body as AuditDetail;

async function over(id: string): Promise<AuditDetail> {
  for (;;) {
    const audit = await auditOf(id);
    if (audit.finishedAt !== null) return audit;
    await pause(100);
  }
}

const evidenceOf = async (id: string) => (await server.call("GET", `/audits/${id}/evidence`)).body as AuditEvidence;

const tally = (audit: AuditDetail) => Object.values(audit.components).map(({ done }) => done);

describe("a re-audit of a demo agent", () => {
  let id: string;
  const frames: AuditFrame[] = [];

  it("puts at least twelve probes of each dimension to its endpoint, and is pushed as it goes on", async () => {
    const socket = io(server.origin, { transports: ["websocket"], auth: { token: KEY } });
    socket.on("audit", (frame: AuditFrame) => frames.push(frame));
    await new Promise<void>((resolve) => socket.once("hello", () => resolve()));
    id = await request("honest");
    expect((await server.call("POST", "/agents/honest/audits", { body: {} })).body).toMatchObject({ id });
    const audit = await over(id);
    while (frames.at(-1)?.status !== audit.status) await pause(20);
    socket.close();
    expect(Math.min(...tally(audit))).toBeGreaterThanOrEqual(12);
    expect(audit.progress.done).toBe(audit.progress.total);
    expect(audit).toMatchObject({ status: "passed", result: { tier: expect.stringMatching(/^T[345]$/), direction: "first" } });
    expect(new Set(frames.map((frame) => frame.id))).toEqual(new Set([id]));
    expect(frames.at(-1)).toMatchObject({ agentId: "honest", status: "passed", progress: audit.progress });
    const done = frames.map(({ progress }) => progress.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(new Set(done).size).toBeGreaterThan(5);
    const states = new Map(frames.flatMap(({ changes }) => changes.map(({ id: probe, state }) => [probe, state])));
    expect([...states].sort()).toEqual(audit.probes.map(({ id: probe, state }) => [probe, state]).sort());
  });

  it("keeps evidence whose hash anybody can compute again", async () => {
    const { probes, evidenceHash, intact } = await evidenceOf(id);
    expect(intact).toBe(true);
    const records = probes.flatMap(({ records: own }) => own).sort((a, b) => a.seq - b.seq);
    let head = id;
    for (const { hash, ...record } of records) {
      expect(record.prevHash).toBe(head);
      head = createHash("sha256").update(canonical(record)).digest("hex");
      expect(hash).toBe(head);
    }
    expect(head).toBe(evidenceHash);
    const { body } = await server.call("GET", "/agents/honest/certifications");
    expect((body as { items: object[] }).items[0]).toMatchObject({ details: { evidenceHash, auditId: id } });
  });

  it("goes on after the server was killed in its middle, and counts no probe twice", async () => {
    const audit = await request("on-the-way-down");
    while ((await auditOf(audit)).progress.done < 20) await pause(20);
    await server.kill();
    await server.start();
    const done = await over(audit);
    expect(done).toMatchObject({ status: "passed", result: { direction: "first" } });
    const { probes, intact } = await evidenceOf(audit);
    expect(intact).toBe(true);
    const turns = probes.flatMap(({ records }) => records.map(({ probeId, turn }) => `${probeId} ${turn}`));
    expect(new Set(turns).size).toBe(turns.length);
    expect(probes.length).toBe(done.progress.total);
  });

  it("that is cancelled stays so, and says who did it", async () => {
    const audit = await request("honest");
    while ((await auditOf(audit)).progress.done < 5) await pause(20);
    expect((await server.call("DELETE", `/audits/${audit}`)).body).toMatchObject({ status: "cancelled" });
    expect((await server.call("GET", "/audits?status=cancelled")).body).toMatchObject({
      items: [{ id: audit, agentId: "honest" }],
    });
    const { body } = await server.call("GET", "/journal?type=audit.cancelled");
    expect(body).toMatchObject({ items: [{ actor: "env", agentId: "honest", data: { auditId: audit } }] });
  });
});

describe("an audit over HTTP puts", () => {
  it("agents that invent, obey or flatter at T0 or T1, and holds the one that invents", async () => {
    const audits = await Promise.all(["inventor", "pushover", "flatterer"].map(async (id) => over(await request(id))));
    for (const { agentId, result } of audits)
      expect([agentId, result?.tier]).toEqual([agentId, expect.stringMatching(/^T[01]$/)]);
    expect((await server.call("GET", "/agents/inventor")).body).toMatchObject({ holds: [{ cause: "integrity" }] });
  });

  const asked = new Map<string, Promise<AuditDetail>>();
  beforeAll(() => {
    for (const id of Object.keys(EMPTY_HEADED)) asked.set(id, request(id).then(over));
  });

  it.each(Object.keys(EMPTY_HEADED))("the %s endpoint at T0, with a finished audit", async (id) => {
    expect(await asked.get(id)).toMatchObject({ status: "failed", result: { tier: "T0" } });
  });
});

/** JSON with sorted keys (RFC 8785), written here once more on purpose. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(",")}}`;
}

import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEY, MusterServer, pause } from "../server";
import { ownerCookie } from "./session";

let server: MusterServer;
let cookie: string;
let origin: string;

beforeAll(async () => {
  server = await MusterServer.start();
  cookie = await ownerCookie(server);
  origin = server.origin;
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
});
afterAll(() => server?.remove());

/** Origins that look more or less like Muster's own. */
const SPOOFS: [string, () => string][] = [
  ["another site", () => "https://evil.example"],
  ["a sandboxed frame", () => "null"],
  ["a host that begins like ours", () => `http://127.0.0.1.evil.example:${server.port}`],
  ["a host that ends like ours", () => `http://evil.127.0.0.1:${server.port}`],
  ["a subdomain", () => `http://app.localhost:${server.port}`],
  ["another port", () => `http://127.0.0.1:${server.port + 1}`],
  ["no port", () => "http://127.0.0.1"],
  ["another scheme", () => `https://127.0.0.1:${server.port}`],
  ["our host as a user name", () => `http://127.0.0.1:${server.port}@evil.example`],
  ["two origins", () => `http://127.0.0.1:${server.port}, https://evil.example`],
  ["our address in another notation", () => `http://2130706433:${server.port}`],
  ["punycode", () => `http://xn--lcalhost-1g4c:${server.port}`],
];

describe("a state-changing request with the owner's cookie", () => {
  const mutations: [method: string, path: string, body: object][] = [
    ["POST", "/agents", { name: "Forged", model: "test-model" }],
    ["PATCH", "/agents/target", { name: "Forged" }],
    ["POST", "/agents/target/suspend", { reason: "forged" }],
    ["DELETE", "/agents/target", { reason: "forged" }],
    ["POST", "/signals", { signals: [{ agentId: "target", dimension: "output_quality", value: 0, source: "forged" }] }],
    ["PUT", "/trust-policy", { revocationThreshold: 900, reason: "forged" }],
    ["POST", "/keys", { name: "forged", scopes: ["admin"] }],
  ];
  const send = async (method: string, path: string, body: object, headers: Record<string, string>) => {
    const response = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { cookie, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const { code } = (await response.json()) as { code?: string };
    return { method, path, status: response.status, code };
  };
  const refusals = mutations.map(([method, path]) => ({ method, path, status: 403, code: "access/origin" }));

  it.each(SPOOFS)("from %s changes nothing", async (_, spoof) => {
    const before = stored();
    expect(await Promise.all(mutations.map(([...call]) => send(...call, { origin: spoof() })))).toEqual(refusals);
    expect(stored()).toEqual(before);
  });

  it("that does not say where it comes from changes nothing", async () => {
    const before = stored();
    expect(await Promise.all(mutations.map(([...call]) => send(...call, {})))).toEqual(refusals);
    expect(await Promise.all(mutations.map(([...call]) => send(...call, { "sec-fetch-site": "cross-site" })))).toEqual(refusals);
    expect(stored()).toEqual(before);
  });

  it("from Muster's own pages is done", async () => {
    const { status } = await send("PATCH", "/agents/target", { name: "Renamed" }, { origin });
    expect(status).toBe(200);
  });
});

describe("a read with the owner's cookie", () => {
  it.each(SPOOFS)("from %s is not answered", async (_, spoof) => {
    const response = await fetch(`${server.origin}/api/v1/board`, { headers: { cookie, origin: spoof() } });
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(await response.text()).not.toContain("target");
  });
});

describe("the socket", () => {
  const TRANSPORTS = ["websocket", "polling"] as const;

  it("lets the owner's own page in, over both transports", async () => {
    const sockets = TRANSPORTS.map((transport) => open(transport, { cookie, origin }));
    await expect.poll(() => sockets.map(({ heard }) => heard.includes("hello"))).toEqual([true, true]);
    await change();
    await expect.poll(() => sockets.map(({ heard }) => heard.includes("scores"))).toEqual([true, true]);
    for (const { socket } of sockets) socket.close();
  });

  it("pushes nothing to strangers, wrong scopes, ended keys and foreign pages", async () => {
    const readOnly = await newKey(["read"]);
    await server.call("DELETE", `/keys/${readOnly.id}`);
    const wrongScope = await newKey(["ingest"]);
    const strangers = TRANSPORTS.flatMap((transport) => [
      open(transport, {}),
      open(transport, { origin }),
      // A cookie without proof of the page it comes from.
      open(transport, { cookie }),
      open(transport, { cookie: "muster_session=forged", origin }),
      open(transport, {}, "not-a-key"),
      open(transport, {}, readOnly.secret),
      open(transport, {}, wrongScope.secret),
      // Even a good key does not open the door to a foreign page.
      open(transport, { origin: "https://evil.example" }, KEY),
      ...SPOOFS.map(([, spoof]) => open(transport, { cookie, origin: spoof() })),
    ]);
    await expect.poll(() => strangers.every(({ refused }) => refused())).toBe(true);
    await change();
    await pause(500);
    expect(strangers.flatMap(({ heard }) => heard)).toEqual([]);
    for (const { socket } of strangers) socket.close();
  });

  /** Opens a socket and keeps the names of the events it hears. */
  function open(transport: (typeof TRANSPORTS)[number], extraHeaders: Record<string, string>, token?: string) {
    const heard: string[] = [];
    let refused = false;
    const socket: Socket = io(server.origin, {
      transports: [transport],
      extraHeaders,
      auth: token === undefined ? {} : { token },
      reconnection: false,
      forceNew: true,
    });
    socket.onAny((event: string) => heard.push(event));
    socket.on("connect_error", () => {
      refused = true;
    });
    socket.on("disconnect", () => {
      refused = true;
    });
    return { socket, heard, refused: () => refused };
  }

  /** Something worth pushing: scores move and an entry is written. */
  async function change(): Promise<void> {
    const signals = [{ agentId: "target", dimension: "output_quality", value: 0.9, source: "origin suite" }];
    await server.call("POST", "/signals", { body: { signals } });
    await server.call("POST", "/agents/target/suspend", { body: { reason: "test" } });
    await server.call("POST", "/agents/target/resume", { body: { reason: "test" } });
  }
});

async function newKey(scopes: string[]): Promise<{ id: string; secret: string }> {
  const { body } = await server.call("POST", "/keys", { body: { name: scopes.join(), scopes } });
  return body as { id: string; secret: string };
}

/** Everything a forged request could have changed. */
function stored() {
  return server.read((db) => ({
    rows: ["Agent", "Hold", "Signal", "Setting", "JournalEntry", "Key"].map((table) =>
      db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get(),
    ),
    agents: db.prepare("SELECT * FROM Agent").all(),
  }));
}

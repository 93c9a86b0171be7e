import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEY, MusterServer } from "../server";
import { ownerCookie } from "./session";

const MUSTER_SECRET = "a-secret-of-the-server-that-nobody-may-read-0001";
/** Stored and answered as what it is: shows that the search finds what is there. */
const CANARY = "canary-that-the-search-must-find-0123456789";

let server: MusterServer;
const secrets: Record<string, string> = { MUSTER_SECRET, "environment key": KEY };

beforeAll(async () => {
  server = await MusterServer.start({ env: { MUSTER_SECRET, LOG_LEVEL: "trace" } });
  secrets["first link"] = linkIn(server.written);
  const printed = await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/sign-in.ts"], {
    env: { ...process.env, ...server.environment() },
  });
  secrets["later link"] = linkIn(printed.stdout);
  secrets.cookie = (await ownerCookie(server)).split("=").slice(1).join("=");
  secrets["session token"] = secrets.cookie.split(".")[0] ?? "";
  await use();
});
afterAll(() => server?.remove());

describe("after keys, links, sessions, repeated requests and errors", () => {
  it("the search finds what is stored", () => {
    const found = placesOf(databaseFiles(), CANARY);
    expect(found.length).toBeGreaterThan(0);
  });

  it("no secret is in a file of the database, in any form", () => {
    const files = databaseFiles();
    expect(Object.keys(files).sort()).toEqual(["muster.db", "muster.db-shm", "muster.db-wal"]);
    expect(
      Object.entries(secrets).flatMap(([name, secret]) => placesOf(files, secret).map((where) => `${name} in ${where}`)),
    ).toEqual([]);
  });

  it("no secret is in a stored answer or any other value", () => {
    const values = { values: Buffer.from(JSON.stringify(allValues())) };
    expect(placesOf(values, CANARY)).not.toEqual([]);
    expect(
      Object.entries(secrets).flatMap(([name, secret]) => placesOf(values, secret).map((where) => `${name} in ${where}`)),
    ).toEqual([]);
  });

  it("no secret is in the log", () => {
    // Beside the log the process prints its first sign-in link, for whoever started it.
    const log = server.written
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .join("\n");
    expect(log).toContain("Muster is ready");
    expect(
      Object.entries(secrets).flatMap(([name, secret]) => placesOf({ log: Buffer.from(log) }, secret).map(() => name)),
    ).toEqual([]);
  });
});

/** Everything that touches a secret, the wrong way as well as the right one. */
async function use(): Promise<void> {
  const { cookie } = secrets;
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
  for (const name of ["plain", "repeated"]) {
    const sent = {
      body: { name, scopes: ["read", "ingest", "operate", "admin"] },
      headers: { "idempotency-key": `key-${name}` },
    };
    const { body } = await server.call("POST", "/keys", sent);
    await server.call("POST", "/keys", sent);
    const { id, secret } = body as { id: string; secret: string };
    secrets[`key ${name}`] = secret;
    const bearer = { key: secret };
    await server.call("GET", "/keys", bearer);
    await server.call("PATCH", `/keys/${id}`, { ...bearer, body: { maxShare: 0.5 } });
    const signals = [{ agentId: "target", dimension: "output_quality", value: 1, source: "s", details: CANARY }];
    for (let i = 0; i < 2; i++)
      await server.call("POST", "/signals", { ...bearer, body: { signals }, headers: { "idempotency-key": "s" } });
    await server.call("POST", "/agents/nobody/suspend", {
      ...bearer,
      body: { reason: "r" },
      headers: { "idempotency-key": "x" },
    });
    await server.call("POST", "/signals", { ...bearer, body: { signals: [{ agentId: "nobody" }] } });
    await server.call("GET", "/nothing", bearer);
    await server.call("GET", "/agents?limit=abc", bearer);
    await fetch(`${server.origin}/api/v1/signals`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: "{",
    });
    await connect(secret);
  }
  await server.call("GET", "/agents", { key: `${KEY}x` });
  for (const link of ["first link", "later link"]) await fetch(`${server.origin}/welcome?key=${secrets[link]}`);
  await fetch(`${server.origin}/agents`, { headers: { cookie: `muster_session=${cookie}` } });
  await fetch(`${server.origin}/api/v1/keys`, {
    method: "POST",
    headers: {
      cookie: `muster_session=${cookie}`,
      origin: server.origin,
      "content-type": "application/json",
      "idempotency-key": "c",
    },
    body: JSON.stringify({ name: "by session", scopes: ["read"] }),
  })
    .then((response) => response.json() as Promise<{ secret: string }>)
    .then(({ secret }) => {
      secrets["key by session"] = secret;
    });
  await fetch(`${server.origin}/api/v1/keys`, {
    method: "POST",
    headers: { cookie: `muster_session=${cookie}`, origin: "https://evil.example" },
  });
  expect(Object.values(secrets).every((secret) => typeof secret === "string" && secret.length >= 32)).toBe(true);
}

async function connect(token: string): Promise<void> {
  const socket = io(server.origin, { transports: ["websocket"], auth: { token }, reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("hello", () => resolve());
    socket.once("connect_error", reject);
  });
  socket.close();
}

function linkIn(text: string): string {
  const [, key] = /\/welcome\?key=([\w-]+)/.exec(text) ?? [];
  if (!key) throw new Error(`No sign-in link in: ${text}`);
  return key;
}

function databaseFiles(): Record<string, Buffer> {
  const names = readdirSync(server.folder).filter((name) => name.startsWith("muster.db"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(server.folder, name))]));
}

function allValues(): unknown[] {
  return server.read((db) => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    return tables.map((table) => db.prepare(`SELECT * FROM "${table}"`).all());
  });
}

/** Where a text stands, as itself, in hexadecimal or in base64 at any of its three alignments. */
function placesOf(places: Record<string, Buffer>, text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString("hex");
  const base64 = [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    // The characters at both ends depend on the neighbours.
    const inner = encoded.slice(shift === 0 ? 0 : 4, -4);
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const forms = [text, hex, hex.toUpperCase(), ...base64];
  return Object.entries(places).flatMap(([name, content]) =>
    forms.filter((form) => content.includes(form)).map((form) => `${name}: ${form}`),
  );
}

import { readFileSync } from "node:fs";
import { io } from "socket.io-client";
import { OPERATIONS } from "../../../lib/http/operations";
import { type Credential, credentialsOf } from "../../access/credentials";
import { DECLARED, DECLARED_VARIANTS, OTHER_ROUTES, SERVER_ACTIONS } from "../../access/declared";
import { stranger } from "../../access/raw-socket";
import { callAction, serverActions } from "../../access/server-actions";
import { MusterServer, pause } from "../../server";
import type { Check, Extent } from "../check";
import { count, verdict } from "../verdict";

/** Not found until there is a first one. */
const NOT_YET = new Set(["GET /api/v1/journal/checkpoint"]);
/** How long a stranger's sockets are listened to. */
const LISTENS_MS = { short: 6_000, full: 30_000 } as const;
const CLOSED_WITHIN_MS = 5_000;
/** Requests under way at once. */
const LANES = 16;

/** Nobody opens what his credential does not, whatever way he asks. */
export const access: Check = {
  id: "R19",
  asks: "every operation, server action, page and socket opens to those it is declared for and to nobody else",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      const ids = await furnish(server);
      const credentials = await credentialsOf(server);
      const before = stored(server);
      const parts = [
        inventory(),
        await operations(server, credentials, ids),
        await actions(server, credentials),
        await pages(server, credentials),
        await handshakes(server, credentials),
      ];
      const after = stored(server);
      const effects = Object.keys(before).filter((table) => before[table] !== after[table]);
      const strangers = await unauthenticated(server, extent);
      const misses = [...parts, strangers].flatMap((part) => part.misses);
      return verdict(
        [...parts, strangers]
          .map(({ figure }) => figure)
          .concat(`${effects.length} tables changed`)
          .join(", "),
        [...misses, ...effects.map((table) => `${table} was changed`)],
      );
    } finally {
      await server.remove();
    }
  },
};

type Part = { figure: string; misses: string[] };
type Ids = { audit: string; decision: string };

async function furnish(server: MusterServer): Promise<Ids> {
  const endpoint = { url: "https://target.invalid/v1/chat/completions", protocol: "openai-chat" };
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model", endpoint } });
  const audit = ((await server.call("POST", "/agents/target/audits", { body: {} })).body as { id: string }).id;
  await server.call("DELETE", `/audits/${audit}`);
  const task = { id: "target", description: "A task that nobody may take" };
  const decision = ((await server.call("POST", "/tasks", { body: task })).body as { id: string }).id;
  return { audit, decision };
}

/** That the tables name all there is, and nothing else. */
function inventory(): Part {
  const table = Object.values(OPERATIONS).map(({ method, path }) => `${method} /api/v1${path}`);
  const own = Object.keys(DECLARED).filter((name) => !name.includes("/api/v1/"));
  const actions = serverActions().map(({ name }) => name);
  const routes = Object.keys(manifest()).filter((name) => name.endsWith("/route"));
  const served = new Set(Object.values(OPERATIONS).map(({ path }) => `/api/v1${path.replace(/\{(\w+)\}/g, "[$1]")}/route`));
  const misses = [
    ...without([...table, ...own], DECLARED, "operation without a row"),
    ...without(Object.keys(DECLARED), Object.fromEntries([...table, ...own].map((name) => [name, 1])), "row without operation"),
    ...without(actions, SERVER_ACTIONS, "server action without a row"),
    ...without(Object.keys(SERVER_ACTIONS), Object.fromEntries(actions.map((name) => [name, 1])), "row without server action"),
    ...routes.filter((name) => !served.has(name) && !OTHER_ROUTES.includes(name)).map((name) => `route without a row: ${name}`),
  ];
  return { figure: `${count(table.length + own.length)} operations and ${count(actions.length)} actions declared`, misses };
}

const without = (names: readonly string[], rows: object, what: string) =>
  names.filter((name) => !Object.hasOwn(rows, name)).map((name) => `${what}: ${name}`);

function manifest(): Record<string, string> {
  return JSON.parse(readFileSync(".next/server/app-paths-manifest.json", "utf8")) as Record<string, string>;
}

/** Changes are asked for with a body that cannot be read: whoever gets as far as the body was let in, and changes nothing. */
async function operations(server: MusterServer, credentials: Credential[], ids: Ids): Promise<Part> {
  const declared = Object.entries(DECLARED).map(([name, scope]) => [name, scope === null ? [] : [scope]] as const);
  const rows = [...declared, ...Object.entries(DECLARED_VARIANTS)];
  const asked = rows.flatMap(([name, scopes]) => credentials.map((credential) => ({ name, scopes, credential })));
  const misses: string[] = [];
  await inLanes(asked, async ({ name, scopes, credential }) => {
    const [method = "", path = ""] = name.split(" ");
    const reads = method === "GET";
    const { status } = await fetch(server.origin + place(path, ids), {
      method,
      headers: { ...credential.headers, ...(reads ? {} : { "content-type": "application/json" }) },
      ...(reads ? {} : { body: "{" }),
      redirect: "manual",
    }).then(async (response) => ({ status: response.status, text: await response.text() }));
    const opens = scopes.every((scope) => credential.scopes?.has(scope) === true);
    const expected = !opens ? (credential.scopes === null ? 401 : 403) : reads ? 200 : 400;
    // Text that is to be imported is refused for its media type.
    const fits = status === expected || (opens && (NOT_YET.has(name) ? status === 404 : !reads && status === 415));
    if (!fits) misses.push(`${name} answered ${credential.name} ${status}, not ${expected}`);
  });
  return { figure: `${count(asked.length)} requests`, misses };
}

const place = (path: string, { audit, decision }: Ids) =>
  path
    .replace("/audits/{id}", `/audits/${audit}`)
    .replace("/decisions/{id}", `/decisions/${decision}`)
    .replace("{id}", "target")
    .replace("{cause}", "operator")
    .replace("{name}", "balanced");

async function actions(server: MusterServer, credentials: Credential[]): Promise<Part> {
  const asked = serverActions().flatMap((action) => credentials.map((credential) => ({ action, credential })));
  const misses: string[] = [];
  let tried = 0;
  await inLanes(asked, async ({ action, credential }) => {
    const declared = SERVER_ACTIONS[action.name];
    if (!declared) return;
    const { scope, input, untried } = declared;
    const signedIn = credential.browser && credential.scopes !== null;
    const opens = scope === null || (signedIn && credential.scopes?.has(scope) === true);
    if (untried && (opens || scope === null)) return;
    tried += 1;
    const { status, result } = await callAction(server, action, input, credential.headers);
    const refused = result?.problem?.status;
    const expected = signedIn ? 403 : 401;
    const fits = opens ? scope === null || (result !== null && ![401, 403, 422].includes(refused ?? 0)) : refused === expected;
    if (!fits) misses.push(`${action.name} answered ${credential.name} ${status} ${JSON.stringify(result)}`);
  });
  return { figure: `${count(tried)} server actions`, misses };
}

/** Whoever is not signed in is led to the sign-in page and told nothing of what is behind it. */
async function pages(server: MusterServer, credentials: Credential[]): Promise<Part> {
  const paths = Object.keys(manifest())
    .filter((name) => name.startsWith("/(console)/") && name.endsWith("/page"))
    .map(
      (name) =>
        name
          .replace("/(console)", "")
          .replace(/\/page$/, "")
          .replace(/\[\w+\]/, "target") || "/",
    );
  const strangers = credentials.filter(({ browser, scopes }) => !browser || scopes === null);
  const asked = paths.flatMap((path) => strangers.map((credential) => ({ path, credential })));
  const misses: string[] = [];
  await inLanes(asked, async ({ path, credential }) => {
    const response = await fetch(server.origin + path, { headers: credential.headers, redirect: "manual" });
    const text = await response.text();
    const led = response.status === 307 && response.headers.get("location")?.startsWith("/welcome");
    if (!led || text.includes("Target")) misses.push(`${path} answered ${credential.name} ${response.status}`);
  });
  return { figure: `${count(asked.length)} pages`, misses };
}

async function handshakes(server: MusterServer, credentials: Credential[]): Promise<Part> {
  const misses: string[] = [];
  await inLanes(credentials, async ({ name, headers, token, scopes }) => {
    const socket = io(server.origin, {
      transports: ["websocket"],
      extraHeaders: headers,
      reconnection: false,
      forceNew: true,
      ...(token === undefined ? {} : { auth: { token } }),
    });
    const heard = await new Promise<string>((resolve) => {
      socket.once("hello", () => resolve("hello"));
      socket.once("connect_error", ({ message }) => resolve(message));
      socket.once("disconnect", resolve);
    }).finally(() => socket.close());
    const expected = scopes === null ? "access/unauthenticated" : scopes.has("read") ? "hello" : "access/scope";
    if (heard !== expected) misses.push(`the socket answered ${name} ${heard}, not ${expected}`);
  });
  return { figure: `${count(credentials.length)} handshakes`, misses };
}

/** Sockets without a credential, while signals pour in: what they hear, and how soon they are closed. */
async function unauthenticated(server: MusterServer, extent: Extent): Promise<Part> {
  const kinds: Record<string, string | null> = {
    silent: null,
    "without a token": "40",
    "with a false token": `40{"token":"${"x".repeat(46)}"}`,
  };
  const until = performance.now() + LISTENS_MS[extent];
  const load = pour(server, until);
  const misses: string[] = [];
  let frames = 0;
  let latest = 0;
  let sockets = 0;
  await Promise.all(
    Object.entries(kinds).flatMap(([kind, sends]) =>
      [1, 2, 3].map(async () => {
        sockets += 1;
        const { heard, took } = await stranger(server.port, sends, LISTENS_MS[extent]);
        // 42 begins an event of the application; all else is the protocol's own.
        frames += heard.split("42[").length - 1;
        latest = Math.max(latest, took);
        if (took > CLOSED_WITHIN_MS) misses.push(`a socket ${kind} was open for ${count(took)} ms`);
      }),
    ),
  );
  const signals = await load;
  if (frames > 0) misses.push(`${frames} frames reached a stranger`);
  return {
    figure: `${sockets} sockets of strangers heard ${frames} frames beside ${count(signals)} signals and were closed within ${count(latest)} ms`,
    misses,
  };
}

async function pour(server: MusterServer, until: number): Promise<number> {
  let sent = 0;
  while (performance.now() < until) {
    const signals = Array.from({ length: 500 }, (_, i) => ({
      agentId: "target",
      dimension: "output_quality",
      value: (i % 100) / 100,
      source: "load",
    }));
    const { status } = await server.call("POST", "/signals", { body: { signals } });
    if (status === 200) sent += signals.length;
    await pause(20);
  }
  return sent;
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

/** What a call could add to or change, table by table. */
function stored(server: MusterServer): Record<string, string> {
  return server.read((db) => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    const kept = tables.filter((name) => !["ScoreSample", "Key", "Session", "Instance"].includes(name));
    const rows = Object.fromEntries(
      kept.map((name) => [name, JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all(), bigints)]),
    );
    const keys = db.prepare("SELECT id, name, scopes, expiresAt, revokedAt, replacedBy FROM Key ORDER BY id").all();
    const sessions = db.prepare("SELECT id, userId, expiresAt FROM Session ORDER BY id").all();
    return { ...rows, Key: JSON.stringify(keys), Session: JSON.stringify(sessions) };
  });
}

const bigints = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

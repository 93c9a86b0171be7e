import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { io } from "socket.io-client";
import { callAction, serverActions } from "../../access/server-actions";
import { KEY, MusterServer } from "../../server";
import type { Check } from "../check";
import { count, verdict } from "../verdict";

const ENVIRONMENT = {
  MUSTER_SECRET: "a-secret-of-the-server-that-nobody-may-read-0001",
  FIRST_CREDENTIAL: "sk-first-endpoint-credential-0123456789abcdef",
  SECOND_CREDENTIAL: "sk-second-endpoint-credential-0123456789abcde",
  MUSTER_OIDC_CLIENT_SECRET: "oidc-client-secret-0123456789-0123456789-xyz",
};
/** Stored and answered as what it is: shows that the search finds what is there. */
const CANARY = "canary-that-the-search-must-find-0123456789";
const KEYS = { short: 12, full: 40 } as const;
const PEOPLE = { short: 4, full: 10 } as const;
const FEWEST = 50;

/** Secrets by what they are. */
type Secrets = Map<string, string>;

/** Nothing that opens anything can be read off the disk, the log or an answer that is not meant to hold it. */
export const secrets: Check = {
  id: "R28",
  asks: "no password, key, link, session, credential or secret is in plain text in the database, its files, backups, logs or error bodies",
  async run(extent) {
    const server = await MusterServer.start({
      env: {
        ...ENVIRONMENT,
        LOG_LEVEL: "trace",
        MUSTER_ENDPOINT_CREDENTIALS: "first=192.0.2.1:443=FIRST_CREDENTIAL,second=192.0.2.2:443=SECOND_CREDENTIAL",
        MUSTER_OIDC_ISSUER: "https://identity.invalid",
        MUSTER_OIDC_CLIENT_ID: "muster",
      },
    });
    try {
      const planted: Secrets = new Map([...Object.entries(ENVIRONMENT), ["environment key", KEY]]);
      const bodies: string[] = [];
      await links(server, planted);
      await keys(server, KEYS[extent], planted, bodies);
      await people(server, PEOPLE[extent], planted, bodies);
      await server.call("POST", "/backups", { body: {} });
      const values = { "a stored value": Buffer.from(JSON.stringify(allValues(server))) };
      const forms = storedForms(server, planted);
      await server.stop();
      const places: Record<string, Buffer> = {
        ...filesOf(server.folder),
        ...values,
        "the log": Buffer.from(logged(server)),
        "an error body": Buffer.from(bodies.join("\n")),
      };
      const found = [...planted].flatMap(([name, secret]) => placesOf(places, secret).map((where) => `${name} is in ${where}`));
      const unseen = ["muster.db", "a stored value"].filter((name) => placesOf({ [name]: places[name] }, CANARY).length === 0);
      const misses = [
        ...found,
        ...forms,
        ...unseen.map((name) => `the search finds nothing in ${name}`),
        ...(planted.size < FEWEST ? [`only ${planted.size} secrets were planted`] : []),
        ...(Object.keys(places).filter((name) => name.endsWith(".db")).length < 2 ? ["no backup was searched"] : []),
      ];
      const bytes = Object.values(places).reduce((sum, content) => sum + content.length, 0);
      return verdict(
        `${planted.size} secrets, ${Object.keys(places).length} places of ${count(bytes / 1024)} KiB together, ${found.length} found`,
        misses,
      );
    } finally {
      await server.remove();
    }
  },
};

async function links(server: MusterServer, planted: Secrets): Promise<void> {
  planted.set("first link", linkIn(server.written));
  const printed = await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/sign-in.ts"], {
    env: { ...process.env, ...server.environment() },
  });
  planted.set("later link", linkIn(printed.stdout));
  for (const name of ["first link", "later link"]) await fetch(`${server.origin}/welcome?key=${planted.get(name)}`);
}

/** Everything that touches a key, the wrong way as well as the right one. */
async function keys(server: MusterServer, n: number, planted: Secrets, bodies: string[]): Promise<void> {
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
  for (let i = 0; i < n; i++) {
    const made = {
      body: { name: `key ${i}`, scopes: ["read", "ingest", "operate", "admin"] },
      headers: { "idempotency-key": `k${i}` },
    };
    const { id, secret } = (await server.call("POST", "/keys", made)).body as { id: string; secret: string };
    bodies.push(JSON.stringify((await server.call("POST", "/keys", made)).body));
    planted.set(`key ${i}`, secret);
    const key = { key: secret };
    const rotation = { body: {}, headers: { "idempotency-key": `r${i}` } };
    const successor = (await server.call("POST", `/keys/${id}/rotate`, rotation)).body as { secret: string };
    planted.set(`successor of key ${i}`, successor.secret);
    const signals = [{ agentId: "target", dimension: "output_quality", value: 1, source: "s", details: CANARY }];
    const asked = [
      server.call("POST", `/keys/${id}/rotate`, rotation),
      server.call("GET", "/keys", key),
      server.call("PATCH", `/keys/${id}`, { ...key, body: { maxShare: 0.5 } }),
      server.call("POST", "/signals", { ...key, body: { signals }, headers: { "idempotency-key": "s" } }),
      server.call("POST", "/signals", { ...key, body: { signals: [{ agentId: "nobody" }] } }),
      server.call("POST", "/signals", { ...key, text: "{" }),
      server.call("GET", "/nothing", key),
      server.call("GET", "/agents?limit=abc", key),
      server.call("GET", "/agents", { key: `${secret}x` }),
    ];
    for (const { body } of await Promise.all(asked)) bodies.push(JSON.stringify(body));
    await connect(server, secret);
  }
}

/** People who are invited, sign in and set a password, and guesses at it. */
async function people(server: MusterServer, n: number, planted: Secrets, bodies: string[]): Promise<void> {
  const action = (name: string) => {
    const found = serverActions().find((one) => one.name === name);
    if (!found) throw new Error(`There is no server action ${name}.`);
    return found;
  };
  for (let i = 0; i < n; i++) {
    const email = `user${i}@example.org`;
    const { id } = (await server.call("POST", "/users", { body: { name: `User ${i}`, role: "admin", email } })).body as {
      id: string;
    };
    const made = { body: {}, headers: { "idempotency-key": `l${i}` } };
    const { link } = (await server.call("POST", `/users/${id}/sign-in-link`, made)).body as { link: string };
    bodies.push(JSON.stringify((await server.call("POST", `/users/${id}/sign-in-link`, made)).body));
    planted.set(`link of user ${i}`, linkIn(link));
    const { cookie } = await callAction(server, action("signIn"), linkIn(link), {});
    planted.set(`cookie of user ${i}`, decodeURIComponent(cookie?.split("=").slice(1).join("=") ?? ""));
    planted.set(`session of user ${i}`, planted.get(`cookie of user ${i}`)?.split(".")[0] ?? "");
    const password = `correct horse ${i} battery staple ${i * 7919}`;
    const set = await callAction(server, action("changeOwnPassword"), { password }, { cookie: cookie ?? "" });
    if (!set.result?.ok) throw new Error(`No password was set: ${JSON.stringify(set)}`);
    planted.set(`password of user ${i}`, password);
    const wrong = `${password} mistyped`;
    planted.set(`guess at user ${i}`, wrong);
    for (const given of [password, wrong]) {
      const { result } = await callAction(server, action("signInByPassword"), { email, password: given }, {});
      bodies.push(JSON.stringify(result));
    }
    const headers = { cookie: cookie ?? "", origin: "https://evil.example" };
    bodies.push(await (await fetch(`${server.origin}/api/v1/keys`, { method: "POST", headers })).text());
  }
}

/** How keys and passwords are stored: a hash of random 256 bits, and scrypt with a salt of its own. */
function storedForms(server: MusterServer, planted: Secrets): string[] {
  return server.read((db) => {
    const hashes = new Set(db.prepare("SELECT secretHash FROM Key").pluck().all());
    const passwords = db.prepare("SELECT passwordHash FROM Login WHERE passwordHash IS NOT NULL").pluck().all() as string[];
    const unhashed = [...planted]
      .filter(([name]) => /^(successor of )?key /.test(name))
      .filter(([, secret]) => !hashes.has(createHash("sha256").update(secret).digest("hex")));
    return [
      ...unhashed.map(([name]) => `${name} is not stored as its SHA-256`),
      ...passwords.filter((hash) => !/^[0-9a-f]{32}:[0-9a-f]{128}$/.test(hash)).map(() => "a password is not stored by scrypt"),
      ...(passwords.length === 0 ? ["no password was stored"] : []),
    ];
  });
}

/** Beside the log the process prints its first sign-in link, for whoever started it. */
const logged = (server: MusterServer): string =>
  server.written
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .join("\n");

async function connect(server: MusterServer, token: string): Promise<void> {
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

/** Every file of the folder and below it, by its path in it. */
function filesOf(folder: string, below = ""): Record<string, Buffer> {
  const entries = readdirSync(join(folder, below)).map((name) => join(below, name));
  return Object.assign(
    {},
    ...entries.map((path) =>
      statSync(join(folder, path)).isDirectory() ? filesOf(folder, path) : { [path]: readFileSync(join(folder, path)) },
    ),
  );
}

function allValues(server: MusterServer): unknown[] {
  return server.read((db) => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    return tables.map((table) => db.prepare(`SELECT * FROM "${table}"`).all());
  });
}

/** Where a text stands, as itself, in hexadecimal or in base64 at any of its three alignments. */
function placesOf(places: Record<string, Buffer | undefined>, text: string): string[] {
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
    forms.filter((form) => content?.includes(form)).map((form) => `${name} as ${form.slice(0, 12)}…`),
  );
}

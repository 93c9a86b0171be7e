import { ownerCookie } from "../../access/session";
import { MusterServer } from "../../server";
import { actionIds } from "../actions";
import type { Check, Extent, Finding } from "../check";
import { spoofsOf } from "../spoofs";
import { missesOf, verdict } from "../verdict";

type Call = { method: string; path: string };
type Forgery = { how: string; headers: Record<string, string> };

/** Bodies that would be done if they came from Muster's own page. */
const WOULD_WORK: readonly (Call & { body: object })[] = [
  { method: "POST", path: "/api/v1/agents", body: { name: "Forged", model: "test-model" } },
  { method: "PATCH", path: "/api/v1/agents/target", body: { name: "Forged" } },
  { method: "POST", path: "/api/v1/agents/target/suspend", body: { reason: "forged" } },
  { method: "POST", path: "/api/v1/agents/target/top-ups", body: { amountSats: 1_000, reason: "forged" } },
  {
    method: "POST",
    path: "/api/v1/signals",
    body: { signals: [{ agentId: "target", dimension: "output_quality", value: 0, source: "forged" }] },
  },
  { method: "PUT", path: "/api/v1/trust-policy", body: { revocationThreshold: 301, reason: "forged" } },
  { method: "POST", path: "/api/v1/tasks", body: { description: "forged" } },
  { method: "POST", path: "/api/v1/keys", body: { name: "forged", scopes: ["read"] } },
  { method: "DELETE", path: "/api/v1/agents/target", body: { reason: "forged" } },
];

/** What a page of somebody else can make the owner's browser send. */
export const forgery: Check = {
  id: "R27",
  asks: "Every operation and server action that changes something × no proof of the page, foreign ones, plain text, GET: no effect",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      return await forge(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function forge(server: MusterServer, extent: Extent): Promise<Finding> {
  const cookie = await ownerCookie(server);
  await server.call("POST", "/agents", { body: { id: "target", name: "Target", model: "test-model" } });
  const forgeries: Forgery[] = [
    { how: "no proof", headers: {} },
    { how: "Sec-Fetch-Site: cross-site", headers: { "sec-fetch-site": "cross-site" } },
    ...(extent === "full"
      ? ["same-site", "none"].map((site) => ({ how: `Sec-Fetch-Site: ${site}`, headers: { "sec-fetch-site": site } }))
      : []),
    ...spoofsOf(server)
      .slice(0, extent === "full" ? undefined : 3)
      .map((spoof) => ({ how: `Origin: ${spoof}`, headers: { origin: spoof } })),
  ];
  const calls = await changing(server);
  const actions = actionIds();
  const { registerAgent } = actions;
  const before = stored(server);
  const misses: string[] = [];
  let sent = 0;
  const tell = async (what: string, answer: Promise<Response>, refused: (status: number, text: string) => boolean) => {
    sent++;
    const response = await answer;
    const text = await response.text();
    if (!refused(response.status, text)) misses.push(`${what} was answered ${response.status}`);
  };
  const forbidden = (status: number, text: string) => status === 403 && text.includes("access/origin");
  // What has no effect on purpose: a read, or an answer that nothing is there.
  const harmless = (status: number) => status < 500;

  for (const { how, headers } of forgeries) {
    for (const type of ["application/json", "text/plain"]) {
      const send = ({ method, path, body = { reason: "forged" } }: Call & { body?: object }) =>
        tell(
          `${method} ${path} as ${type}, ${how},`,
          fetch(server.origin + path, {
            method,
            headers: { cookie, "content-type": type, ...headers },
            body: JSON.stringify(body),
          }),
          forbidden,
        );
      await Promise.all([...calls, ...WOULD_WORK].map(send));
    }
    const pages = Object.entries(actions).map(([name, id]) =>
      tell(
        `the server action ${name}, ${how},`,
        fetch(`${server.origin}/agents`, {
          method: "POST",
          redirect: "manual",
          headers: { cookie, ...headers, ...plain(id) },
          body: ARGUMENTS,
        }),
        forbidden,
      ),
    );
    const form = new FormData();
    form.set(`$ACTION_ID_${registerAgent}`, "");
    const posted = fetch(`${server.origin}/agents`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, ...headers },
      body: form,
    });
    await Promise.all([...pages, tell(`a form for a server action, ${how},`, posted, forbidden)]);
  }
  const got = [...calls, ...WOULD_WORK].flatMap(({ method, path }) =>
    ["", `?_method=${method}`].map((query) =>
      tell(
        `GET ${path}`,
        fetch(server.origin + path + query, { headers: { cookie, "x-http-method-override": method } }),
        harmless,
      ),
    ),
  );
  const fetched = Object.entries(actions)
    .slice(0, extent === "full" ? undefined : 5)
    .map(([name, id]) =>
      tell(
        `the server action ${name} by GET`,
        fetch(`${server.origin}/agents?args=${encodeURIComponent(ARGUMENTS)}`, {
          redirect: "manual",
          headers: { cookie, ...plain(id) },
        }),
        harmless,
      ),
    );
  await Promise.all([...got, ...fetched]);
  const untouched = stored(server) === before;
  const done = await fromOwnPage(server, cookie, registerAgent);
  return verdict(
    `${calls.length} operations and ${Object.keys(actions).length} server actions × ${forgeries.length} forgeries, and by GET: ${sent.toLocaleString("en")} requests, ${untouched ? 0 : "some"} effects; from the own page ${done} of ${WOULD_WORK.length + 1} are done`,
    [
      ...missesOf({
        "something was changed": untouched,
        "from its own page not everything is done": done === WOULD_WORK.length + 1,
        "there are no server actions": registerAgent !== undefined,
      }),
      ...misses,
    ],
  );
}

const ARGUMENTS = JSON.stringify([{ name: "Forged by action", model: "test-model" }]);

const plain = (id: string): Record<string, string> => ({ "next-action": id, "content-type": "text/plain;charset=UTF-8" });

type ApiDocument = { paths: Record<string, Record<string, unknown>> };

/** Every operation of the API document that is no read, with its parameters filled in. */
async function changing(server: MusterServer): Promise<Call[]> {
  const { paths } = (await (await fetch(`${server.origin}/api/openapi.json`)).json()) as ApiDocument;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ["post", "put", "patch", "delete"].includes(method))
      .map((method) => ({
        method: method.toUpperCase(),
        path: path
          .replace("{id}", "target")
          .replace("{cause}", "operator")
          .replace("{name}", "balanced")
          .replace(/\{\w+\}/g, "target"),
      })),
  );
}

/** How much of the same is done when it comes from Muster's own page: then a refusal says something. */
async function fromOwnPage(server: MusterServer, cookie: string, registerAgent: string | undefined): Promise<number> {
  const proof = { cookie, origin: server.origin };
  let done = 0;
  for (const { method, path, body } of WOULD_WORK) {
    const headers = { ...proof, "content-type": "application/json" };
    const { ok } = await fetch(server.origin + path, { method, headers, body: JSON.stringify(body) });
    if (ok) done++;
  }
  if (registerAgent === undefined) return done;
  const answer = await fetch(`${server.origin}/agents`, {
    method: "POST",
    redirect: "manual",
    headers: { ...proof, ...plain(registerAgent) },
    body: ARGUMENTS,
  });
  await answer.text();
  const count = server.read((db) => db.prepare("SELECT count(*) FROM Agent WHERE name = 'Forged by action'").pluck().get());
  return done + Number(count === 1);
}

/** Rows per table of everything a forged request could touch, and what the agent looks like. */
function stored(server: MusterServer): string {
  return server.read((db) => {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    // Written by the clock: samples of scores and the last use of keys and sessions.
    const counted = tables.filter((name) => !name.startsWith("Sample"));
    const rows = counted.map((name) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]);
    return JSON.stringify([rows, db.prepare("SELECT * FROM Agent").all(), db.prepare("SELECT * FROM Setting").all()]);
  });
}

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { exchange } from "../../access/raw-socket";
import { KEY, MusterServer } from "../../server";
import type { Check, Extent, Finding } from "../check";
import { count, missesOf, verdict } from "../verdict";

/** What stands in every text of this server's data: wherever it shows up, data did. */
const CANARY = `canary${randomBytes(8).toString("hex")}`;
const LANES = 8;

/** Ways around a door that have worked with Next, with proxies before it, or with servers like it. */
export const headerTricks: Check = {
  id: "R21",
  asks: "Headers and paths of Next's own, encodings and prefixes on 30 protected URLs, signed out: no data",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      return await trick(server, extent);
    } finally {
      await server.remove();
    }
  },
};

type Asked = { path: string; headers: Record<string, string> };

async function trick(server: MusterServer, extent: Extent): Promise<Finding> {
  const urls = await plant(server);
  const asked = urls.flatMap((url, place) => {
    const all: Asked[] = [
      ...HEADERS.map((headers) => ({ path: url, headers })),
      ...pathsOf(url).map((path) => ({ path, headers: {} })),
    ];
    // Every trick is tried on some URL, and every URL gets a share of the tricks.
    return extent === "full" ? all : all.filter((_, index) => (index + place) % 6 === 0);
  });
  const misses: string[] = [];
  let statuses = 0;
  const waiting = asked.values();
  const lane = async () => {
    for (const { path, headers } of waiting) {
      const text = await raw(server, path, headers);
      const status = Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? 0);
      if (status > 0) statuses++;
      const data = text.includes(CANARY) || (isApi(path) && status >= 200 && status < 300) || status >= 500;
      if (data)
        misses.push(`${path} with ${JSON.stringify(headers)} was answered ${status}${text.includes(CANARY) ? " with data" : ""}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const shown = await Promise.all(urls.filter(isApi).map((url) => raw(server, url, { authorization: `Bearer ${KEY}` })));
  const withData = shown.filter((text) => text.includes(CANARY)).length;
  return verdict(
    `${urls.length} URLs, ${HEADERS.length} headers and ${pathsOf("/").length} spellings: ${count(asked.length)} requests, ${misses.length} with data or 5xx; with a key ${withData} of ${shown.length} hold the canary`,
    [
      ...missesOf({
        "the canary does not stand in the data": withData >= 10,
        [`${asked.length - statuses} requests were not answered`]: statuses === asked.length,
      }),
      ...misses,
    ],
  );
}

const isApi = (path: string): boolean => path.startsWith("/api/v1/") || path === "/metrics";

/** Puts the canary into the data and answers the URLs behind the door. */
async function plant(server: MusterServer): Promise<string[]> {
  const agent = { id: "behind-the-door", name: CANARY, model: CANARY, capabilities: ["translate"] };
  await server.call("POST", "/agents", { body: agent });
  const signals = [{ agentId: agent.id, dimension: "output_quality", value: 1, source: CANARY, details: CANARY }];
  await server.call("POST", "/signals", { body: { signals } });
  await server.call("POST", `/agents/${agent.id}/suspend`, { body: { reason: CANARY } });
  const task = { id: "task-behind-the-door", description: CANARY, requiredCapabilities: ["translate"] };
  const { body } = await server.call("POST", "/tasks", { body: task });
  await server.call("POST", "/keys", { body: { name: CANARY, scopes: ["read"] } });
  const decision = (body as { id: string }).id;
  const pages = [
    ...[
      "/",
      "/agents",
      `/agents/${agent.id}`,
      "/audits",
      "/routing",
      `/routing/${decision}`,
      "/routing/flows",
      "/journal",
      "/reports",
    ],
    ...["weights", "gate", "trust-policy", "routing", "keys", "users", "sessions", "account"].map((name) => `/settings/${name}`),
  ];
  const reads = [
    ...[
      "agents",
      `agents/${agent.id}`,
      `agents/${agent.id}/signals`,
      `agents/${agent.id}/account`,
      "board",
      "leaderboard",
      "journal",
    ],
    ...["journal/export", "keys", "tasks", `tasks/${task.id}`, "routing/decisions", `routing/decisions/${decision}`],
    ...["routing/export", "reports/health"],
  ].map((path) => `/api/v1/${path}`);
  return [...pages, ...reads, "/metrics"];
}

const HEADERS: Record<string, string>[] = [
  ...[
    "middleware",
    "src/middleware",
    "proxy",
    "pages/_middleware",
    "middleware:middleware:middleware:middleware:middleware",
    "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
  ].map((value) => ({ "x-middleware-subrequest": value })),
  { "x-nextjs-data": "1" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-prefetch": "2", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-segment-prefetch": "/(console)/__PAGE__" },
  { rsc: "1", "next-router-state-tree": "%5B%22%22%2C%7B%7D%2Cnull%2C%22refetch%22%5D" },
  { rsc: "1", "next-url": "/welcome" },
  { "next-action": "x" },
  { "x-middleware-prefetch": "1", purpose: "prefetch" },
  { "x-middleware-next": "1" },
  { "x-middleware-rewrite": "/agents" },
  { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "muster_session=x" },
  { "x-matched-path": "/agents" },
  { "x-now-route-matches": "1=agents" },
  { "x-invoke-path": "/agents", "x-invoke-status": "200" },
  { "x-invoke-output": "/agents" },
  { "x-prerender-revalidate": "1" },
  { "x-prerender-bypass": "1" },
  { cookie: "__prerender_bypass=1; __next_preview_data=1" },
  { "next-resume": "1" },
  { "x-next-cache-tags": "_N_T_/layout" },
  { "x-original-url": "/agents", "x-rewrite-url": "/agents" },
  { "x-forwarded-host": "localhost", "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", forwarded: "for=127.0.0.1" },
  { "x-http-method-override": "GET", "x-forwarded-user": "owner", "x-remote-user": "owner" },
  { cookie: "muster_session=; muster_session=owner" },
  { authorization: "Bearer undefined" },
  { "sec-fetch-site": "same-origin", origin: "null" },
];

/** The same place, spelled otherwise. */
function pathsOf(path: string): string[] {
  const build = readFileSync(".next/BUILD_ID", "utf8").trim();
  const inner = path === "/" ? "/index" : path;
  const encoded = inner.slice(1).replaceAll("/", "%2f");
  return [
    `${inner}.rsc`,
    `${inner}.prefetch.rsc`,
    `${inner}.segments/_tree.segment.rsc`,
    `${inner}.segments/(console)/__PAGE__.segment.rsc`,
    `${inner}.json`,
    `${inner}.html`,
    `${inner}.txt`,
    `/_next/data/${build}${inner}.json`,
    `/_next/data/x${inner}.json`,
    `/_next/data${inner}`,
    `/_next/static/..%2f..${inner}`,
    `/_next/..${inner}`,
    `/welcome/..${inner}`,
    `/welcome%2f..%2f${encoded}`,
    `/docs/..%2f${encoded}`,
    `/docs/assets/..%2f..%2f${encoded}`,
    `/en${inner}`,
    `/default${inner}`,
    `/(console)${inner}`,
    `/%28console%29${inner}`,
    `/${encoded}`,
    `/%2f${encoded}`,
    `//${inner.slice(1)}`,
    `/.${inner}`,
    `/;${inner}`,
    `${inner};x`,
    `${inner}%00`,
    `${inner}%2f`,
    `${inner}/`,
    `${inner}/.`,
    `${inner}%3f`,
    `${inner}%23`,
    `/${inner.slice(1).toUpperCase()}`,
    `/%${inner.charCodeAt(1).toString(16)}${inner.slice(2)}`,
    `${path}?__nextDataReq=1`,
    `${path}?_rsc=1`,
    `${path}?__nextLocale=en`,
    `${path}?nxtPagentId=x`,
    `http://127.0.0.1${path}`,
  ];
}

/** Sent byte by byte as written, because clients tidy paths up. */
async function raw(server: MusterServer, path: string, headers: Record<string, string>): Promise<string> {
  const lines = Object.entries({ host: `127.0.0.1:${server.port}`, connection: "close", ...headers });
  const text = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return (await exchange(server.port, `GET ${path} HTTP/1.1\r\n${text}\r\n`, 20_000)) ?? "";
}

import { readdirSync } from "node:fs";
import { exchange } from "../../access/raw-socket";
import { ownerCookie } from "../../access/session";
import { MusterServer } from "../../server";
import { WatchedBrowser } from "../browser";
import type { Check, Extent, Finding } from "../check";
import { count, missesOf, verdict } from "../verdict";

const EVERYWHERE: Record<string, RegExp> = {
  "content-security-policy": /frame-ancestors 'none'/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^(same-origin|no-referrer)$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "permissions-policy": /camera=\(\)/,
};
const UNSAFE = /script-src[^;]*(unsafe-inline|unsafe-eval|https?:|\*)/;
const LANES = 8;

/** The content security policy, its nonces, and what every answer says to a browser. */
export const policy: Check = {
  id: "R30",
  asks: "Scripts by nonce only, no nonce twice, no violation on any screen, protective headers on every kind of answer",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      return await look(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function look(server: MusterServer, extent: Extent): Promise<Finding> {
  const cookie = await ownerCookie(server);
  await server.call("POST", "/agents", { body: { id: "seen", name: "Seen", model: "test-model" } });
  const task = await server.call("POST", "/tasks", { body: { description: "Something to look at" } });
  const screens = screensOf((task.body as { id: string }).id);
  const answers = await Promise.all(kinds().map(async ([kind, ask]) => ({ kind, answer: await ask(server, cookie) })));
  const bare = answers.flatMap(({ kind, answer }) => lacking(answer).map((header) => `${kind} has no ${header}`));
  const nonces = await collected(server, cookie, extent === "full" ? 1_000 : 60);
  const watched = await WatchedBrowser.open(server, cookie);
  const chosen = extent === "full" ? screens : screens.filter((_, index) => index % 5 === 0);
  try {
    for (const screen of chosen) await watched.visit(screen);
    if (extent === "full") {
      await watched.page.setViewportSize({ width: 390, height: 844 });
      for (const screen of screens) await watched.visit(screen);
    }
    await openEverything(watched);
  } finally {
    await watched.close();
  }
  const { violations, complaints, outbound } = watched.misdeeds;
  return verdict(
    `${nonces.seen.size} nonces in ${count(nonces.answers)} answers, of ${nonces.bits} bits or more; ${answers.length} kinds of answers with ${Object.keys(EVERYWHERE).length} headers each; ` +
      `${chosen.length} screens: ${violations.length} violations, ${outbound.length} requests elsewhere, ${complaints.length} complaints`,
    [
      ...missesOf({
        "a nonce came twice": nonces.seen.size === nonces.answers,
        "a nonce is short": nonces.bits >= 128,
        "a policy lets unsafe scripts run": !nonces.unsafe,
        "a script of a page has no nonce": nonces.without === 0,
        "a page may be kept": !nonces.kept,
        "source maps lie beside the scripts": !sourceMaps(),
      }),
      ...bare,
      ...violations,
      ...outbound,
      ...complaints,
    ],
  );
}

const screensOf = (decision: string): string[] => [
  ...["/", "/agents", "/agents/seen", "/agents/nobody", "/audits", "/audits/nothing", "/routing", `/routing/${decision}`],
  ...["/routing/flows", "/journal", "/reports", "/docs", "/docs/errors", "/docs/guide/scores", "/welcome", "/no/such/page"],
  ...["account", "appearance", "backup", "demo", "gate", "journal", "keys", "retention", "routing"].map(
    (name) => `/settings/${name}`,
  ),
  ...["sessions", "trust-policy", "users", "weights"].map((name) => `/settings/${name}`),
];

/** What opens only when it is asked for brings styles and scripts of its own: a menu, a sheet, a select, a notice, both themes. */
async function openEverything(watched: WatchedBrowser): Promise<void> {
  const { page } = watched;
  await watched.visit("/agents");
  await page.keyboard.press("?");
  await page.keyboard.press("Escape");
  await watched.visit("/settings/appearance");
  for (const theme of ["Dark", "Light"]) await page.getByRole("radio", { name: theme }).click();
  await watched.visit("/settings/keys");
  await page
    .getByRole("button", { name: /new key|create/i })
    .first()
    .click();
  await page.getByRole("dialog").waitFor();
  const select = page.getByRole("dialog").getByRole("combobox").first();
  if ((await select.count()) > 0) {
    await select.click();
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("Escape");
  await watched.visit("/agents/seen");
  await page
    .getByRole("button", { name: /suspend/i })
    .first()
    .click();
  await page.getByRole("textbox").last().fill("to see the notice");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /suspend/i })
    .click();
  await page
    .getByText(/suspended/)
    .first()
    .waitFor();
  await page.waitForTimeout(300);
}

type Kind = [kind: string, ask: (server: MusterServer, cookie: string) => Promise<Headers>];

/** Every kind of answer there is, whoever writes it. */
function kinds(): Kind[] {
  const at =
    (path: string, init: RequestInit = {}) =>
    async (server: MusterServer, cookie: string) => {
      const { headers, body } = await fetch(server.origin + path, {
        redirect: "manual",
        ...init,
        headers: { cookie, ...init.headers },
      });
      await body?.cancel();
      return headers;
    };
  return [
    ["a page", at("/agents")],
    ["a redirect", at("/agents", { headers: { cookie: "" } })],
    ["a missing page", at("/no/such/page")],
    ["a page's data", at("/agents?_rsc=1", { headers: { rsc: "1" } })],
    ["the sign-in page", at("/welcome")],
    ["the reference", at("/docs")],
    ["a file of the reference", at("/docs/assets/swagger-ui.css")],
    ["a file that the guide links", at("/docs/assets/verify-journal.mjs")],
    ["a missing file of the reference", at("/docs/assets/nothing.js")],
    ["a static file", (server, cookie) => at(staticFile())(server, cookie)],
    ["a missing static file", at("/_next/static/nothing.js")],
    ["the path of resized images", at("/_next/image?url=%2Ficon.svg&w=64&q=75")],
    ["the icon", at("/icon.svg")],
    ["a page of Next's own", at("/_global-error")],
    ["a read", at("/api/v1/agents")],
    ["a hot read", at("/api/v1/board")],
    ["lines", at("/api/v1/journal/export")],
    ["the API document", at("/api/openapi.json")],
    ["a refused read", at("/api/v1/agents", { headers: { cookie: "" } })],
    ["a refused write", at("/api/v1/agents", { method: "POST", body: "{" })],
    ["a missing path of the API", at("/api/nothing")],
    ["a wrong method", at("/api/v1/agents", { method: "DELETE" })],
    ["a path that does not decode", at("/%ff")],
    ["a forged server action", at("/agents", { method: "POST", headers: { "next-action": "x" } })],
    [
      "a failed server action",
      (server, cookie) =>
        at("/agents", { method: "POST", headers: { "next-action": "x", origin: server.origin } })(server, cookie),
    ],
    ["liveness", at("/livez")],
    ["readiness", at("/readyz")],
    ["metrics", at("/metrics")],
    ["the socket's polling", at("/socket.io/?EIO=4&transport=polling")],
    ["the socket's refusal", at("/socket.io/?EIO=4&transport=polling", { headers: { origin: "https://evil.example" } })],
    ["the socket's answer to nonsense", at("/socket.io/?EIO=9&transport=pigeon")],
    ["an absolute target", (server) => raw(server, "http://127.0.0.1/agents")],
  ];
}

function lacking(headers: Headers): string[] {
  const wrong = Object.entries(EVERYWHERE).filter(([name, wanted]) => !wanted.test(headers.get(name) ?? ""));
  return [...wrong.map(([name]) => name), ...(headers.has("x-powered-by") ? ["silence about what it is made with"] : [])];
}

async function raw({ port }: MusterServer, target: string): Promise<Headers> {
  const text =
    (await exchange(port, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`, 20_000)) ?? "";
  const lines = text.split("\r\n\r\n", 1)[0]?.split("\r\n").slice(1) ?? [];
  return new Headers(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
}

/** The nonces of this many answers with pages, and what is wrong with those pages. */
async function collected(server: MusterServer, cookie: string, answers: number) {
  const found = { answers, seen: new Set<string>(), bits: Number.POSITIVE_INFINITY, unsafe: false, kept: false, without: 0 };
  const paths = ["/agents", "/welcome", "/docs/errors", "/no/such/page", "/settings/keys", "/reports"];
  const waiting = Array.from({ length: answers }, (_, index) => paths[index % paths.length] ?? "/").values();
  const lane = async () => {
    for (const path of waiting) {
      const response = await fetch(server.origin + path, { headers: { cookie } });
      const csp = response.headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']+)'/.exec(csp)?.[1] ?? "";
      found.seen.add(nonce);
      found.bits = Math.min(found.bits, Buffer.from(nonce, "base64").length * 8);
      found.unsafe ||= UNSAFE.test(csp) || !csp.includes("'strict-dynamic'");
      found.kept ||= !response.headers.get("cache-control")?.includes("no-store");
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      found.without += scripts.filter((script) => !script.includes(`nonce="${nonce}"`)).length;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return found;
}

const STATIC = ".next/static";
const staticFiles = () => readdirSync(STATIC, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
const sourceMaps = (): boolean => staticFiles().some((file) => file.endsWith(".map"));
const staticFile = (): string => `/_next/static/${staticFiles().find((file) => file.endsWith(".js")) ?? ""}`;

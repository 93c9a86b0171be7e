import { readdirSync } from "node:fs";
import type { Cookie, Page } from "@playwright/test";
import { able, ChatEndpoint } from "./chat-endpoint";
import { expect, expectAccessibleEverywhere, expectAccessibleInBoth, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

/** Where each page of app/ is visited: its route, the address with real ids, and what is there once it has its data. */
const SCREENS: Record<string, { address: string; ready: string | RegExp }> = {
  "/": { address: "/", ready: "Needs you now" },
  "/agents": { address: "/agents", ready: "Scout" },
  "/agents/[agentId]": { address: "/agents/scout", ready: "Certification" },
  "/agents/compare": { address: "/agents/compare?ids=scout,weak,newcomer", ready: "Scout" },
  "/agents/movers": { address: "/agents/movers", ready: "Ranks over time" },
  "/audits": { address: "/audits", ready: "Finished" },
  "/audits/[auditId]": { address: "/audits/AUDIT", ready: "Dimensions" },
  "/journal": { address: "/journal", ready: /Registered/ },
  "/reports": { address: "/reports", ready: /agents over the last 7 days/ },
  "/routing": { address: "/routing", ready: "Reconcile the October invoices" },
  "/routing/[decisionId]": { address: "/routing/DECISION", ready: /got the task/ },
  "/routing/flows": { address: "/routing/flows", ready: /A task counts once/ },
  "/settings": { address: "/settings", ready: "Weights in force" },
  "/settings/account": { address: "/settings/account", ready: "Sessions" },
  "/settings/appearance": { address: "/settings/appearance", ready: "Comfortable" },
  "/settings/backup": { address: "/settings/backup", ready: "Back up now" },
  "/settings/demo": { address: "/settings/demo", ready: /demo/i },
  "/settings/gate": { address: "/settings/gate", ready: "Constraint compliance" },
  "/settings/journal": { address: "/settings/journal", ready: /checkpoint/i },
  "/settings/keys": { address: "/settings/keys", ready: "New key" },
  "/settings/retention": { address: "/settings/retention", ready: /Signals/ },
  "/settings/routing": { address: "/settings/routing", ready: "balanced" },
  "/settings/sessions": { address: "/settings/sessions", ready: "owner" },
  "/settings/trust-policy": { address: "/settings/trust-policy", ready: /Version 1|version 1/ },
  "/settings/users": { address: "/settings/users", ready: "owner" },
  "/settings/weights": { address: "/settings/weights", ready: "Weights in force" },
  "/welcome": { address: "/welcome", ready: /signed in/ },
  "/docs": { address: "/docs", ready: /Muster/ },
  "/docs/errors": { address: "/docs/errors", ready: /problem|error/i },
  "/docs/guide": { address: "/docs/guide", ready: "First hour" },
  "/docs/guide/[page]": { address: "/docs/guide/scores", ready: "Scores" },
};
/** Addresses that no page has, and what is opened over a page by a key or a button. */
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
/** What a page may move by itself at most, as the field judges it (web.dev: "good" CLS). */
const MOST_SHIFT = 0.1;

const OVERLAYS: Record<string, { address: string; open: (page: Page) => Promise<void> }> = {
  "the keys": { address: "/agents", open: (page) => page.keyboard.press("?") },
  "the menu of the account": {
    address: "/journal",
    open: (page) => page.getByRole("button", { name: /Account of/ }).click(),
  },
};

let endpoint: ChatEndpoint;
let server: MusterServer;
let cookies: Cookie[];
const ids = { AUDIT: "", DECISION: "" };

// Each screen is a test of its own; two workers share them.
test.describe.configure({ mode: "parallel" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  endpoint = await ChatEndpoint.listen(able);
  server = await MusterServer.start({ env: { MUSTER_ALLOW_PRIVATE_ENDPOINTS: endpoint.address } });
  const url = { endpoint: { url: endpoint.url, protocol: "openai-chat" } };
  await call("/agents", { id: "scout", name: "Scout", model: "model-1", capabilities: ["invoices"], rateSats: 40, ...url });
  for (const id of ["weak", "held", "newcomer"]) await call("/agents", { id, name: id, model: "model-2" });
  const dimensions = ["policy_compliance", "output_quality", "security_posture", "collaboration_health"];
  const values = { scout: 0.9, weak: 0.1, held: 0.6 };
  const signals = Object.entries(values).flatMap(([agentId, value]) =>
    dimensions.flatMap((dimension) => [1, 2, 3].map(() => ({ agentId, dimension, value, source: "e2e" }))),
  );
  await call("/signals", { signals });
  await call("/agents/held/suspend", { reason: "Odd answers" });
  ids.AUDIT = (await call<{ id: string }>("/agents/scout/audits", {})).id;
  const status = async () => ((await server.call("GET", `/audits/${ids.AUDIT}`)).body as { status: string }).status;
  await expect.poll(status, { timeout: 30_000 }).toMatch(/passed|failed|inconclusive/);
  ids.DECISION = (await call<{ id: string }>("/tasks", { description: "Reconcile the October invoices" })).id;
  const page = await browser.newPage();
  await signIn(page, server.environment());
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(async () => {
  await server?.remove();
  await endpoint?.close();
});
test.beforeEach(({ context }) => context.addCookies(cookies));

async function call<T>(path: string, body: object): Promise<T> {
  const answer = await server.call("POST", path, { body });
  expect([200, 201, 202], `${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
  return answer.body as T;
}

const addressOf = (address: string) => server.origin + address.replace("AUDIT", ids.AUDIT).replace("DECISION", ids.DECISION);

declare global {
  /** How far the page moved by itself since it was opened, as CLS sums it. */
  var shifted: number;
}

function countShifts(): void {
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as (PerformanceEntry & { value: number })[]) globalThis.shifted += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
}

async function visit(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(addressOf(address));
}

test("every page of the app is among the screens", () => {
  const pages = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("page.tsx"));
  const routes = pages.map((path) =>
    `/${path.replace(/\/?page\.tsx$/, "").replace(/\([^)]*\)\/?/g, "")}`.replace(/(.)\/$/, "$1"),
  );
  expect(Object.keys(SCREENS).sort()).toEqual(routes.sort());
});

for (const [route, { address, ready }] of Object.entries(SCREENS)) {
  test(`${route} is accessible on a desk and a phone, light and dark, and arrives without moving`, async ({ page }) => {
    // The API reference has a hundred operations for axe to read, three times over.
    if (route === "/docs") test.slow();
    await page.addInitScript(countShifts);
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size);
      await visit(page, address);
      await expect(page.getByText(ready).filter({ visible: true }).first()).toBeVisible();
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      expect(await page.evaluate(() => shifted), "what is there stays where it is").toBeLessThanOrEqual(MOST_SHIFT);
    }
    await expectAccessibleEverywhere(page);
  });
}

for (const [name, { address, open }] of Object.entries(OVERLAYS)) {
  test(`${name} over a page is accessible, light and dark`, async ({ page }) => {
    await visit(page, address);
    await expect(page.getByText("Connection: Live")).toBeAttached();
    await open(page);
    await expect(page.getByRole("dialog").or(page.getByRole("menu")).first()).toBeVisible();
    // What lies over the page is in none of its landmarks.
    await expectAccessibleInBoth(page, ["region"]);
  });
}

test("an address that leads nowhere is accessible on a desk and a phone, light and dark", async ({ page, expectedConsole }) => {
  expectedConsole.push(/404/);
  await visit(page, "/nowhere");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

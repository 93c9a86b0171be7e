import type { Cookie, Page } from "@playwright/test";
import { DIMENSIONS } from "../../lib/trust/dimension";
import { ChatEndpoint } from "../chat-endpoint";
import { expect, expectAccessible, signIn, test } from "../fixtures";
import { MusterServer } from "../server";

const DAY_MS = 86_400_000;
const VECTOR = { cc: 0.74, er: 0.9, as: 0.9, ih: 0.95 };

let server: MusterServer;
let endpoint: ChatEndpoint;
let cookies: Cookie[];

test.beforeAll(async ({ browser }) => {
  endpoint = await ChatEndpoint.listen(() => new Promise<string>(() => undefined));
  server = await MusterServer.start({ env: { MUSTER_ALLOW_PRIVATE_ENDPOINTS: endpoint.address } });
  // No spot audit may be drawn meanwhile: who is being audited needs nobody.
  const calm = { auditIntensityPerDay: Array(6).fill(0), reason: "Audits by hand only" };
  expect((await server.call("PUT", "/tiers", { body: calm })).status).toBe(200);
  await call("/agents", { id: "steady", name: "steady", model: "m" });
  await call("/agents", { id: "held", name: "held", model: "m" });
  await call("/agents", { id: "gone", name: "gone", model: "m" });
  for (const id of ["fading", "later"])
    await call("/agents", { id, name: id, model: "m", endpoint: { url: endpoint.url, protocol: "openai-chat" } });
  for (const id of ["steady", "held", "fading", "later"]) await report(id, 0.9);
  await report("gone", 0.1);
  await call("/agents/held/suspend", { reason: "Odd answers" });
  await certifiedToDropIn("fading", 1);
  await certifiedToDropIn("later", 8);
  await call("/tasks", { id: "t-1", description: "Translate the notes", minTier: "T5" });
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
  expect(answer.status, `${path} answers ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body as T;
}

const report = (agentId: string, value: number) =>
  call("/signals", {
    signals: DIMENSIONS.flatMap((dimension) => Array.from({ length: 5 }, () => ({ agentId, dimension, value, source: "e2e" }))),
  });

/** Certifies the agent so long ago that its tier ends in so many days. */
async function certifiedToDropIn(id: string, days: number): Promise<void> {
  const { timeToTierDrop } = await call<{ timeToTierDrop: number }>("/gate/evaluate", { robustness: VECTOR, decayRate: 0.01 });
  const issuedAt = new Date(Date.now() - (timeToTierDrop - days) * DAY_MS).toISOString();
  await call(`/agents/${id}/certifications`, { robustness: VECTOR, auditType: "external", issuedAt });
}

const queueOf = (page: Page) => page.getByRole("region", { name: "Needs you now" });
const items = (page: Page) => queueOf(page).getByRole("listitem");

test("13 Needs attention: the home page lists in order what wants a human, each with one act", async ({ page }) => {
  await page.goto(server.origin);
  await expect(items(page)).toHaveText([
    /gone.*Revoked.*Reinstate…/,
    /held.*On hold: operator.*Odd answers.*Resume…/,
    /Translate the notes.*No suitable agent.*Needs T5.*Open task/,
    /fading.*Drops from T3 to T2 on .*CC decays.*Re-audit/,
  ]);
  await expect(page).toHaveTitle(/^Live · \(4\) Overview/);
  await expectAccessible(page);
  await test.step("a filter with counts, kept in the address", async () => {
    await queueOf(page).getByRole("radio", { name: "Stopped 2" }).click();
    await expect(items(page)).toHaveCount(2);
    await expect(page).toHaveURL(/queue=stopped/);
    await queueOf(page).getByRole("radio", { name: "All" }).click();
  });
  await test.step("what happens meanwhile appears by itself", async () => {
    await page.mouse.move(2, 2);
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await call("/agents/steady/suspend", { reason: "Found just now" });
    await expect(items(page).filter({ hasText: "Found just now" })).toBeVisible();
    await expect(page).toHaveTitle(/\(5\) Overview/);
    await call("/agents/steady/resume", { reason: "It was nothing" });
    await expect(items(page)).toHaveCount(4);
  });
  await test.step("an audit begins at a press, and the queue holds still until somebody looks away", async () => {
    await items(page)
      .filter({ hasText: "fading" })
      .getByRole("button", { name: /^Re-audit ?: fading$/ })
      .click();
    await expect(page.getByText("Audit of fading started")).toBeVisible();
    await expect(items(page).filter({ hasText: "fading" })).toContainText("Settled");
    await page.mouse.move(2, 2);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await expect(items(page)).toHaveCount(3);
  });
  await test.step("without the mouse: j moves, Enter acts", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(queueOf(page).getByRole("button", { name: /^Resume… ?: held$/ })).toBeFocused();
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog")
      .getByRole("textbox", { name: /Reason/ })
      .fill("Looked at");
    await page.getByRole("dialog").getByRole("button", { name: "Resume" }).click();
    await expect(page.getByText("held resumed")).toBeVisible();
  });
});

test("what changed since somebody looked is counted, leads to exactly those entries, and is known in another browser", async ({
  page,
  browser,
}) => {
  const strip = page.getByRole("region", { name: "Since you last looked" });
  await page.goto(server.origin);
  await expect(strip).toContainText("In the last 24 hours");
  await strip.getByRole("button", { name: "Mark as seen" }).click();
  await expect(strip).toContainText("Nothing changed");
  await call("/agents/later/suspend", { reason: "While you were away" });
  await expect(strip.getByRole("link", { name: "1 new hold" })).toBeVisible();
  const elsewhere = await browser.newContext({ storageState: { cookies, origins: [] } });
  const other = await elsewhere.newPage();
  await other.goto(server.origin);
  await expect(other.getByRole("region", { name: "Since you last looked" })).toContainText("Since you last looked");
  await other.getByRole("link", { name: "1 new hold" }).click();
  await expect(other.getByRole("list", { name: /Journal entries/ }).getByRole("listitem")).toHaveCount(1);
  await expect(other.getByRole("list", { name: /Journal entries/ })).toContainText("While you were away");
  await elsewhere.close();
  await call("/agents/later/resume", { reason: "Back" });
});

test("8 Decay countdown: the overview marks which tiers fall next, when and why, and leads to the list sorted by it", async ({
  page,
}) => {
  await page.goto(server.origin);
  const drops = page.getByRole("region", { name: "Next tier drops" });
  await expect(drops.getByRole("link", { name: /^later: T\d to T\d in [78]\sd( 23\sh)?, CC$/ })).toBeVisible();
  await drops.getByRole("button", { name: "Show as table" }).click();
  await expect(drops.getByRole("row").nth(1)).toContainText("fading");
  await expect(drops.getByRole("row").nth(2)).toContainText("later");
  await drops.getByRole("link", { name: "Sorted list" }).click();
  await expect(page).toHaveURL(/sort=tierDropAt/);
  await expect(page.getByRole("row").filter({ hasText: "fading" })).toBeVisible();
});

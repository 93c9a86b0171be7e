import type { Cookie, Locator, Page } from "@playwright/test";
import { expect, expectAccessible, expectAccessibleInBoth, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

/** Means per dimension (P R O S C); at the default weights 800, 762, 625, 500 and 325. */
const FLEET = {
  steady: [0.8, 0.8, 0.8, 0.8, 0.8],
  brilliant: [0.9, 0.9, 0.9, 0.35, 0.9],
  guard: [0.5, 0.5, 0.5, 1, 0.5],
  sloppy: [0.6, 0.6, 0.6, 0.2, 0.6],
  weak: [0.4, 0.4, 0.4, 0.1, 0.4],
} as const;
type Name = keyof typeof FLEET;
const DIMENSIONS = ["policy_compliance", "resource_efficiency", "output_quality", "security_posture", "collaboration_health"];

let server: MusterServer;
let cookies: Cookie[];

test.beforeAll(async ({ browser }) => {
  server = await MusterServer.start();
  for (const name of Object.keys(FLEET) as Name[]) {
    await server.call("POST", "/agents", { body: { id: name, name, model: "model-1" } });
    await report(name, FLEET[name]);
  }
  await server.call("POST", "/agents", { body: { id: "newcomer", name: "newcomer", model: "model-2" } });
  await server.call("POST", "/signals", { body: { signals: [signal("newcomer", 0, 0.9), signal("newcomer", 1, 0.9)] } });
  const page = await browser.newPage();
  await signIn(page, server.environment());
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(() => server.remove());
test.beforeEach(({ context }) => context.addCookies(cookies));

const signal = (agentId: string, d: number, value: number) => ({ agentId, dimension: DIMENSIONS[d], value, source: "e2e" });

/** Fills the windows with these means; more than 100 signals a dimension leave nothing of what was there. */
async function report(agentId: string, means: readonly number[], count = 5): Promise<void> {
  const signals = means.flatMap((value, d) => Array.from({ length: count }, () => signal(agentId, d, value)));
  const answer = await server.call("POST", "/signals", { body: { signals } });
  expect(answer.status).toBe(200);
}

async function openAgents(page: Page, search = ""): Promise<void> {
  await page.goto(`${server.origin}/agents${search}`);
  await expect(row(page, "steady")).toBeVisible();
}

const table = (page: Page) => page.getByRole("table", { name: "Agents by rank" });
const row = (page: Page, name: string) => table(page).getByRole("row").filter({ hasText: name });
const weight = (page: Page, name: string) => page.getByRole("slider", { name });
const preview = (page: Page) => page.getByText(/^\d+ moves?, .* would be revoked$/);

/** Names in the order the table shows them. */
async function order(page: Page): Promise<string[]> {
  const rows = await table(page).getByRole("row").all();
  const places = await Promise.all(
    rows.map(async (r) => ({ line: Number(await r.getAttribute("aria-rowindex")), name: await r.getAttribute("data-agent") })),
  );
  return places.sort((a, b) => a.line - b.line).flatMap(({ name }) => name ?? []);
}

/** The five weights as the sliders say them, percent. */
async function weights(page: Page): Promise<number[]> {
  const texts = await page.getByRole("slider").evaluateAll((all) => all.map((one) => one.getAttribute("aria-valuetext") ?? ""));
  return texts.map((text) => Number.parseFloat(text));
}

const sum = (list: number[]) => Math.round(list.reduce((a, b) => a + b, 0) * 10) / 10;

/** Takes the handle of a slider and lets go of it at a share of its track. */
async function drag(page: Page, handle: Locator, share: number): Promise<void> {
  const from = await handle.boundingBox();
  const track = await handle.locator("xpath=..").boundingBox();
  if (!from || !track) throw new Error("The slider is not on the page.");
  const y = from.y + from.height / 2;
  await page.mouse.move(from.x + from.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(track.x + from.width / 2 + (track.width - from.width) * share, y, { steps: 8 });
  await page.mouse.up();
}

test("the operator sees who ranks where, on what evidence, and who is not rated", async ({ page }) => {
  await openAgents(page);
  expect(await order(page)).toEqual(["steady", "brilliant", "guard", "sloppy", "weak"]);
  await expect(row(page, "steady")).toContainText(/1.*800.*Trusted.*25.*5\/5/);
  await expect(row(page, "weak")).toContainText("At risk");
  const unrated = page.getByRole("table", { name: "Unrated agents" });
  await expect(unrated.getByRole("row").filter({ hasText: "newcomer" })).toContainText("3 of 5 signals missing");
  await expect(page.getByRole("button", { name: "All 6" })).toBeVisible();
});

test("5 Weight sliders with instant re-rank: the operator drags Security to 40 % and sees ranks move, another operator sees nothing", {
  tag: "@pointer",
}, async ({ page, context }) => {
  const other = await context.newPage();
  await openAgents(other);
  await openAgents(page);
  await drag(page, weight(page, "Security posture"), 0.8);
  expect(await weights(page)).toEqual([20, 12, 16, 40, 12]);
  await expect(preview(page)).toHaveText("2 move, 4 cross a band, 1 would be revoked");
  await expect.poll(() => order(page)).toEqual(["steady", "guard", "brilliant", "sloppy", "weak"]);
  await expect(row(page, "guard")).toContainText(/2↑1was 3.*700/);
  await expect(row(page, "weak")).toContainText("Would be revoked");
  await expect(page).toHaveURL(/w=200,120,160,400,120/);
  expect(await order(other)).toEqual(["steady", "brilliant", "guard", "sloppy", "weak"]);

  await page.getByRole("button", { name: "Show only movers" }).click();
  await expect.poll(() => order(page)).toEqual(["guard", "brilliant", "sloppy", "weak"]);
  await page.keyboard.press("Escape");
  await expect(preview(page)).toBeHidden();
  await expect.poll(() => order(page)).toEqual(["steady", "brilliant", "guard", "sloppy", "weak"]);
  await expect(page).not.toHaveURL(/w=/);
});

test("the same with the keyboard: arrows, Shift, Home, End, a lock, and the number box", async ({ page }) => {
  await openAgents(page);
  const security = weight(page, "Security posture");
  await security.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
  await expect(security).toHaveAttribute("aria-valuetext", "40 %");
  await expect.poll(() => order(page)).toEqual(["steady", "guard", "brilliant", "sloppy", "weak"]);
  await page.keyboard.press("ArrowLeft");
  await expect(security).toHaveAttribute("aria-valuetext", "39 %");
  expect(sum(await weights(page))).toBe(100);
  await page.keyboard.press("Home");
  await expect(security).toHaveAttribute("aria-valuetext", "0 %");
  await page.keyboard.press("End");
  await expect(security).toHaveAttribute("aria-valuetext", "50 %");
  await page.keyboard.press("Escape");
  await expect(security).toHaveAttribute("aria-valuetext", "25 %");

  await weight(page, "Policy compliance").press("l");
  await expect(page.getByRole("button", { name: "Lock Policy compliance" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("spinbutton", { name: "Security posture, percent" }).fill("35");
  await page.keyboard.press("Enter");
  await expect.poll(() => weights(page)).toEqual([25, 12, 16, 35, 12]);
});

test("each slider says how far it may go until somebody else leads", async ({ page }) => {
  await openAgents(page);
  // Under 18.2 % brilliant would lead, over 60 % guard.
  await expect(weight(page, "Security posture")).toHaveAccessibleDescription("Rank 1 is stable for security 19–60 %");
  await weight(page, "Security posture").hover();
  await expect(page.getByText("Rank 1 is stable for security 19–60 %")).toBeVisible();
  await weight(page, "Security posture").press("Home");
  await expect(weight(page, "Security posture")).toHaveAccessibleDescription("Rank 1 is stable for security 0–18 %");
  await page.keyboard.press("Escape");
});

test("a what-if can be shared by its address, and a damaged one says so", async ({ page, context }) => {
  await openAgents(page, "?w=200,120,160,400,120");
  await expect(preview(page)).toHaveText("2 move, 4 cross a band, 1 would be revoked");
  await page.reload();
  await expect.poll(() => order(page)).toEqual(["steady", "guard", "brilliant", "sloppy", "weak"]);

  const damaged = await context.newPage();
  await openAgents(damaged, "?w=200,120,160,400");
  await expect(damaged.getByText("The weights in this link are ignored: it holds 4 of 5 weights.")).toBeVisible();
  expect(await order(damaged)).toEqual(["steady", "brilliant", "guard", "sloppy", "weak"]);
  await damaged.getByRole("button", { name: "Dismiss" }).click();
  await expect(damaged).not.toHaveURL(/w=/);
});

test("6 Apply weights safely: they are applied with a reason, seen by everybody, and undone", async ({ page, context }) => {
  const other = await context.newPage();
  await openAgents(other);
  await openAgents(page, "?w=200,120,160,400,120");
  await page.getByRole("button", { name: "Apply…" }).click();
  const sheet = page.getByRole("dialog", { name: "Apply weights as version 2" });
  await expect(sheet.getByText("2 move rank")).toBeVisible();
  await expect(sheet).toContainText("guard, 3 to 2");
  await expect(sheet).toContainText("guard to Trusted");
  await expect(sheet).toContainText("weak, 325 to 280, line at 300");
  const apply = sheet.getByRole("button", { name: "Apply version 2" });
  await expect(apply).toBeDisabled();
  await sheet.getByRole("textbox", { name: /Reason/ }).fill("Egress incidents of 20 November");
  await expect(apply).toBeDisabled();
  await sheet.getByRole("checkbox").check();
  await expectAccessible(page);
  await apply.click();
  await expect(sheet).toBeHidden();
  await expect(preview(page)).toBeHidden();

  await expect.poll(() => order(other)).toEqual(["steady", "guard", "brilliant", "sloppy", "weak"]);
  await expect(row(other, "weak")).toContainText("Revoked");
  expect(await weights(other)).toEqual([20, 12, 16, 40, 12]);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => order(other)).toEqual(["steady", "brilliant", "guard", "sloppy", "weak"]);
  await expect(row(other, "weak")).not.toContainText("Revoked");
  await expect.poll(() => weights(page)).toEqual([25, 15, 20, 25, 15]);
});

test("when somebody else was faster, the preview is kept and compared with theirs", async ({ page }) => {
  await openAgents(page, "?w=200,120,160,400,120");
  await page.getByRole("button", { name: "Apply…" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("move rank");
  const before = await server.call("GET", "/weights");
  const { version, weights: inForce } = before.body as { version: number; weights: Record<string, number> };
  const theirs = {
    policy_compliance: 0.2,
    resource_efficiency: 0.2,
    output_quality: 0.2,
    security_posture: 0.2,
    collaboration_health: 0.2,
  };
  await server.call("PUT", "/weights", { body: { weights: theirs, reason: "All the same" } });
  await expect(sheet).toHaveAccessibleName(`Apply weights as version ${version + 2}`);
  await expect(sheet.getByText("was 20")).toHaveCount(4);
  await sheet.getByRole("button", { name: "Cancel" }).click();
  await expect(preview(page)).toBeVisible();
  await server.call("PUT", "/weights", { body: { weights: inForce, reason: "Back" } });
});

test("the order holds still under the pointer until the pill is pressed", { tag: "@pointer" }, async ({ page }) => {
  await openAgents(page);
  await row(page, "guard").hover();
  await report("guard", [0.95, 0.95, 0.95, 0.95, 0.95], 110);
  await expect(row(page, "guard")).toContainText("950");
  const pill = page.getByRole("button", { name: /rank changes?, apply/ });
  await expect(pill).toBeVisible();
  expect(await order(page)).toEqual(["steady", "brilliant", "guard", "sloppy", "weak"]);
  await pill.click();
  await expect.poll(() => order(page)).toEqual(["guard", "steady", "brilliant", "sloppy", "weak"]);
  await expect(pill).toBeHidden();

  await report("guard", FLEET.guard, 110);
  await expect(pill).toBeVisible();
  await page.getByRole("heading", { name: "Agents" }).hover();
  await expect.poll(() => order(page)).toEqual(["steady", "brilliant", "guard", "sloppy", "weak"]);
});

test("the keyboard moves through the rows, opens one, and keeps its place while data streams", async ({ page }) => {
  await openAgents(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  const link = row(page, "brilliant").getByRole("link");
  await expect(link).toBeFocused();
  await report("guard", [0.95, 0.95, 0.95, 0.95, 0.95], 110);
  await expect(row(page, "guard")).toContainText("950");
  await expect(link).toBeFocused();
  await page.keyboard.press(".");
  await expect.poll(() => order(page)).toEqual(["guard", "steady", "brilliant", "sloppy", "weak"]);
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/agents\/brilliant$/);
  await report("guard", FLEET.guard, 110);
});

test("search, filter and sort are in the address; Back and reload keep them", async ({ page }) => {
  await openAgents(page);
  await page.keyboard.press("/");
  await page.keyboard.type("s");
  await expect.poll(() => order(page)).toEqual(["steady", "sloppy"]);
  await expect(page).toHaveURL(/q=s$/);
  await page.getByRole("button", { name: "Agent", exact: true }).click();
  await expect.poll(() => order(page)).toEqual(["sloppy", "steady"]);
  await expect(page).toHaveURL(/sort=name/);
  await page.reload();
  await expect.poll(() => order(page)).toEqual(["sloppy", "steady"]);
  await page.getByRole("button", { name: /^Revoked/ }).click();
  await expect(page.getByText("No agent matches “s”, revoked. 2 match without “revoked”.")).toBeVisible();
  await page.getByRole("button", { name: "Remove “revoked”" }).click();
  await expect.poll(() => order(page)).toEqual(["sloppy", "steady"]);
  await page.goBack();
  await expect(page.getByText(/No agent matches/)).toBeVisible();
  await page.goBack();
  await expect.poll(() => order(page)).toEqual(["sloppy", "steady"]);
  await page.goBack();
  await expect.poll(() => order(page)).toEqual(["steady", "sloppy"]);
});

test("the table can be sorted by one dimension", async ({ page }) => {
  await openAgents(page);
  await page.getByRole("button", { name: "Sort by a dimension" }).click();
  await page.getByRole("menuitem", { name: "Security posture" }).click();
  await expect.poll(() => order(page)).toEqual(["guard", "steady", "brilliant", "sloppy", "weak"]);
  await expect(page).toHaveURL(/sort=-security_posture/);
});

test("a preview on the leaderboard is accessible, light and dark", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${server.origin}/agents?w=200,120,160,400,120`);
  await expect(preview(page)).toBeVisible();
  await expectAccessibleInBoth(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("agents are cards, and the weights are tried out in a sheet", async ({ page }) => {
    await openAgents(page);
    await expect(row(page, "steady")).toContainText(/800.*T0.*not certified/);
    await page.getByRole("button", { name: "Weights" }).click();
    const sheet = page.getByRole("dialog", { name: "Weights" });
    await sheet.getByRole("spinbutton", { name: "Security posture, percent" }).fill("40");
    await page.keyboard.press("Enter");
    await expect.poll(() => weights(page)).toEqual([20, 12, 16, 40, 12]);
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("button", { name: "Review…" })).toBeVisible();
    await expect.poll(() => order(page)).toEqual(["steady", "guard", "brilliant", "sloppy", "weak"]);
    await expectAccessible(page);
  });
});

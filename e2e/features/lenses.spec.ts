import { readFile } from "node:fs/promises";
import type { Cookie, Page } from "@playwright/test";
import type { BoardSnapshot } from "../../lib/trust/board-shape";
import { DIMENSIONS } from "../../lib/trust/dimension";
import { expect, expectAccessible, signIn, test } from "../fixtures";
import { MusterServer } from "../server";
import { CLOCK, hoursBack } from "../server-clock";

/** Means per dimension (P R O S C); at the default weights 800, 762, 625 and 500. */
const FLEET = {
  steady: [0.8, 0.8, 0.8, 0.8, 0.8],
  brilliant: [0.9, 0.9, 0.9, 0.35, 0.9],
  guard: [0.5, 0.5, 0.5, 1, 0.5],
  sloppy: [0.6, 0.6, 0.6, 0.2, 0.6],
} as const;
/** Security 60 %: steady 800, guard 800, brilliant 570, sloppy 360. */
const SECURITY = "w=100,100,100,600,100";

let server: MusterServer;
let cookies: Cookie[];
/** When all of the fleet was as it is above. */
let moment: string;

test.beforeAll(async ({ browser }) => {
  server = await MusterServer.start({ preload: [CLOCK] });
  for (const [name, means] of Object.entries(FLEET)) {
    await server.call("POST", "/agents", { body: { id: name, name, model: "model-1" } });
    await report(name, means);
  }
  await server.call("POST", "/agents", { body: { id: "newcomer", name: "=newcomer", model: "model-2" } });
  // So that ranks have hours to be drawn over.
  await sampled(8);
  await hoursBack(server, 0);
  moment = await sampled(0);
  const page = await browser.newPage();
  await signIn(page, server.environment());
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(() => server.remove());
test.beforeEach(({ context }) => context.addCookies(cookies));

/** Waits until the fleet as it is stands in the samples, by the server's clock; answers when that was. */
async function sampled(back: number): Promise<string> {
  let at = "";
  await expect
    .poll(async () => {
      at = `${new Date(Date.now() - back * 3_600_000).toISOString().slice(0, 19)}Z`;
      const { body } = await server.call("GET", `/board?at=${at}`);
      return (body as BoardSnapshot).scores;
    })
    .toEqual([800, 762, 625, 500, 500]);
  return at;
}

async function report(agentId: string, means: readonly number[], count = 5): Promise<void> {
  const signals = means.flatMap((value, d) =>
    Array.from({ length: count }, () => ({ agentId, dimension: DIMENSIONS[d], value, source: "e2e" })),
  );
  expect((await server.call("POST", "/signals", { body: { signals } })).status).toBe(200);
}

const table = (page: Page) => page.getByRole("table", { name: "Agents by rank" });
const row = (page: Page, name: string) => table(page).getByRole("row").filter({ hasText: name });

async function exported(page: Page, format: RegExp): Promise<string> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: format }).click()]);
  return readFile(await file.path(), "utf8");
}

test("5 Weight sliders with instant re-rank: the slope draws who goes from which rank to which, and follows the slider", async ({
  page,
}) => {
  await page.goto(`${server.origin}/agents?${SECURITY}`);
  await page.getByRole("button", { name: "Slope" }).click();
  await expect(page.getByRole("img", { name: "Ranks in force and previewed: 2 agents move, 2 unchanged" })).toBeVisible();
  await expect(page).toHaveURL(/slope=true/);
  await page.getByRole("button", { name: "Show as table" }).click();
  const lines = page.getByRole("table", { name: /^Ranks in force and previewed/ });
  await expect(lines.getByRole("row").filter({ hasText: "guard" })).toContainText(/guard.*3.*1.*\+2/);
  const security = page.getByRole("slider", { name: "Security posture" });
  await security.focus();
  await security.press("End");
  await expect(lines.getByRole("row").filter({ hasText: "steady" })).toContainText(/steady.*1.*2.*−1/);
  await expectAccessible(page);
});

test("24 Export what I see: a file holds the rows as filtered, with previewed numbers and all that they rest on", async ({
  page,
}) => {
  await page.goto(`${server.origin}/agents?${SECURITY}&q=model-1`);
  await expect(row(page, "guard")).toBeVisible();
  const lines = (await exported(page, /lines/))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const [head, ...items] = lines;
  expect(head).toMatchObject({
    live: true,
    preview: true,
    agents: 4,
    weights: { security_posture: 0.6 },
    weightsVersion: 1,
    trustPolicyVersion: 1,
    gateVersion: 1,
    scoreMethod: "muster-score-1",
    view: expect.stringContaining("q=model-1"),
  });
  expect(
    items.map(({ agentId, rank, rankInForce, score, scoreInForce }) => [agentId, rank, rankInForce, score, scoreInForce]),
  ).toEqual([
    ["guard", 1, 3, 800, 625],
    ["steady", 1, 1, 800, 800],
    ["brilliant", 3, 2, 570, 762],
    ["sloppy", 4, 4, 360, 500],
  ]);
  // A name that a spreadsheet would run is plain text there.
  await page.goto(`${server.origin}/agents?q=newcomer`);
  const [header, newcomer] = (await exported(page, /CSV/))
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  const cell = (name: string) => newcomer?.[header?.indexOf(name) ?? -1];
  expect([cell("agentId"), cell("name"), cell("score"), cell("rated"), cell("weightsPercent")]).toEqual([
    "newcomer",
    "'=newcomer",
    "",
    "false",
    "25 15 20 25 15",
  ]);
});

test("15 Everything in the URL: a link shows the board of a moment, where weights can be tried and nothing live moves", async ({
  page,
}) => {
  await report("sloppy", [1, 1, 1, 1, 1], 100);
  await page.goto(`${server.origin}/agents?at=${moment}`);
  const bar = page.getByRole("region", { name: "Moment" });
  await expect(bar).toContainText("not live");
  await expect(row(page, "sloppy")).toContainText(/4.*500/);
  await expect(page.getByRole("button", { name: /^Re-audit \d/ })).toHaveAttribute("data-hint", /a moment of the past/);
  await page.getByRole("slider", { name: "Security posture" }).press("End");
  await expect(page.getByRole("button", { name: "Apply…" })).toHaveAttribute("data-hint", /a moment of the past/);
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Back to now" }).click();
  await expect(page).not.toHaveURL(/at=/);
  await page.getByRole("button", { name: /^Reset/ }).click();
  await expect(row(page, "sloppy")).toContainText(/1.*1.?000/);
  await page.goBack();
  await expect(bar).toBeVisible();
});

test("a moment before Muster began here says so, and leads to the first that is kept", async ({ page, expectedConsole }) => {
  expectedConsole.push(/404/);
  await page.goto(`${server.origin}/agents?at=2024-02-29T12:00:00Z`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Muster began here at");
  await page.getByRole("button", { name: "First moment kept" }).click();
  await expect(page).not.toHaveURL(/2024/);
  await expect(page.getByText("No agent was registered at this moment.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Moment" })).toContainText("not live");
});

test("the operator puts agents side by side, adds and leaves one out, and sees a score move", async ({ page }) => {
  // By name: brilliant, guard, sloppy, steady.
  await page.goto(`${server.origin}/agents?q=model-1&sort=name`);
  await expect(row(page, "steady")).toBeVisible();
  for (const key of ["j", "j", "x", "c"]) await page.keyboard.press(key);
  await expect(page.getByText("Select two to four agents to compare them.")).toBeVisible();
  for (const key of ["j", "j", "x"]) await page.keyboard.press(key);
  await expect(page.getByText("2 agents selected")).toBeVisible();
  await page.keyboard.press("c");
  const comparison = page.getByRole("table", { name: "Comparison" });
  await expect(comparison.getByRole("columnheader", { name: /steady|guard/ })).toHaveCount(2);
  await expect(comparison.getByRole("row", { name: /^Security posture/ })).toContainText(
    /250.*100\.0 × 25.*200.*80\.0 × 25.*−50/,
  );
  await page.getByRole("combobox", { name: "Add an agent to compare" }).fill("brill");
  await page.getByRole("option", { name: "brilliant" }).click();
  await expect(page).toHaveURL(/ids=guard,steady,brilliant/);
  await expect(comparison.getByRole("columnheader", { name: /brilliant/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Scores over/ })).toBeVisible();
  await report("guard", [1, 1, 1, 1, 1], 100);
  await expect(comparison.getByRole("row", { name: /^Score/ })).toContainText(/1.?000/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Leave steady out" }).click();
  await expect(comparison.getByRole("columnheader", { name: "steady" })).toBeHidden();
});

test("the operator sees how ranks changed, of the leaders and of chosen agents", async ({ page }) => {
  await page.goto(`${server.origin}/agents`);
  await page.getByRole("button", { name: "History", exact: true }).click();
  await page.getByRole("menuitem", { name: "Ranks over time" }).click();
  await expect(page.getByRole("group", { name: /^Ranks over 24 hours/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "brilliant" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Follow an agent" }).fill("brill");
  await page.getByRole("option", { name: "brilliant" }).click();
  await expect(page).toHaveURL(/ids=brilliant/);
  await page.getByRole("button", { name: "Show as table" }).click();
  await expect(page.getByRole("columnheader", { name: "brilliant" })).toBeVisible();
  await expect(page.getByRole("cell", { name: /\(762\)$/ }).first()).toBeVisible();
  await expectAccessible(page);
});

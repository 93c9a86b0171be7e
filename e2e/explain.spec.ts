import { readFileSync } from "node:fs";
import type { Cookie, Page } from "@playwright/test";
import { DEFAULT_WEIGHTS } from "../lib/trust/weights";
import { expect, expectAccessible, signIn, test } from "./fixtures";
import { MusterServer, pause } from "./server";
import { CLOCK, hoursBack } from "./server-clock";

const DIMENSIONS = ["policy_compliance", "resource_efficiency", "output_quality", "security_posture", "collaboration_health"];
const HOUR = 3_600_000;

let server: MusterServer;
let cookies: Cookie[];

/** The server's clock begins 8 hours ago; what happens at which hour stands here. */
test.beforeAll(async ({ browser }) => {
  server = await MusterServer.start({ preload: [CLOCK] });
  for (const id of ["moody", "grown"]) await server.call("POST", "/agents", { body: { id, name: id, model: "model-1" } });
  await report(DIMENSIONS.flatMap((dimension) => Array.from({ length: 5 }, () => signal("moody", dimension, 0.8))));
  const before = [...Array(50).fill(0), ...Array(50).fill(1)];
  await report([
    ...DIMENSIONS.map((dimension) => signal("grown", dimension, 1)),
    ...before.map((value) => signal("grown", "output_quality", value)),
  ]);
  await sampled("moody", "grown");

  await hoursBack(server, 6);
  const breach = { source: "gateway", details: "egress to an unlisted host" };
  await report(Array.from({ length: 3 }, () => ({ ...signal("moody", "security_posture", 0), ...breach })));
  await sampled("moody");

  await hoursBack(server, 3);
  const weights = { ...DEFAULT_WEIGHTS, security_posture: 0.1, policy_compliance: 0.4 };
  await server.call("PUT", "/weights", { body: { weights, reason: "Security counted too much" } });
  await sampled("moody", "grown");

  await hoursBack(server, 1);
  await report(Array.from({ length: 60 }, () => signal("grown", "output_quality", 1)));
  await sampled("grown");

  await hoursBack(server, 0);
  await server.call("POST", "/agents", { body: { id: "formula", name: '=HYPERLINK("http://evil")', model: "model-1" } });
  await report(DIMENSIONS.map((dimension) => signal("formula", dimension, 0.4)));
  await sampled("formula");
  await server.call("POST", "/agents", { body: { id: "newborn", name: "newborn", model: "model-1" } });
  const page = await browser.newPage();
  await signIn(page, server.environment());
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(() => server?.remove());
test.beforeEach(({ context }) => context.addCookies(cookies));

const signal = (agentId: string, dimension: string, value: number) => ({ agentId, dimension, value, source: "e2e" });

async function report(signals: object[]): Promise<void> {
  expect((await server.call("POST", "/signals", { body: { signals } })).status).toBe(200);
}

type Stored = { at: number; version: number };

/** Waits until the score as it is now is kept in the history of each agent. */
async function sampled(...agentIds: string[]): Promise<void> {
  for (const id of agentIds) {
    const score = ((await server.call("GET", `/agents/${id}`)).body as { score: number }).score;
    const newest = async () => {
      const { body } = await server.call("GET", `/agents/${id}/history?resolution=raw`);
      return (body as { points: { score: number }[] }).points.at(-1)?.score;
    };
    await expect.poll(newest).toBe(score);
  }
  // Samples are a second apart: the next change must not replace this one.
  await pause(1100);
}

const moment = (page: Page) => page.getByRole("slider", { name: "Moment in the history" });
const cause = (page: Page, name: RegExp) => page.getByRole("table", { name: /^Causes of/ }).getByRole("button", { name });
const ends = async (page: Page) => {
  const rows = page.getByRole("table", { name: /^Causes of/ }).locator("tbody tr");
  const texts = [await rows.first().locator("td").last().textContent(), await rows.last().locator("td").last().textContent()];
  return texts.map((text) => Number(text?.replace(/\D/g, "")));
};
const points = async (page: Page) => {
  const cells = page.getByRole("table", { name: /^Causes of/ }).locator("tbody tr:has(button) td:last-child");
  return (await cells.allTextContents()).reduce((sum, text) => sum + Number(text.replace("−", "-")), 0);
};

async function openAgent(page: Page, id: string): Promise<void> {
  await page.goto(`${server.origin}/agents/${id}`);
  await expect(moment(page)).toBeVisible();
}

/** Moves the cursor from the beginning, sample by sample, to the first that reads like this, and sets it with Enter. */
async function choose(page: Page, reading: RegExp): Promise<void> {
  // What is pressed before the page is alive is nobody's, and before the samples are there it leads past them.
  await expect(async () => {
    await moment(page).press("Home");
    await expect(moment(page)).toHaveAttribute("aria-valuenow", "0", { timeout: 500 });
    for (let i = 0; i < 10; i++) {
      const before = (await moment(page).getAttribute("aria-valuetext")) ?? "";
      if (reading.test(before)) return;
      await moment(page).press("ArrowRight");
      await expect(moment(page)).not.toHaveAttribute("aria-valuetext", before, { timeout: 2_000 });
    }
    await expect(moment(page)).toHaveAttribute("aria-valuetext", reading, { timeout: 500 });
  }).toPass();
  await moment(page).press("Enter");
}

/** Clicks the history where a moment so many hours ago stands. */
async function clickHoursAgo(page: Page, hours: number): Promise<void> {
  const box = await moment(page).boundingBox();
  if (!box) throw new Error("There is no history on the page.");
  const { body } = await server.call("GET", "/agents/moody");
  const span = Date.now() - Date.parse((body as { registeredAt: string }).registeredAt);
  await page.mouse.click(box.x + box.width * (1 - (hours * HOUR) / span), box.y + box.height / 2);
}

test.describe("between two moments chosen in the history", () => {
  test("4 Why did it change: signals explain a fall, and the cause opens them", async ({ page }) => {
    await openAgent(page, "moody");
    await choose(page, /score 800$/);
    await choose(page, /score 723$/);
    await expect(page).toHaveURL(/from=2\S+&to=2/);
    await expect(cause(page, /Security posture, 3 signals/)).toBeVisible();
    expect(await ends(page)).toEqual([800, 723]);
    expect(await points(page)).toBe(-77);
    await page.reload();
    await cause(page, /Security posture, 3 signals/).click();
    const sheet = page.getByRole("dialog", { name: /Security posture, 3 signals/ });
    await expect(sheet.getByRole("listitem")).toHaveCount(3);
    await expect(sheet.getByRole("listitem").first()).toContainText(/gateway.*0.*egress to an unlisted host.*reported by/);
    await expectAccessible(page);
    await sheet.getByRole("button", { name: "Show in the list of signals" }).click();
    await expect(sheet).toBeHidden();
    await expect(page).toHaveURL(/dimension=security_posture/);
    await expect(page).toHaveURL(/after=2\S+&until=2/);
    const rows = page.getByRole("table", { name: "Signals" }).locator("tbody tr");
    await expect(rows).toHaveCount(3);
    await page.getByTitle("Show signals of all times").click();
    await expect(rows).toHaveCount(8);
  });

  test("weights explain a rise, with version, reason and the way to compare", async ({ page }) => {
    await openAgent(page, "moody");
    await choose(page, /score 723$/);
    await choose(page, /score 769$/);
    await cause(page, /Weights were changed/).click();
    const sheet = page.getByRole("dialog", { name: /Weights were changed/ });
    await expect(sheet).toContainText("Version 2 by env");
    await expect(sheet).toContainText("Security counted too much");
    await sheet.getByRole("link", { name: "Compare version 1 with 2" }).click();
    await expect(page).toHaveURL(/settings\/weights\?before=1&after=2/);
    const diff = page.getByRole("table", { name: "Version 1 compared with version 2" });
    await expect(diff.getByRole("row", { name: /Security posture/ })).toContainText(/25\.0.%10\.0.%−15\.0/);
    await expect(diff.getByRole("row", { name: /Output quality/ })).toContainText(/same/);
  });

  test("an old window explains a rise: what left it is listed", async ({ page }) => {
    await openAgent(page, "grown");
    await choose(page, /no evidence|score \d+/);
    await page.getByRole("button", { name: /Whole range/ }).click();
    await expect(page).not.toHaveURL(/from=/);
    await expect(cause(page, /Older signals weigh less or left/)).toBeVisible();
    const [from = 0, to = 0] = await ends(page);
    expect(await points(page)).toBe(to - from);
    await cause(page, /Older signals weigh less or left/).click();
    const sheet = page.getByRole("dialog", { name: /Older signals/ });
    const output = sheet.getByRole("region", { name: "Output quality" });
    await expect(output).toContainText("Showing the newest 20 of 60");
    await expect(output.getByRole("listitem")).toHaveCount(20);
  });

  test("silence is called silence, in the picture, in its table and in the explanation", { tag: "@pointer" }, async ({
    page,
  }) => {
    await openAgent(page, "moody");
    await expect(page.getByRole("img", { name: /Score over the last 24 hours: .* stretches without evidence/ })).toBeVisible();
    await expect(page.getByText("no evidence", { exact: true }).first()).toBeVisible();
    await clickHoursAgo(page, 5);
    await expect(page).toHaveURL(/from=/);
    await clickHoursAgo(page, 4);
    await expect(page).toHaveURL(/to=/);
    await expect(page.getByText("No evidence in this stretch")).toBeVisible();
    await expect(page.getByText(/No signal arrived between .*the weights stayed the same/)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page).not.toHaveURL(/from=/);
    await page.getByRole("button", { name: "Show as table" }).click();
    await expect(page.getByRole("cell", { name: /^no evidence until/ }).first()).toBeVisible();
  });
});

test("a newborn agent's history says what it waits for", async ({ page }) => {
  await page.goto(`${server.origin}/agents/newborn`);
  await expect(page.getByText("No evidence yet: the line begins with the first signal")).toBeVisible();
  await expect(page.getByText("so there is no score to explain: 5 more signals and 3 more dimensions needed")).toBeVisible();
});

test.describe("the health report", () => {
  test("says how low and how high everybody went, sorted, filtered and searched in the address", async ({ page }) => {
    await page.goto(`${server.origin}/reports`);
    await expect(page.getByText("4 agents over the last 7 days: 1 at risk, 0 revoked. 1 without a rated score")).toBeVisible();
    const table = page.getByRole("table", { name: "Health of the agents" });
    const names = () => table.getByRole("rowheader").allTextContents();
    await expect(table.getByRole("row").filter({ hasText: "moody" })).toContainText(/769.*723.*800/);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Lowest" }).click();
    await page.getByRole("button", { name: "Lowest" }).click();
    await expect.poll(names).toEqual(['=HYPERLINK("http://evil")', "moody", "grown"]);
    await page.getByRole("radio", { name: "30 d" }).click();
    await page.getByRole("button", { name: /At risk/ }).click();
    await expect(page).toHaveURL(/days=30/);
    await page.reload();
    await expect.poll(names).toEqual(['=HYPERLINK("http://evil")']);
    await page.getByRole("searchbox").fill("nobody");
    await expect(page.getByText("No agent of the report matches.")).toBeVisible();
    await page.getByRole("button", { name: "Show all 3" }).click();
    await expect.poll(names).toHaveLength(3);
  });

  test("comes as CSV and as JSON, exactly as it is shown", async ({ page }) => {
    await page.goto(`${server.origin}/reports`);
    const save = async (format: string) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: format }).click()]);
      expect(file.suggestedFilename()).toMatch(new RegExp(`^health-7-days-.*\\.${format.toLowerCase()}$`));
      return readFileSync(await file.path(), "utf8");
    };
    const json = JSON.parse(await save("JSON"));
    expect(json).toMatchObject({ periodDays: 7, totalAgents: 4, agents: { moody: { minScore: 723, maxScore: 800 } } });
    const lines = (await save("CSV")).split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^agentId,name,currentScore,minScore,avgScore,maxScore,/);
    expect(lines.find((line) => line.startsWith("moody,"))).toMatch(/,723,.*,800,.*,\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(lines.find((line) => line.startsWith("formula,"))).toContain(`formula,"'=HYPERLINK(""http://evil"")",`);
  });

  test("is the same over HTTP, as an attachment", async ({ request }) => {
    const answer = await request.get(`${server.origin}/api/v1/reports/health?days=30&format=csv`, {
      headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
    });
    expect(answer.headers()).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="health-30-days.csv"',
    });
    expect(await answer.text()).toMatch(/\r\nmoody,moody,\d+,723,/);
    expect((await server.call("GET", "/reports/health?format=xml")).status).toBe(400);
  });
});

test("any two versions of the trust policy can be compared", async ({ page }) => {
  const change = (body: object) => server.call("PUT", "/trust-policy", { body });
  const { version } = (await change({ warningThreshold: 520, reason: "Warn earlier" })).body as Stored;
  await change({ autoRegister: true, reason: "Trial" });
  await page.goto(`${server.origin}/settings/trust-policy`);
  await page.getByRole("button", { name: `Compare version ${version} with the one before` }).click();
  const compared = (a: number, b: number) => page.getByRole("table", { name: `Version ${a} compared with version ${b}` });
  await expect(compared(version - 1, version).getByRole("row", { name: /Warning line/ })).toContainText(/500520\+20/);
  await page.getByRole("spinbutton", { name: "Version after" }).fill(`${version + 1}`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`after=${version + 1}`));
  await expect(compared(version - 1, version + 1).getByRole("row", { name: /Register unknown agents/ })).toContainText(/offon/);
  await expect(page.getByText(/^Set by env .*“Trial”/)).toBeVisible();
  await expectAccessible(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("two taps compare two moments, and the report fits", { tag: "@pointer" }, async ({ page }) => {
    await openAgent(page, "moody");
    await moment(page).evaluate((slider) => slider.scrollIntoView({ block: "center" }));
    const tap = async (share: number) => {
      const box = await moment(page).boundingBox();
      if (box) await page.touchscreen.tap(box.x + box.width * share, box.y + box.height / 2);
    };
    await tap(0.1);
    await expect(page).toHaveURL(/from=/);
    await tap(0.5);
    await expect(page).toHaveURL(/to=/);
    await cause(page, /Security, 3/).click();
    await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(3);
    await page.getByRole("button", { name: "Close" }).click();

    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Reports" }).click();
    await expect(page.getByRole("rowheader", { name: "moody" })).toBeVisible();
    const overflows = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(overflows).toBe(false);
    await expectAccessible(page);
  });
});

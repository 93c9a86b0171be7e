import type { Cookie, Page } from "@playwright/test";
import { expect, expectAccessibleEverywhere, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

let server: MusterServer;
let cookies: Cookie[];

test.beforeAll(async ({ browser }) => {
  server = await MusterServer.start();
  for (const [id, value, rateSats] of [
    ["steady", 0.95, 100],
    ["cheap", 0.65, 40],
  ] as const) {
    await call("POST", "/agents", {
      ...{ id, name: id === "steady" ? "Steady" : "Cheap", model: "model-1" },
      ...{ capabilities: ["translate", "poetry"], rateSats, capacity: 100 },
    });
    const dimensions = ["policy_compliance", "output_quality", "security_posture"];
    const signals = dimensions.flatMap((dimension) => [1, 2].map(() => ({ agentId: id, dimension, value, source: "e2e" })));
    await call("POST", "/signals", { signals });
    const robustness = { cc: 0.85, er: 0.85, as: 0.8, ih: 0.9 };
    await call("POST", `/agents/${id}/certifications`, { robustness, auditType: "external" });
  }
  for (let i = 1; i <= 4; i++)
    await call("POST", "/tasks", { id: `task-${i}`, description: `Translate letter ${i}`, bids: { steady: 60, cheap: 50 } });
  await call("POST", "/tasks", { id: "beyond", description: "Translate a secret letter", minTier: "T5" });
  const page = await browser.newPage();
  await signIn(page, server.environment());
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(() => server?.remove());
test.beforeEach(({ context }) => context.addCookies(cookies));

async function call(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await server.call(method, path, body ? { body } : {});
  expect([200, 201], `${method} ${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
  return answer.body;
}

const open = (page: Page, path: string) => page.goto(`${server.origin}${path}`);
const slider = (page: Page, name: string) => page.getByRole("slider", { name, exact: true });
const box = (page: Page, name: string) => page.getByRole("spinbutton", { name: `${name}, percent`, exact: true });
const reason = (page: Page) => page.getByRole("textbox", { name: /^Reason/ });
const unsaved = (page: Page) => page.getByText("Not saved yet.");

async function total(page: Page): Promise<number> {
  const values = await Promise.all(
    ["Capability", "Price", "Trust", "Track record", "Load"].map(async (name) => Number(await box(page, name).inputValue())),
  );
  return Math.round(values.reduce((sum, value) => sum + 10 * value, 0)) / 10;
}

test("a policy is moved by keyboard, previewed over the last decisions, changed with a reason and undone", async ({ page }) => {
  await open(page, "/settings/routing");
  await slider(page, "Price").focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press("Shift+ArrowRight");
  await expect(box(page, "Price")).toHaveValue("60");
  expect(await total(page)).toBe(100);
  await expect(
    page.getByText(/^Not saved yet\. Capability 40\s% → 20\s%, Price 20\s% → 60\s%, Trust 20\s% → 10\s%/),
  ).toBeVisible();
  await expect(page.getByText("4 of the last 5 decisions of balanced would go to someone else.")).toBeVisible();
  const wins = page.getByRole("list", { name: "Tasks won then and now" });
  await expect(wins.getByRole("listitem")).toHaveText([/^Steady4.*0 won.4$/, /^Cheap0.*4 won\+4$/]);
  await page.getByText("Which decisions").click();
  const moved = page.getByRole("list", { name: "Decisions that would go to someone else" });
  await expect(moved.getByRole("listitem")).toHaveCount(4);
  await expect(moved.getByRole("listitem").first()).toContainText(/Steady.*Cheap/);

  // Somebody else is faster: what was moved stays, and is applied to their version.
  await call("PUT", "/routing/policies/balanced", { minimumCapability: 0.3, reason: "Stricter" });
  await expect(page.getByText(/Version 2 came into force meanwhile, set by env/)).toBeVisible();

  await reason(page).focus();
  await page.keyboard.type("Money is short");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Version 3 of balanced is in force")).toBeVisible();
  await expect(unsaved(page)).toHaveCount(0);
  const bids = { steady: 60, cheap: 50 };
  expect(await call("POST", "/tasks?dryRun=true", { description: "Translate a letter", bids })).toMatchObject({
    recommended: "cheap",
    policy: { version: 3 },
  });

  const history = page.getByRole("table", { name: "Versions of balanced" });
  await history.getByRole("button", { name: "Undo…" }).focus();
  await page.keyboard.press("Enter");
  await expect(reason(page)).toBeFocused();
  await page.keyboard.type("Quality suffered");
  await page.keyboard.press("Enter");
  await expect(history.getByRole("row").nth(1)).toContainText("Undo of version 3: Quality suffered");
  await expect(box(page, "Price")).toHaveValue("20");
  const comparison = page.getByRole("table", { name: "Version 3 compared with version 4" });
  await expect(comparison.getByRole("row", { name: /^Price/ })).toContainText("60.0 %20.0 %");
});

test("a locked weight stays where it is, and the five always sum to 100 %", async ({ page }) => {
  await open(page, "/settings/routing");
  await slider(page, "Trust").focus();
  await page.keyboard.press("l");
  await expect(page.getByRole("button", { name: "Lock trust" })).toHaveAttribute("aria-pressed", "true");
  await box(page, "Price").fill("50.5");
  await page.keyboard.press("Enter");
  await expect(box(page, "Price")).toHaveValue("50.5");
  await expect(box(page, "Trust")).toHaveValue("20");
  expect(await total(page)).toBe(100);
  await box(page, "Price").fill("100");
  await page.keyboard.press("Enter");
  await expect(box(page, "Price")).toHaveValue("80");
  expect(await total(page)).toBe(100);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(unsaved(page)).toHaveCount(0);
  await expect(box(page, "Price")).toHaveValue("20");
});

test("what is refused says why and loses nothing that was typed", async ({ page, context, expectedConsole }) => {
  await open(page, "/settings/routing");
  await page.getByRole("button", { name: "Add a family" }).click();
  const heads = page.getByRole("textbox", { name: "Skills of family 5" });
  await heads.fill("law, legal");
  await expect(page.getByText("Family 5 of synonyms needs a skill and a related word.")).toBeVisible();
  await reason(page).fill("We have lawyers now");
  const apply = page.getByRole("button", { name: /^Apply version/ });
  await expect(apply).toBeDisabled();
  await page.getByRole("textbox", { name: "Related words of family 5" }).fill("contract, clause");
  await expect(page.getByText(/Synonyms added: law, legal: contract, clause/)).toBeVisible();

  expectedConsole.push(/net::ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await apply.click();
  await expect(page.getByRole("alert").filter({ hasText: "The policy was not changed" })).toContainText(
    "Nothing was sent and nothing was changed; what you typed is kept.",
  );
  await expect(heads).toHaveValue("law, legal");
  await context.setOffline(false);
  await apply.click();
  await expect(page.getByText(/Version \d+ of balanced is in force/)).toBeVisible();
  expect(await call("GET", "/routing/policies/balanced")).toMatchObject({
    reason: "We have lawyers now",
    synonyms: expect.arrayContaining([{ heads: ["law", "legal"], related: ["contract", "clause"] }]),
  });
});

test("a new policy begins as balanced came and can be named by tasks; classic can only be read", async ({ page }) => {
  await open(page, "/settings/routing");
  await page.getByRole("button", { name: "New policy…" }).click();
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("balanced");
  await expect(page.getByText("There is a policy of this name.")).toBeVisible();
  await name.fill("Cheap First");
  await expect(page.getByText(/^Small letters, digits and hyphens/)).toBeVisible();
  await name.fill("cheap-first");
  await reason(page).fill("For bulk work");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/policy=cheap-first/);
  await expect(page.getByRole("radio", { name: "cheap-first" })).toBeChecked();
  await slider(page, "Price").focus();
  await page.keyboard.press("End");
  await expect(page.getByText("4 of the last 5 decisions of every policy would go to someone else.")).toBeVisible();
  await reason(page).fill("Price alone");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Version 2 of cheap-first is in force")).toBeVisible();
  const task = { description: "Translate a letter", bids: { steady: 60, cheap: 50 }, policy: "cheap-first" };
  expect(await call("POST", "/tasks?dryRun=true", task)).toMatchObject({ recommended: "cheap" });

  await page.getByRole("radio", { name: "classic" }).click();
  await expect(page.getByText(/^classic stays as it is\./)).toBeVisible();
  await expect(page.getByRole("slider")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Undo…" })).toHaveCount(0);
});

test("an agent's page says what it won and lost, by how much, and what came of what it declares", async ({ page }) => {
  await open(page, "/agents/cheap");
  const decisions = page.getByRole("table", { name: "Tasks it competed for" });
  const lost = decisions.getByRole("row").filter({ hasText: "Translate letter 4" });
  await expect(lost).toContainText("Lost to Steady");
  await expect(lost).toContainText(/50.*−0\.0/);
  await expect(page.getByText(/^given 0 of 4 tasks it was considered for, 0\s%; combined 0\.\d{3} on average$/)).toBeVisible();
  const capabilities = page.getByRole("table", { name: "Declared capabilities and what was observed" });
  await expect(capabilities.getByRole("row", { name: /^translate/ })).toContainText("not observed yet");

  await call("POST", "/tasks/task-1/outcome", { success: true });
  await call("POST", "/tasks/task-2/outcome", { success: false, failureReason: "Wrong language" });
  await open(page, "/agents/steady");
  const won = page.getByRole("row").filter({ hasText: "Translate letter 4" });
  await expect(won).toContainText("Won");
  await expect(capabilities.getByRole("row", { name: /^translate/ })).toContainText("4 (2 open)1150 %");
  await expect(capabilities.getByRole("row", { name: /^poetry/ })).toContainText("not observed yet");
  await expect(won.getByRole("link", { name: "Translate letter 4" })).toHaveAttribute("href", /^\/routing\/./);
});

test("where tasks go is a picture and a table of a window that the address names", async ({ page }) => {
  await open(page, "/routing/flows");
  await expect(page.getByText("5 decisions, 4 assigned")).toBeVisible();
  const picture = page.getByRole("img", { name: "Where 5 decisions went, from capability through tier to agent" });
  await expect(picture).toContainText("translate");
  await expect(picture).toContainText("Steady");
  await page.getByRole("button", { name: "Show as table" }).click();
  const table = page.getByRole("table", { name: /^Where 5 decisions went/ });
  await expect(table.getByRole("row", { name: "translate T4 4 80 %" })).toBeVisible();
  await expect(table.getByRole("row", { name: "T4 Steady 4 80 %" })).toBeVisible();
  await expect(table.getByRole("row", { name: "nobody below the tier 1 20 %" })).toBeVisible();
  await page.getByRole("radio", { name: "30 d" }).click();
  await expect(page).toHaveURL(/days=30/);
  await page.reload();
  await expect(page.getByRole("radio", { name: "30 d" })).toBeChecked();
});

test("routing policies, an agent's decisions and the flows are accessible on a desk and a phone, light and dark", async ({
  page,
}) => {
  test.slow();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await open(page, "/settings/routing");
  await slider(page, "Price").press("ArrowRight");
  await expect(page.getByText(/of the last \d+ decisions/)).toBeVisible();
  await expectAccessibleEverywhere(page);
  await open(page, "/settings/routing?policy=classic");
  await expect(page.getByText(/^classic stays as it is\./)).toBeVisible();
  await expectAccessibleEverywhere(page);
  await open(page, "/agents/steady");
  await expect(page.getByRole("row").filter({ hasText: "Translate letter 4" })).toBeVisible();
  await expectAccessibleEverywhere(page);
  await open(page, "/routing/flows");
  await expect(page.getByRole("img", { name: /^Where \d+ decisions went/ })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

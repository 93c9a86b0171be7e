import type { Cookie, Page } from "@playwright/test";
import { expect, expectAccessibleEverywhere, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

const TASK = "Reconcile the October invoices and flag mismatches";

let server: MusterServer;
let cookies: Cookie[];

test.beforeAll(async ({ browser }) => {
  server = await MusterServer.start();
  for (const [id, manifest] of Object.entries({
    ledger: { capabilities: ["invoices", "bookkeeping"], keywords: ["reconcile"], rateSats: 40 },
    scout: { capabilities: ["invoices"], rateSats: 60 },
    scribe: { capabilities: ["writing"], rateSats: 10 },
    novice: { capabilities: ["invoices"], rateSats: 5 },
  }))
    await call("POST", "/agents", { id, name: id, model: "model-1", capacity: 50, ...manifest });
  for (const id of ["ledger", "scout", "scribe"])
    await call("POST", `/agents/${id}/certifications`, {
      robustness: { cc: 0.8, er: 0.8, as: 0.8, ih: 0.9 },
      auditType: "registration",
    });
  const dimensions = ["policy_compliance", "output_quality", "security_posture", "collaboration_health"];
  const signals = ["ledger", "scout", "scribe"].flatMap((agentId) =>
    dimensions.flatMap((dimension) => [1, 2, 3].map(() => ({ agentId, dimension, value: 0.8, source: "e2e" }))),
  );
  await call("POST", "/signals", { signals });
  const page = await browser.newPage();
  await signIn(page, server.environment());
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(() => server?.remove());
test.beforeEach(({ context }) => context.addCookies(cookies));

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await server.call(method, path, body ? { body } : {});
  expect([200, 201, 204], `${method} ${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
  return answer.body as T;
}

const post = (task: object = {}) => call<{ id: string; taskId: string }>("POST", "/tasks", { description: TASK, ...task });
const stored = async () => (await call<{ items: unknown[] }>("GET", "/tasks?limit=100")).items.length;

const open = (page: Page, path: string) => page.goto(`${server.origin}${path}`);
const description = (page: Page) => page.getByRole("textbox", { name: "What is to be done" });
const form = (page: Page) => page.getByRole("form", { name: "Task" });
const dryRun = (page: Page) => page.getByRole("region", { name: "Dry run" });
const decisions = (page: Page) => page.getByRole("list", { name: "Decisions, newest first" });
const sentence = (page: Page) => page.getByRole("heading", { level: 1 });
const row = (page: Page, name: string) =>
  page.getByRole("table", { name: "Candidates" }).getByRole("row").filter({ hasText: name });

test.describe("a task that is typed", () => {
  test("shows who would get it and by how much, follows every change, and stores nothing", async ({ page }) => {
    const before = await stored();
    await open(page, "/routing");
    await description(page).fill(TASK);
    await expect(dryRun(page)).toContainText(/ledger would get the task: best combined score, 0\.\d{3}, of 2 eligible agents/);
    await expect(dryRun(page).getByRole("table", { name: "Best candidates" }).getByRole("row")).toHaveCount(3);
    await expect(dryRun(page).getByRole("list", { name: "Stopped by a gate" })).toContainText("without the skills");

    await page.getByRole("textbox", { name: "Budget, sats" }).fill("5");
    await expect(dryRun(page)).toContainText("Nobody would get the task");
    await expect(dryRun(page)).toContainText("over_budget");
    await page.getByRole("textbox", { name: "Budget, sats" }).fill("");
    await page.getByRole("button", { name: "Require writing" }).click();
    await expect(dryRun(page)).toContainText("capability_missing");
    await page.getByRole("button", { name: "Remove writing" }).click();
    await expect(dryRun(page)).toContainText("ledger would get the task");

    await page.getByRole("button", { name: /^Conditions/ }).click();
    await page.getByRole("radio", { name: "Enter bids" }).click();
    await expect(dryRun(page)).toContainText("no bid came");
    await page.getByRole("button", { name: "Add a bid" }).click();
    await page.getByRole("combobox", { name: "Bidder 1" }).fill("scout");
    await page.getByRole("option", { name: "scout" }).click();
    await page.getByRole("textbox", { name: "Bid 1, sats" }).fill("30");
    await expect(dryRun(page)).toContainText("scout would get the task: the only eligible agent");
    expect(await stored()).toBe(before);
  });

  test("is still there after another page and a reload", async ({ page }) => {
    await open(page, "/routing");
    await description(page).fill(TASK);
    await page.getByRole("textbox", { name: "Budget, sats" }).fill("70");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Journal" }).click();
    await expect(page).toHaveTitle(/Journal/);
    await page.goBack();
    await expect(description(page)).toHaveValue(TASK);
    await page.reload();
    await expect(description(page)).toHaveValue(TASK);
    await expect(page.getByRole("textbox", { name: "Budget, sats" })).toHaveValue("70");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect(description(page)).toHaveValue("");
    await page.reload();
    await expect(description(page)).toHaveValue("");
  });

  test("is refused at the field that is wrong, and loses nothing", async ({ page, expectedConsole }) => {
    expectedConsole.push(/status of 422/);
    await open(page, "/routing");
    await description(page).fill(TASK);
    await page.getByRole("textbox", { name: "Budget, sats" }).fill("many");
    await expect(page.getByText("A whole number.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Submit task" })).toBeDisabled();
    await page.getByRole("textbox", { name: "Budget, sats" }).fill("70");

    await page.getByRole("button", { name: /^Conditions/ }).click();
    await page.getByRole("button", { name: "Add a check" }).click();
    await page.getByRole("combobox", { name: "Kind of check 1" }).click();
    await page.getByRole("option", { name: "Is JSON of a schema" }).click();
    const schema = page.getByRole("textbox", { name: "JSON Schema of check 1" });
    await schema.fill('{"type": "string", "pattern": "^a+$"}');
    await expect(schema).toHaveAttribute("aria-invalid", "true");
    await page.getByRole("button", { name: "Submit task" }).click();
    await expect(form(page).getByRole("alert")).toContainText("Not submitted");
    await expect(schema).toBeFocused();
    await expect(description(page)).toHaveValue(TASK);
    await expect(page.getByRole("textbox", { name: "Budget, sats" })).toHaveValue("70");

    await schema.fill('{"type": "string"}');
    await expect(schema).not.toHaveAttribute("aria-invalid");
    await page.getByRole("button", { name: "Submit task" }).click();
    await expect(sentence(page)).toContainText("ledger got the task");
  });

  test("stays where it is when the server cannot be reached", async ({ page, expectedConsole }) => {
    expectedConsole.push(/net::ERR_FAILED/);
    await open(page, "/routing");
    await description(page).fill(TASK);
    await expect(dryRun(page)).toContainText("ledger would get the task");
    await page.route("**/routing", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
    await page.getByRole("button", { name: "Submit task" }).click();
    await expect(form(page).getByRole("alert")).toContainText("The server could not be reached");
    await expect(description(page)).toHaveValue(TASK);
  });
});

test.describe("the decision about a task", () => {
  test("10 Submit a task, see the decision: it follows Ctrl+Enter, and says who won, by how much, through which gates and under which policy", async ({
    page,
  }) => {
    await open(page, "/routing");
    await description(page).fill(TASK);
    await expect(dryRun(page)).toContainText("ledger would get the task");
    await page.keyboard.press("Control+Enter");
    await expect(page).toHaveURL(/\/routing\/[0-9a-f-]{36}$/);
    await expect(page).toHaveTitle(/Decision/);
    await expect(sentence(page)).toContainText(
      /ledger got the task: best combined score, 0\.\d{3}, of 2 eligible agents, 0\.\d{3} ahead of scout/,
    );
    await expect(sentence(page)).toContainText("Two more were stopped by a gate. No tie-break was needed.");
    await expect(page.getByText("balanced v1").first()).toBeVisible();
    await expect(row(page, "ledger")).toContainText("chosen");
    await expect(row(page, "scout")).toContainText("T3");
    const margin = page.getByRole("table", { name: /margin of the first/ });
    const numbers = (await margin.locator("tbody td:last-child").allTextContents()).map((text) => thousandths(text));
    expect(numbers.reduce((sum, n) => sum + n, 0)).toBe(thousandths(await margin.locator("tfoot td:last-child").innerText()));
    await expect(page.getByRole("region", { name: "Others that were considered" })).toContainText("capability_missing");
    await expect(page.getByRole("region", { name: "What became of it" })).toContainText(/Assigned.*expires in/);
    await page.getByRole("link", { name: /^Journal entry \d/ }).click();
    await expect(page).toHaveURL(/\/journal\?entry=\d+$/);
    await expect(
      page
        .getByRole("list", { name: /Journal entries/ })
        .getByRole("listitem")
        .first(),
    ).toContainText(/ledger got the task .*: 0\.\d{3}, best of 2, 0\.\d{3} ahead of scout/);
  });

  test("shows which gate stopped whom, where the bids were given", async ({ page }) => {
    const { id } = await post({ bids: { scout: 30, novice: 4, ledger: 900 }, budgetSats: 60, minTier: "T2" });
    await open(page, `/routing/${id}`);
    await expect(sentence(page)).toContainText("scout got the task: the only eligible agent");
    await expect(page.getByRole("columnheader", { name: /tier ≥ T2$/i })).toBeVisible();
    await expect(row(page, "novice")).toContainText("not_certified");
    await expect(row(page, "novice").getByText("stopped")).toHaveCount(3);
    await expect(row(page, "novice").getByText("not judged")).toHaveCount(1);
    await expect(row(page, "ledger")).toContainText("its price is over the budget");
    await expect(row(page, "ledger")).toContainText("900");
    await expect(row(page, "novice")).toContainText("too few signals to be rated");
    await page.setViewportSize({ width: 1024, height: 768 });
    const candidates = page.getByRole("region", { name: /^Candidates/ });
    expect(await candidates.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    expect((await row(page, "scout").getByRole("link", { name: /scout/ }).boundingBox())?.width).toBeGreaterThan(100);
  });

  test("11 Decision log that can be replayed: a decision is asked again on today's data, and says what differs", async ({
    page,
  }) => {
    const { id } = await post();
    await call("POST", "/agents/ledger/suspend", { reason: "out for the replay" });
    await open(page, `/routing/${id}`);
    await page.getByRole("banner").waitFor();
    await page.getByRole("button", { name: "Replay on today" }).first().click();
    const replay = page.getByRole("region", { name: "Replay" });
    await expect(replay).toContainText("Another winner");
    await expect(replay).toContainText("scout would get the task");
    await expect(replay.getByRole("row", { name: /^Winner/ })).toContainText(/ledger.*scout/);
    await expect(sentence(page)).toContainText("ledger got the task");
    await call("POST", "/agents/ledger/resume", { reason: "back" });
    await replay.getByRole("button", { name: "Replay again" }).click();
    await expect(replay).toContainText("Same winner");
  });

  test("is overridden with a reason, and the machine's choice stays beside it", async ({ page }) => {
    const { id } = await post();
    await open(page, `/routing/${id}`);
    await page.getByRole("button", { name: "Override…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /scout/ }).click();
    await expect(dialog.getByRole("button", { name: "Give it to scout" })).toBeDisabled();
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("It knows this supplier");
    await dialog.getByRole("button", { name: "Give it to scout" }).click();
    await expect(dialog).toBeHidden();
    await expect(sentence(page)).toContainText(/scout got the task from .+, against the machine's choice/);
    await expect(sentence(page)).toContainText("Its own choice: ledger got the task");
    await expect(page.getByText("It knows this supplier")).toBeVisible();
    await expect(page.getByRole("list", { name: "Attempts" })).toContainText("scout");

    // A gate of the registry stays shut, and what was typed stays.
    await page.getByRole("button", { name: "Override…" }).click();
    await dialog.getByRole("combobox", { name: "Or any other agent" }).fill("novice");
    await dialog.getByRole("option", { name: "novice" }).click();
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill("Let it try");
    await dialog.getByRole("button", { name: "Give it to novice" }).click();
    await expect(dialog.getByRole("alert")).toContainText("not_certified");
    await expect(dialog.getByRole("textbox", { name: /^Reason/ })).toHaveValue("Let it try");
  });

  test("leads to an outcome that pays, tells trust and moves the score on another open page", async ({ page, context }) => {
    const { id } = await post({ checks: [{ kind: "contains", text: "mismatch" }] });
    const agent = await context.newPage();
    await open(agent, "/agents/ledger");
    const score = agent.getByRole("row", { name: /^Score sums exactly/ });
    await expect(score).toBeVisible();
    const before = await score.innerText();

    await open(page, `/routing/${id}`);
    await page.getByRole("button", { name: "Report outcome…" }).first().click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("1 declared check will judge it");
    await dialog.getByRole("textbox", { name: "Result" }).fill("One mismatch: <b>PO 88213</b> \u202egpj.exe");
    await dialog.getByRole("textbox", { name: "Duration, seconds" }).fill("41");
    await dialog.getByRole("button", { name: "Report success" }).click();
    await expect(dialog).toBeHidden();

    const became = page.getByRole("region", { name: "What became of it" });
    await expect(became).toContainText("Completed in 41 s");
    await expect(became).toContainText("Contains passed");
    await expect(became).toContainText(/Paid\s*\+\d+ sats/);
    // What came from the agent is text: neither markup nor what reorders it.
    await expect(became).toContainText("<b>PO 88213</b> U+202E");
    await expect(page.getByRole("button", { name: "Override…" })).toHaveCount(0);
    await expect(score).not.toHaveText(before);
    await became.getByRole("link", { name: "caused 2 signals" }).click();
    await expect(page.getByRole("table", { name: "Signals" }).locator("tbody tr")).toHaveCount(2);
  });

  test("says where there is none", async ({ page, expectedConsole }) => {
    expectedConsole.push(/status of 404/);
    await open(page, "/routing/nothing");
    await expect(page.getByRole("heading", { name: "No such decision" })).toBeVisible();
  });
});

/** `+0.040` or `−0.018` in thousandths. */
function thousandths(text: string): number {
  return Math.round(Number(text.replace("−", "-").replace("+", "")) * 1000);
}

test.describe("the decisions", () => {
  test("come by themselves with how their tasks stand, and hold still while somebody points", async ({ page }) => {
    await open(page, "/routing");
    await expect(page.getByRole("heading", { name: "Routing" })).toBeVisible();
    await post({ description: "Reconcile invoices of the first supplier" });
    await expect(decisions(page).getByRole("listitem").first()).toContainText("first supplier");
    await expect(decisions(page).getByRole("listitem").first()).toContainText("Assigned");
    await decisions(page).getByRole("listitem").first().hover();
    await post({ description: "Reconcile invoices of the second supplier" });
    await expect(page.getByRole("button", { name: "1 new decision, show" })).toBeVisible();
    await expect(decisions(page).getByRole("listitem").first()).toContainText("first supplier");
    await page.getByRole("button", { name: "1 new decision, show" }).click();
    await expect(decisions(page).getByRole("listitem").first()).toContainText("second supplier");
  });

  test("are narrowed by outcome, agent and time, in the address", async ({ page }) => {
    await post({ budgetSats: 1, description: "Reconcile invoices for nothing" });
    await post({ bids: { scout: 20 }, description: "Reconcile invoices of scout" });
    await open(page, "/routing");
    await page.getByRole("combobox", { name: "Outcome" }).click();
    await page.getByRole("option", { name: "No suitable agent" }).click();
    await expect(page).toHaveURL(/outcome=no_suitable_agent/);
    await expect(decisions(page)).toContainText("for nothing");
    await expect(decisions(page)).not.toContainText("of scout");
    await page.goBack();
    await page.getByRole("combobox", { name: "Agent", exact: true }).fill("scout");
    await page.getByRole("option", { name: "scout" }).click();
    await expect(page).toHaveURL(/agent=scout/);
    await expect(decisions(page)).toContainText("of scout");
    await expect(decisions(page)).not.toContainText("for nothing");
    await page.getByRole("radio", { name: "1 h" }).click();
    await expect(page).toHaveURL(/since=1h/);
    await page.reload();
    await expect(decisions(page)).toContainText("of scout");
    await expect(decisions(page)).not.toContainText("for nothing");
    await page.getByRole("button", { name: "Clear" }).first().click();
    await expect(decisions(page)).toContainText("for nothing");
  });
});

test("the form, the decisions and one of them are accessible on a desk and a phone, light and dark", async ({ page }) => {
  test.slow();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const { id } = await post({ bids: { scout: 30, ledger: 35, novice: 4 }, penaltySats: 2 });
  await open(page, "/routing");
  await description(page).fill(TASK);
  await page.getByRole("button", { name: /^Conditions/ }).click();
  await page.getByRole("button", { name: "Add a check" }).click();
  await page.getByRole("radio", { name: "Enter bids" }).click();
  await page.getByRole("button", { name: "Add a bid" }).click();
  await expect(dryRun(page)).toContainText("no bid came");
  await expect(decisions(page)).toBeVisible();
  await expectAccessibleEverywhere(page);

  await open(page, `/routing/${id}`);
  await page.getByRole("button", { name: "Replay on today" }).first().click();
  await expect(page.getByRole("region", { name: "Replay" })).toContainText("would get the task");
  await expectAccessibleEverywhere(page);
  await page.getByRole("button", { name: "Override…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Report outcome…" }).first().click();
  await page.getByRole("radio", { name: "It failed" }).click();
  await expectAccessibleEverywhere(page);
});

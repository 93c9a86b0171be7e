import type { Cookie, Page } from "@playwright/test";
import { able, ChatEndpoint } from "./chat-endpoint";
import { expect, expectAccessible, expectAccessibleInBoth, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

/** Reorders what follows where it is shown as it is. */
const OVERRIDE = "\u202e";

let endpoint: ChatEndpoint;
let server: MusterServer;
let cookies: Cookie[];
/** Lets an endpoint that waits go on; it answers at once from then on. */
let release: () => void = () => undefined;

test.beforeAll(async ({ browser }) => {
  endpoint = await ChatEndpoint.listen(() => "I do not know.");
  server = await MusterServer.start({ env: { MUSTER_ALLOW_PRIVATE_ENDPOINTS: endpoint.address } });
  for (const name of ["scout", "kestrel", "patient"]) {
    const manifest = { id: name, name, model: "test-model", endpoint: { url: endpoint.url, protocol: "openai-chat" } };
    await server.call("POST", "/agents", { body: manifest });
  }
  await server.call("POST", "/agents", { body: { id: "silent", name: "silent", model: "test-model" } });
  const page = await browser.newPage();
  await signIn(page, server.environment());
  cookies = await page.context().cookies();
  await page.close();
});
test.afterAll(async () => {
  release();
  await server.remove();
  await endpoint.close();
});
test.beforeEach(async ({ context }) => {
  endpoint.model = () => "I do not know.";
  await context.addCookies(cookies);
});
test.afterEach(() => release());

/** From now on the endpoint answers so many questions and then waits until it is released. */
function answerOnly(questions: number): void {
  const until = endpoint.asked + questions;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  endpoint.model = async (_, asked) => {
    if (asked > until) await released;
    return "I do not know.";
  };
}

async function auditedByApi(agentId: string): Promise<string> {
  const { body } = await server.call("POST", `/agents/${agentId}/audits`, { body: {} });
  const { id } = body as { id: string };
  await expect
    .poll(async () => ((await server.call("GET", `/audits/${id}`)).body as { status: string }).status)
    .toMatch(/passed|failed|inconclusive/);
  return id;
}

const audit = (page: Page) => page.getByRole("article", { name: "Audit" });
const dialog = (page: Page) => page.getByRole("dialog");

test("9 Manual re-audit with progress: the operator starts an audit, watches it through a reload, and cancels it", async ({
  operator,
}) => {
  answerOnly(20);
  await operator.goto(`${server.origin}/audits`);
  await operator.getByRole("button", { name: "Start audit" }).click();
  await dialog(operator).getByRole("combobox", { name: "Agent" }).fill("pat");
  await dialog(operator).getByRole("option", { name: "patient" }).click();
  await dialog(operator)
    .getByRole("textbox", { name: /Reason/ })
    .fill("It changed its model");
  await expectAccessible(operator);
  await dialog(operator).getByRole("button", { name: "Start audit" }).click();

  await expect(operator.getByRole("heading", { name: "Registration audit of patient" })).toBeVisible();
  await expect(audit(operator)).toContainText("It changed its model");
  await expect(audit(operator)).toContainText("Seed revealed at the end");
  await expect(audit(operator).getByRole("progressbar")).toHaveAttribute("aria-valuetext", /^(1[6-9]|20) of 81$/);
  await expect(operator.getByRole("link", { name: /^Audits\s*1 running/ })).toBeVisible();
  await expectAccessible(operator);

  await operator.reload();
  await expect(audit(operator).getByRole("progressbar")).toHaveAttribute("aria-valuetext", /^(1[6-9]|20) of 81$/);
  await expect(
    audit(operator)
      .getByRole("button", { name: /^(CC|ER|AS|IH)-\d\d running$/ })
      .first(),
  ).toBeVisible();

  await audit(operator).getByRole("button", { name: "Cancel audit…" }).click();
  await expect(dialog(operator)).toContainText("certify nothing");
  await dialog(operator).getByRole("button", { name: "Cancel audit" }).click();
  await expect(audit(operator)).toContainText("Cancelled: nothing was certified");
  await operator.reload();
  await expect(audit(operator)).toContainText("Cancelled: nothing was certified");
  await expect(
    operator.getByRole("region", { name: "Finished" }).getByRole("link", { name: /patient Cancelled at/ }),
  ).toBeVisible();
});

test("9 Manual re-audit with evidence: a finished audit shows what each probe asked, was answered and why it failed, and what changed since the one before", async ({
  operator,
}) => {
  endpoint.model = able;
  await auditedByApi("scout");
  endpoint.model = () => `I do not know.${OVERRIDE}`;
  const second = await auditedByApi("scout");

  await operator.goto(`${server.origin}/audits/${second}`);
  await expect(audit(operator)).toContainText(/Demotion: T\d to\s*T0/);
  await expect(operator.getByRole("region", { name: "Finished" }).getByRole("link", { name: /scout T\d to T0/ })).toBeVisible();

  const changes = audit(operator).getByRole("list", { name: "Changed since the audit before" });
  await changes
    .getByRole("button", { name: /Fails now/ })
    .first()
    .click();
  const probe = operator.getByRole("region", { name: /^Probe (CC|ER|AS|IH)-\d\d$/ });
  await expect(probe).toContainText("Failed");
  await expect(probe.getByRole("blockquote")).toContainText("I do not know.U+202E");
  await expect(probe).toContainText("Why asked");
  await expect(operator).toHaveURL(/probe=/);

  const name = await probe.getByRole("heading", { level: 3 }).innerText();
  await probe.getByRole("button", { name: "Next failure" }).click();
  await expect(probe.getByRole("heading", { level: 3 })).not.toHaveText(name);
  await expect(probe).toContainText("Failed");
  await operator.reload();
  await expect(probe).toContainText("Failed");
});

test("the squares are reached with one Tab and walked with the arrows", async ({ operator }) => {
  endpoint.model = able;
  const id = await auditedByApi("kestrel");
  await operator.goto(`${server.origin}/audits/${id}`);
  const cell = (name: string) => audit(operator).getByRole("button", { name: new RegExp(`^${name} `) });
  await cell("CC-01").focus();
  await operator.keyboard.press("ArrowRight");
  await expect(cell("CC-02")).toBeFocused();
  await operator.keyboard.press("End");
  await operator.keyboard.press("ArrowRight");
  await expect(cell("ER-01")).toBeFocused();
  await operator.keyboard.press("Enter");
  await expect(operator.getByRole("region", { name: "Probe ER-01" })).toContainText("Verdict");
});

test("on an agent's page R starts an audit, and a strip shows how far it is", async ({ operator }) => {
  answerOnly(10);
  await operator.goto(`${server.origin}/agents/kestrel`);
  await expect(operator.getByRole("button", { name: "Re-audit" })).toBeEnabled();
  await operator.keyboard.press("r");
  await expect(operator.getByText("Audit of kestrel started")).toBeVisible();
  const strip = operator.getByRole("region", { name: "Audit under way" });
  await expect(strip.getByRole("progressbar")).toHaveAttribute("aria-valuetext", /^([6-9]|10) of 81$/);
  release();
  await expect(strip).toBeHidden();
  const rows = operator.getByRole("table", { name: "Audits of this agent" }).getByRole("row");
  await expect(rows.filter({ hasText: /T0/ }).first()).toBeVisible();
});

test("the keyboard alone audits agents from the leaderboard, one or several", async ({ operator }) => {
  await operator.goto(`${server.origin}/agents`);
  const row = (name: string) => operator.getByRole("link", { name: new RegExp(`^${name}`) });
  await expect(row("silent")).toBeVisible();
  await row("scout").focus();
  await operator.keyboard.press("r");
  await expect(operator.getByText("Audit of scout started")).toBeVisible();

  await row("silent").focus();
  await operator.keyboard.press("x");
  await row("patient").focus();
  await operator.keyboard.press("x");
  await expect(operator.getByText("2 agents selected")).toBeVisible();
  await operator.keyboard.press("r");
  await expect(dialog(operator)).toContainText("Re-audit 2 agents?");
  await expectAccessible(operator);
  await dialog(operator).getByRole("button", { name: "Re-audit 2 agents" }).press("Enter");
  await expect(operator.getByText("1 audit started, 1 without an endpoint")).toBeVisible();
});

test("where there is no endpoint the operator is told", async ({ operator }) => {
  await operator.goto(`${server.origin}/agents/silent`);
  const button = operator.getByRole("button", { name: "Re-audit" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.hover();
  await expect(operator.getByRole("tooltip")).toContainText("no endpoint");
});

test("the list is narrowed by status and agent, in the address", async ({ operator }) => {
  answerOnly(0);
  const { body } = await server.call("POST", "/agents/kestrel/audits");
  await server.call("DELETE", `/audits/${(body as { id: string }).id}`);
  await operator.goto(`${server.origin}/audits`);
  await operator.getByRole("combobox", { name: "Status" }).click();
  await operator.getByRole("option", { name: "Cancelled" }).click();
  await expect(operator).toHaveURL(/status=cancelled/);
  const finished = operator.getByRole("region", { name: "Finished" });
  await expect(finished.getByRole("link", { name: /kestrel Cancelled at/ }).first()).toBeVisible();
  await expect(finished.getByRole("link", { name: /T0/ })).toHaveCount(0);
  await operator.getByRole("combobox", { name: "Agent" }).fill("sil");
  await operator.getByRole("option", { name: "silent" }).click();
  await expect(operator).toHaveURL(/agent=silent/);
  await expect(finished).toContainText("No audit matches.");
  await finished.getByRole("button", { name: "Show all audits" }).click();
  await expect(finished.getByRole("link", { name: /kestrel/ }).first()).toBeVisible();
});

test("a probe beside its audit, and over it on a phone, is accessible, light and dark", async ({ operator }) => {
  await operator.emulateMedia({ colorScheme: "light" });
  await auditedByApi("scout");
  await operator.goto(`${server.origin}/audits`);
  await operator.getByRole("region", { name: "Finished" }).getByRole("link", { name: /scout/ }).first().click();
  const failures = operator.getByRole("region", { name: /Failures/ });
  for (const width of [1440, 390]) {
    await operator.setViewportSize({ width, height: 844 });
    await failures
      .getByRole("button", { name: /(CC|ER|AS|IH)-\d\d/ })
      .first()
      .click();
    await expect(operator.getByRole("heading", { name: "Answer" })).toBeVisible();
    await expectAccessibleInBoth(operator);
    await operator.keyboard.press("Escape");
  }
});

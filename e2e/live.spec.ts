import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { MusterServer } from "./server";
import { Wire } from "./wire";

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const connection = (page: Page) => page.getByText(/^Connection: /);

test("a signal that is posted moves the row on an open page, without a reload", async ({ api, operator }) => {
  const id = await api.register("Mover");
  await api.report(id, 0.4);
  await operator.goto("/agents?q=Mover");
  await expect(row(operator, "Mover")).toContainText("400");
  await api.report(id, 0.9, 100);
  await expect(row(operator, "Mover")).toContainText("900");
});

test("what one operator does, another one sees", async ({ api, operator, context }) => {
  const id = await api.register("Shared");
  await api.report(id, 0.8);
  const other = await context.newPage();
  await operator.goto("/agents?q=Shared");
  await other.goto(`/agents/${id}`);
  await expect(row(operator, "Shared")).toContainText("800");
  await other.getByRole("button", { name: "Suspend" }).click();
  await other.getByRole("dialog").getByRole("textbox").fill("Two operators watch one agent");
  await other.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(row(operator, "Shared")).toContainText("On hold");
});

test.describe("on a line that fails", { tag: "@reads" }, () => {
  let server: MusterServer;
  let wire: Wire;
  const names = Array.from({ length: 12 }, (_, i) => `Agent ${String.fromCharCode(65 + i)}`);

  test.beforeAll(async () => {
    wire = await Wire.open(() => server.port);
    server = await MusterServer.start({ publicUrl: wire.origin });
    for (const name of names) {
      await server.call("POST", "/agents", { body: { id: idOf(name), name, model: "test-model" } });
      await report(name, 0.6);
    }
  });
  test.afterAll(async () => {
    await wire?.close();
    await server?.remove();
  });
  test.beforeEach(async ({ page, expectedConsole }) => {
    // The browser itself reports requests and sockets that fail.
    expectedConsole.push(/Failed to load resource|WebSocket connection to .* failed/);
    await signIn(page, server.environment());
    await page.goto(`${wire.origin}/agents`);
    await expect(connection(page)).toHaveText("Connection: Live");
    await expect(row(page, "Agent A")).toBeVisible();
  });

  test("20 Missed events come back: pages that were cut off catch up with nothing missed, and never go blank", async ({
    page,
    context,
  }) => {
    const journal = await context.newPage();
    await journal.goto(`${wire.origin}/journal`);
    await expect(connection(journal)).toHaveText("Connection: Live");
    await watchForBlank(page);
    const seen = await head();

    wire.cut();
    for (const each of [page, journal]) await expect(connection(each)).toHaveText("Connection: Offline", { timeout: 15_000 });
    for (const [i, name] of names.entries()) await report(name, i / names.length, 100);
    await server.call("POST", `/agents/${idOf("Agent L")}/suspend`, { body: { reason: "While nobody looked" } });
    await server.call("POST", "/agents", { body: { id: "latecomer", name: "Latecomer", model: "test-model" } });
    await report("Latecomer", 0.9, 100);
    await expect(row(page, "Agent L")).toContainText("600");

    wire.mend();
    for (const each of [page, journal]) await expect(connection(each)).toHaveText("Connection: Live", { timeout: 40_000 });
    await expect.poll(() => shownScores(page)).toEqual(await storedScores());
    await expect(row(page, "Agent L")).toContainText("On hold");
    const missed = await entriesAfter(seen);
    expect(missed.length).toBeGreaterThan(5);
    await expect.poll(() => shownEntries(journal)).toEqual(expect.arrayContaining(missed));
    expect(await blanks(page), "moments without a row").toBe(0);
  });

  test("a page on a line gone silent says so within 15 seconds, and comes back", async ({ page }) => {
    wire.silence();
    await expect(connection(page)).toHaveText(/Delayed|Offline/, { timeout: 15_000 });
    await report("Agent B", 0.95, 100);
    wire.mend();
    await expect(connection(page)).toHaveText("Connection: Live", { timeout: 40_000 });
    await expect.poll(() => shownScores(page)).toEqual(await storedScores());
  });

  test("2 Honest freshness: with the server gone page and tab say so within 15 seconds, and go on when it is back", async ({
    page,
  }) => {
    await watchForBlank(page);
    await server.kill();
    await expect(connection(page)).toHaveText("Connection: Offline", { timeout: 15_000 });
    await expect(page).toHaveTitle(/^Offline · /);
    await expect(page.getByRole("banner")).toContainText(/data as of \d\d:\d\d:\d\d/);
    await expect(row(page, "Agent A")).toBeVisible();
    await server.start();
    await report("Agent C", 0.99, 100);
    await expect(connection(page)).toHaveText("Connection: Live", { timeout: 40_000 });
    await expect.poll(() => shownScores(page)).toEqual(await storedScores());
    expect(await blanks(page), "moments without a row").toBe(0);
  });

  function idOf(name: string): string {
    return name.toLowerCase().replace(" ", "-");
  }

  async function report(name: string, value: number, count = 5): Promise<void> {
    const signals = [
      "policy_compliance",
      "resource_efficiency",
      "output_quality",
      "security_posture",
      "collaboration_health",
    ].flatMap((dimension) => Array.from({ length: count }, () => ({ agentId: idOf(name), dimension, value, source: "e2e" })));
    const { status } = await server.call("POST", "/signals", { body: { signals } });
    expect(status).toBe(200);
  }

  async function head(): Promise<number> {
    return Number((await server.call("GET", "/journal?limit=1")).headers.get("muster-seq"));
  }

  /** Sequences of what the journal lists after `seq`. */
  async function entriesAfter(seq: number): Promise<number[]> {
    const { body } = await server.call("GET", `/journal?after=${seq}&limit=500`);
    return (body as { items: { seq: number }[] }).items.map((entry) => entry.seq);
  }

  /** Score by agent as the server has them. */
  async function storedScores(): Promise<Record<string, string>> {
    const { body } = await server.call("GET", "/board");
    const { ids, scores } = body as { ids: string[]; scores: number[] };
    return Object.fromEntries(ids.map((id, i) => [id, String(scores[i])]));
  }
});

/** Score by agent as the rows show them. */
async function shownScores(page: Page): Promise<Record<string, string>> {
  return page
    .locator("[data-agent]")
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((each) => [
          each.getAttribute("data-agent"),
          each.querySelectorAll("[role=cell]")[2]?.textContent?.replace(/\D/g, ""),
        ]),
      ),
    );
}

/** Sequences of the entries that the journal page shows. */
async function shownEntries(page: Page): Promise<number[]> {
  const labels = await page
    .getByRole("button", { name: /^Entry \d+:/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label") ?? ""));
  return labels.map((label) => Number.parseInt(label.slice("Entry ".length), 10));
}

/** Counts from now on how often the page shows no row at all. */
async function watchForBlank(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counter = { blanks: 0 };
    Object.assign(window, { counter });
    new MutationObserver(() => {
      if (!document.querySelector("[data-agent]")) counter.blanks++;
    }).observe(document.body, { childList: true, subtree: true });
  });
}

function blanks(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { counter: { blanks: number } }).counter.blanks);
}

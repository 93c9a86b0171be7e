import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

const PARTS = {
  policy_compliance: 1,
  resource_efficiency: 0.6,
  output_quality: 0.8,
  security_posture: 0.9,
  collaboration_health: 0.7,
};

/** Four signals per dimension, each dimension at a value of its own, as two reporters' tools would send them. */
function mixed(agentId: string) {
  return Object.entries(PARTS).flatMap(([dimension, value], i) =>
    Array.from({ length: 4 }, () => ({
      agentId,
      dimension,
      value,
      source: i % 2 ? "gateway" : "reviewer",
      details: `checked ${dimension}`,
    })),
  );
}

const dialog = (page: Page) => page.getByRole("dialog");
const points = async (page: Page) => {
  const cells = await page
    .getByRole("table", { name: /Points per dimension/ })
    .locator("tbody tr td:last-child")
    .allTextContents();
  return cells.map(Number);
};

test.describe("the page of an agent", () => {
  test("3 Explanation that adds up: the page says where an agent stands, and shows points that sum to the score", async ({
    api,
    operator,
  }) => {
    const id = await api.register("Explained");
    await api.post("/signals", { signals: mixed(id) });
    await operator.goto(`/agents/${id}`);
    await expect(operator.getByRole("heading", { level: 1, name: "Explained" })).toBeVisible();
    await expect(operator.getByText("Trusted by 130 points")).toBeVisible();
    await expect(operator.getByRole("row", { name: /^Score sums exactly/ })).toContainText("830");
    expect((await points(operator)).reduce((sum, n) => sum + n, 0)).toBe(830);
    await expect(operator.getByText(/Weights v\d+, policy v\d+, as of/)).toBeVisible();
    await expectAccessible(operator);
  });

  test("moves while signals arrive", async ({ api, operator }) => {
    const id = await api.register("Moving");
    await api.report(id, 0.8);
    await operator.goto(`/agents/${id}`);
    await expect(operator.getByText("Trusted by 100 points")).toBeVisible();
    await api.report(id, 1, 100);
    await expect(operator.getByText("Verified by 100 points")).toBeVisible();
    await expect(operator.getByRole("row", { name: /^Score sums exactly/ })).toContainText(/1\s?000/);
  });

  test("12 Unrated is not average: the page says what an unrated agent still needs", async ({ api, operator }) => {
    const id = await api.register("Newcomer");
    await api.post("/signals", {
      signals: ["policy_compliance", "output_quality"].map((dimension) => ({ agentId: id, dimension, value: 1, source: "e2e" })),
    });
    await operator.goto(`/agents/${id}`);
    await expect(operator.getByText("Unrated: 3 more signals and 1 more dimension needed")).toBeVisible();
  });

  test("keeps the filter of its signals and the range of its history in the address", async ({ api, operator }) => {
    const id = await api.register("Filtered");
    await api.post("/signals", { signals: mixed(id) });
    await operator.goto(`/agents/${id}`);
    await operator.getByRole("combobox", { name: "Dimension" }).click();
    await operator.getByRole("option", { name: "Security posture" }).click();
    await operator.getByRole("radio", { name: "7 d" }).click();
    await expect(operator).toHaveURL(/dimension=security_posture/);
    await expect(operator).toHaveURL(/range=7d/);
    const rows = operator.getByRole("table", { name: "Signals" }).locator("tbody tr");
    await expect(rows).toHaveCount(4);
    await operator.reload();
    await expect(rows).toHaveCount(4);
    await expect(operator.getByRole("radio", { name: "7 d" })).toBeChecked();
  });

  test("keeps an open list within reach when something appears above it", async ({ api, operator }) => {
    const id = await api.register("Pushed down");
    await api.post("/signals", { signals: mixed(id) });
    await operator.goto(`/agents/${id}`);
    const choice = operator.getByRole("combobox", { name: "Dimension" });
    await expect(operator.getByRole("table", { name: "Signals" })).toBeVisible();
    await choice.evaluate((button) => button.scrollIntoView({ block: "end" }));
    await choice.click();
    await api.post(`/agents/${id}/suspend`, { reason: "something is to appear above the list" });
    // While the list is open everything else is hidden from assistive technology.
    await expect(operator.getByRole("heading", { name: "Holds", includeHidden: true })).toBeVisible();
    await operator.getByRole("option", { name: "Security posture" }).click();
    await expect(operator).toHaveURL(/dimension=security_posture/);
  });

  test("loads older signals when asked", async ({ api, operator }) => {
    const id = await api.register("Talkative");
    await api.report(id, 0.9, 8);
    await operator.goto(`/agents/${id}`);
    const rows = operator.getByRole("table", { name: "Signals" }).locator("tbody tr");
    await expect(rows).toHaveCount(8);
    await operator.getByRole("button", { name: "Show 17 more" }).click();
    await expect(rows).toHaveCount(25);
    await operator.getByRole("button", { name: "Load 25 more" }).click();
    await expect(rows).toHaveCount(40);
  });

  test("shows its history as a table too", async ({ api, operator }) => {
    const id = await api.register("Remembered");
    await api.report(id, 0.9);
    await operator.goto(`/agents/${id}`);
    await expect(operator.getByRole("img", { name: /Score over the last 24 hours/ })).toBeVisible();
    await operator.getByRole("button", { name: "Show as table" }).click();
    await expect(operator.getByRole("columnheader", { name: "Highest" })).toBeVisible();
    await expectAccessible(operator);
  });
});

test.describe("an id nobody registered", () => {
  test("leads back to all agents", async ({ operator, expectedConsole }) => {
    // The browser itself reports answers of 404.
    expectedConsole.push(/Failed to load resource.*404/);
    await operator.goto("/agents/nobody");
    await expect(operator.getByRole("heading", { name: "No such agent" })).toBeVisible();
    await expectAccessible(operator);
    await operator.getByRole("main").getByRole("link", { name: "All agents" }).click();
    await expect(operator).toHaveURL(/\/agents$/);
  });
});

test.describe("an operator", () => {
  test("14 Suspend with undo and consequences: an agent is suspended with a reason, gets no task at once, and is resumed by Undo", async ({
    api,
    operator,
  }) => {
    const id = await api.register("Held");
    await api.report(id, 0.9);
    await operator.goto(`/agents/${id}`);
    await operator.getByRole("button", { name: "Suspend…" }).click();
    await expect(dialog(operator)).toContainText("may not act until somebody resumes it");
    await expect(dialog(operator).getByRole("button", { name: "Suspend" })).toBeDisabled();
    await dialog(operator)
      .getByRole("textbox", { name: /Reason/ })
      .fill("Three egress violations");
    await expectAccessible(operator);
    await dialog(operator).getByRole("button", { name: "Suspend" }).click();
    await expect(operator.getByText("Three egress violations")).toBeVisible();
    const task = { description: "Anything at all", bids: { [id]: 1 } };
    expect(await api.post("/tasks?dryRun=true", task)).toMatchObject({ recommended: null });
    await expect(operator.getByRole("button", { name: "Resume…" })).toBeVisible();
    await operator.getByRole("button", { name: "Undo" }).click();
    await expect(operator.getByText("No holds.")).toBeVisible();
    await expect(operator.getByRole("button", { name: "Suspend…" })).toBeVisible();
  });

  test("revokes an agent and reinstates it", async ({ api, operator }) => {
    const id = await api.register("Doubted");
    await api.report(id, 0.9);
    await operator.goto(`/agents/${id}`);
    await operator.getByRole("button", { name: "Revoke…" }).click();
    await dialog(operator)
      .getByRole("textbox", { name: /Reason/ })
      .fill("Leaked a customer record");
    await dialog(operator).getByRole("button", { name: "Revoke" }).click();
    await expect(operator.getByText(/since .* because leaked a customer record/)).toBeVisible();
    await operator.getByRole("button", { name: "Reinstate…" }).click();
    await dialog(operator)
      .getByRole("textbox", { name: /Reason/ })
      .fill("It was a test record");
    await dialog(operator).getByRole("button", { name: "Reinstate" }).click();
    await expect(operator.getByText("Verified by 0 points")).toBeVisible();
  });

  test("is told why an act does not apply", async ({ api, operator }) => {
    const id = await api.register("Calm");
    await operator.goto(`/agents/${id}`);
    await operator.getByRole("button", { name: "More actions" }).click();
    await expect(operator.getByRole("menuitem", { name: /Resume…/ })).toContainText("It is not suspended by an operator.");
    await expect(operator.getByRole("menuitem", { name: /Lift hold…/ })).toHaveAttribute("aria-disabled", "true");
  });

  test("lifts the hold of a critical violation", async ({ api, operator }) => {
    const id = await api.register("Breached");
    await api.report(id, 0.9);
    await api.post("/signals", {
      signals: [{ kind: "security_event", agentId: id, withinBoundary: false, eventType: "egress", severity: "critical" }],
    });
    await operator.goto(`/agents/${id}`);
    await expect(operator.getByText("On hold: critical violation", { exact: true })).toBeVisible();
    await operator.getByRole("button", { name: "More actions" }).click();
    await operator.getByRole("menuitem", { name: "Lift hold critical violation…" }).click();
    await dialog(operator)
      .getByRole("textbox", { name: /Reason/ })
      .fill("The boundary was misconfigured");
    await dialog(operator).getByRole("button", { name: "Lift hold" }).click();
    await expect(operator.getByText("No holds.")).toBeVisible();
  });

  test("edits what an agent is called and can do", async ({ api, operator }) => {
    const id = await api.register("Draft");
    await operator.goto(`/agents/${id}`);
    await operator.getByRole("button", { name: "More actions" }).click();
    await operator.getByRole("menuitem", { name: "Edit manifest…" }).click();
    await dialog(operator).getByRole("textbox", { name: "Name" }).fill("Final");
    await dialog(operator).getByRole("textbox", { name: "Capabilities" }).fill("search, summarise");
    await expectAccessible(operator);
    await dialog(operator).getByRole("button", { name: "Save manifest" }).click();
    await expect(operator.getByRole("heading", { level: 1, name: "Final" })).toBeVisible();
    await expect(operator.getByRole("region", { name: "Manifest" }).getByText("summarise")).toBeVisible();
  });

  test("deregisters an agent for good, after ticking that", async ({ api, operator }) => {
    const id = await api.register("Retired");
    await operator.goto(`/agents/${id}`);
    await operator.getByRole("button", { name: "More actions" }).click();
    await operator.getByRole("menuitem", { name: "Deregister…" }).click();
    await dialog(operator)
      .getByRole("textbox", { name: /Reason/ })
      .fill("Replaced");
    await expect(dialog(operator).getByRole("button", { name: "Deregister" })).toBeDisabled();
    await dialog(operator).getByRole("checkbox").click();
    await dialog(operator).getByRole("button", { name: "Deregister" }).click();
    await expect(operator.getByText("it takes no signals, and its id cannot return")).toBeVisible();
  });
});

test.describe("the overview", () => {
  test("counts the fleet and vouches for the journal", async ({ api, operator }) => {
    const id = await api.register("Counted");
    await api.report(id, 0.9);
    await operator.goto("/");
    await expect(operator.getByText("chain intact")).toBeVisible();
    await expect(operator.getByRole("img", { name: /Scores of \d+ ranked agents/ })).toBeVisible();
  });

  test("feeds what is decided, and holds still when asked", async ({ api, operator }) => {
    const id = await api.register("Watched");
    await operator.goto("/");
    const feed = operator.getByRole("region", { name: "Live feed" });
    await expect(feed.getByRole("listitem").filter({ hasText: "Watched" })).toContainText("Registered");
    await feed.getByRole("button", { name: "Hold" }).click();
    await api.post(`/agents/${id}/suspend`, { reason: "Behind the curtain" });
    await expect(feed).toContainText("held, 1 new entry");
    await expect(feed).not.toContainText("Behind the curtain");
    await feed.getByRole("button", { name: "Resume" }).click();
    await expect(feed).toContainText("Behind the curtain");
  });
});

test.describe("a newcomer", () => {
  let server: MusterServer;
  test.beforeAll(async () => {
    server = await MusterServer.start();
  });
  test.afterAll(async () => {
    await server?.remove();
  });

  test("finds three ways to a first agent, and registers one by hand", async ({ visitor }) => {
    await signIn(visitor, server.environment());
    await visitor.goto(`${server.origin}/`);
    await expect(visitor.getByRole("heading", { name: "No agents yet" })).toBeVisible();
    await expect(visitor.getByRole("button", { name: "Load", exact: true })).toBeEnabled();
    await expect(visitor.getByText(`curl ${server.origin}/api/v1/agents`)).toBeVisible();
    await expect(visitor.getByText(/Listening on .* for the first signal/)).toBeVisible();
    await expectAccessible(visitor);
    await visitor.getByRole("button", { name: "Register…" }).click();
    await dialog(visitor).getByRole("textbox", { name: "Id" }).fill("first");
    await dialog(visitor).getByRole("textbox", { name: "Name" }).fill("First");
    await dialog(visitor).getByRole("textbox", { name: "Model" }).fill("test-model");
    await dialog(visitor).getByRole("button", { name: "Register" }).click();
    await expect(visitor).toHaveURL(/\/agents\/first$/);
    await expect(visitor.getByText("Unrated: 5 more signals and 3 more dimensions needed")).toBeVisible();
  });
});

import type { Browser, Page } from "@playwright/test";
import { type Api, expect, expectAccessible, test } from "../fixtures";
import type { By } from "../keyboard";

/** Three agents of a model that nobody else has: `ann` leads, `cid` is at risk. Answers the model. */
async function fleet(api: Api): Promise<string> {
  const model = `finance-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 7)}`;
  for (const [name, value] of [
    ["ann", 0.9],
    ["bea", 0.8],
    ["cid", 0.4],
  ] as const)
    await api.report(await api.register(`${name} ${model}`, { model, id: `${name}-${model}` }), value);
  return model;
}

const table = (page: Page) => page.getByRole("table", { name: "Agents by rank" });
const row = (page: Page, name: string) =>
  table(page)
    .getByRole("row")
    .filter({ hasText: `${name} finance` });
const panel = (page: Page) => page.getByRole("region", { name: /^Agent / });

/** Looks at an agent beside the list: a press anywhere in its row does that, and Space. */
async function lookAt(page: Page, by: By, name: string): Promise<void> {
  if (by === "pointer") return row(page, name).getByRole("cell").nth(2).click();
  await row(page, name).getByRole("link").press("Space");
}

/** First words of the names, in the order the table shows them. */
async function order(page: Page): Promise<string[]> {
  const rows = await table(page)
    .locator("[data-agent]")
    .evaluateAll((all) =>
      all.map((one) => [Number(one.getAttribute("aria-rowindex")), one.getAttribute("data-agent") ?? ""] as const),
    );
  return rows.toSorted(([a], [b]) => a - b).map(([, id]) => id.slice(0, 3));
}

test("1 Live leaderboard that stays usable: under the pointer and beside an open panel rows keep still while scores stream in, until the operator applies the changes", async ({
  api,
  operator: page,
  by,
}) => {
  const model = await fleet(api);
  await page.goto(`/agents?model=${model}`);
  await expect.poll(() => order(page)).toEqual(["ann", "bea", "cid"]);
  await row(page, "bea").hover();
  await api.report(`cid-${model}`, 1, 110);
  await expect(row(page, "cid")).toContainText(/1\D?000/);
  expect(await order(page)).toEqual(["ann", "bea", "cid"]);
  const pill = page.getByRole("button", { name: /rank changes?, apply/ });
  await pill.click();
  await expect.poll(() => order(page)).toEqual(["cid", "ann", "bea"]);

  // A press beside links and values looks at the agent; the list stays where it is, and the keyboard in it.
  await lookAt(page, by, "ann");
  await expect(panel(page).getByRole("heading", { name: "ann" })).toBeVisible();
  if (by === "pointer") await page.getByRole("heading", { name: "Agents", exact: true }).hover();
  await api.report(`bea-${model}`, 1, 110);
  await expect(row(page, "bea")).toContainText(/1\D?000/);
  await expect(pill).toBeVisible();
  expect(await order(page)).toEqual(["cid", "ann", "bea"]);
  await page.keyboard.press("j");
  await expect(panel(page).getByRole("heading", { name: "bea" })).toBeVisible();
  await expect(row(page, "bea").getByRole("link")).toBeFocused();
  await expect(panel(page)).toContainText(/1\D?000/);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await page.keyboard.press(" ");
  await expect(panel(page).getByRole("button", { name: "Suspend…" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press(" ");
  await expect(panel(page)).toBeHidden();
  await expect(row(page, "bea").getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/agents/bea-${model}$`));
});

test("15 Everything in the URL: filters, orders, columns, weights and the open panel are there after a reload, in a link, and on the way back", async ({
  api,
  operator: page,
  context,
  by,
}) => {
  const model = await fleet(api);
  await page.goto(`/agents?q=${model}`);
  await expect.poll(() => order(page)).toEqual(["ann", "bea", "cid"]);

  if (by === "pointer") await row(page, "ann").getByText("Verified").click();
  else {
    await row(page, "ann").getByRole("link").focus();
    await row(page, "ann")
      .getByRole("button", { name: /^Actions for/ })
      .click();
    await page.getByRole("menuitem", { name: /Verified/ }).click();
  }
  await expect(page.getByRole("button", { name: "Remove the filter Band Verified" })).toBeVisible();
  await expect.poll(() => order(page)).toEqual(["ann"]);
  await page.getByRole("button", { name: "Remove the filter Band Verified" }).click();
  await expect.poll(() => order(page)).toEqual(["ann", "bea", "cid"]);

  await table(page).getByRole("button", { name: "Tier" }).click();
  const name = table(page).getByRole("button", { name: /^Agent/ });
  await name.click({ modifiers: ["Shift"] });
  await name.press("Shift+Enter");
  await expect.poll(() => order(page)).toEqual(["cid", "bea", "ann"]);
  await expect(page.getByRole("columnheader", { name: /^Agent ?, sorts as number 2$/ })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await expect(row(page, "ann").getByRole("cell").first()).not.toHaveText(/^–/);

  await page.getByRole("button", { name: "Columns" }).click();
  const columns = page.getByRole("dialog", { name: "Columns" });
  await columns.getByRole("checkbox", { name: "Security posture" }).check();
  await columns.getByRole("checkbox", { name: "Band" }).uncheck();
  const left = columns.getByRole("button", { name: "Move Tier left" });
  await left.press("Enter");
  await left.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Security posture" })).toBeVisible();
  await lookAt(page, by, "bea");
  await page.getByRole("slider", { name: "Security posture" }).press("Shift+ArrowRight");
  await expect(page).toHaveURL(/w=/);

  const url = new URL(page.url());
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    q: model,
    sort: "-tier,-name",
    cols: "score,tier,bar,delta24h,heldBy,tierDropAt,signals,lastSignalAt,status,security_posture",
    peek: `bea-${model}`,
  });
  const link = await context.newPage();
  await link.goto(url.href);
  for (const other of [link, page]) {
    if (other === page) await page.reload();
    await expect.poll(() => order(other)).toEqual(["cid", "bea", "ann"]);
    await expect(panel(other).getByRole("heading", { name: "bea" })).toBeVisible();
    await expect(other.getByRole("columnheader", { name: "Security posture" })).toBeVisible();
    await expect(other.getByRole("columnheader", { name: "Band" })).toBeHidden();
    await expect(other.getByRole("slider", { name: "Security posture" })).toHaveAttribute("aria-valuetext", "30 %");
  }
  await panel(page)
    .getByRole("link", { name: /Open page/ })
    .click();
  await expect(page).toHaveURL(/\/agents\/bea-/);
  await page.goBack();
  await expect(panel(page).getByRole("heading", { name: "bea" })).toBeVisible();
});

/** A browser in which the user has just signed in. */
async function browserOf(browser: Browser, api: Api, userId: string): Promise<Page> {
  const { link } = await api.post<{ link: string }>(`/users/${userId}/sign-in-link`);
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/welcome"));
  return page;
}

test("from the last of the ranked the arrows go on to the unrated, and back", async ({ api, operator: page }) => {
  const model = await fleet(api);
  for (const name of ["yet", "zed"]) await api.register(`${name} ${model}`, { model, id: `${name}-${model}` });
  await page.goto(`/agents?model=${model}`);
  await expect.poll(() => order(page)).toEqual(["ann", "bea", "cid"]);
  const at = (name: string) => page.locator(`[data-agent^="${name}-"]`).getByRole("link");
  for (const name of ["ann", "bea", "cid", "yet", "zed"]) {
    await page.keyboard.press("j");
    await expect(at(name)).toBeFocused();
  }
  await page.keyboard.press("x");
  await expect(page.getByText("1 agent selected")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(at("cid")).toBeFocused();
});

test("without a connection the list goes on, and says that the panel beside it did not arrive", async ({
  api,
  operator: page,
  expectedConsole,
}) => {
  expectedConsole.push(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const model = await fleet(api);
  await page.goto(`/agents?model=${model}`);
  await expect.poll(() => order(page)).toEqual(["ann", "bea", "cid"]);
  // What every visit loads has arrived.
  await expect(page.getByRole("button", { name: /^Remove the filter Model/ })).toBeVisible();
  await expect(page.getByRole("status", { name: "Live summary" })).toBeAttached();
  await expect(page.getByRole("button", { name: "Export" })).toBeVisible();
  await page.context().setOffline(true);
  await page.keyboard.press("j");
  await page.keyboard.press(" ");
  await expect(page.getByText("The panel did not arrive: the server could not be reached.")).toBeVisible();
  expect(await order(page)).toEqual(["ann", "bea", "cid"]);
  await page.context().setOffline(false);
});

test("the board is shown, also where what comes after it does not arrive", { tag: "@reads" }, async ({
  api,
  operator: page,
  expectedConsole,
}) => {
  expectedConsole.push(/ERR_FAILED/);
  const model = await fleet(api);
  const document = await (await page.request.get("/agents")).text();
  await page.route("**/_next/static/chunks/*.js", (route) =>
    document.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
  );
  const missing = page.waitForEvent("requestfailed");
  await page.goto(`/agents?model=${model}`);
  await missing;
  await expect(page.getByText("Connection: Live")).toBeAttached();
  await expect.poll(() => order(page)).toEqual(["ann", "bea", "cid"]);
});

test("22 Saved views: an operator saves “Finance agents at risk”, makes it the default, and sees it after a sign-in on another machine", async ({
  api,
  browser,
  as,
}) => {
  const model = await fleet(api);
  const { id } = await api.post<{ id: string }>("/users", { name: `Oskar ${model}`, role: "operator" });
  const page = await browserOf(browser, api, id);
  await page.goto(`/agents?filter=risk&model=${model}&sort=-tier,name`);
  await expect.poll(() => order(page)).toEqual(["cid"]);
  await page.getByRole("button", { name: "View: Unsaved view" }).click();
  await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as a new view" });
  const title = `Finance agents at risk ${model}`;
  await dialog.getByRole("textbox", { name: "Name" }).fill(title);
  await dialog.getByRole("checkbox", { name: "Open the leaderboard with it" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`View “${title}” saved`)).toBeVisible();

  const elsewhere = await browserOf(browser, api, id);
  await elsewhere.getByRole("link", { name: "Agents" }).first().click();
  await expect(elsewhere.getByRole("button", { name: `View: ${title}`, exact: true })).toBeVisible();
  await expect.poll(() => order(elsewhere)).toEqual(["cid"]);
  await expectAccessible(elsewhere);

  // What is changed is said, and everything stays reachable.
  await elsewhere.getByRole("button", { name: /^All/ }).click();
  await expect(elsewhere.getByRole("button", { name: `View: ${title}, changed` })).toBeVisible();
  await elsewhere.getByRole("button", { name: `Reset to ${title}` }).click();
  await expect.poll(() => order(elsewhere)).toEqual(["cid"]);
  await elsewhere.getByRole("button", { name: `View: ${title}`, exact: true }).click();
  await elsewhere.getByRole("menuitem", { name: "Everything" }).click();
  await expect(elsewhere).toHaveURL(/view=everything$/);
  await elsewhere.reload();
  await expect(elsewhere.getByRole("button", { name: "View: Everything" })).toBeVisible();

  // Others see it as soon as it is shared, and it is gone when it is deleted, until that is taken back.
  const viewer = await as("viewer");
  await viewer.goto("/agents");
  await viewer.getByRole("button", { name: "View: Everything" }).click();
  await page.getByRole("button", { name: `View: ${title}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Share with everybody" }).click();
  await expect(viewer.getByRole("menuitem", { name: title })).toBeVisible();
  await page.getByRole("button", { name: `View: ${title}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(viewer.getByRole("menuitem", { name: title })).toBeHidden();
  await page.getByRole("listitem").filter({ hasText: "deleted" }).getByRole("button", { name: "Undo" }).click();
  await expect(viewer.getByRole("menuitem", { name: title })).toBeVisible();
  await page.context().close();
  await elsewhere.context().close();
});

test("a view that asks for what this version does not know says so, and the rest of it is shown", async ({ api, browser }) => {
  const model = await fleet(api);
  const { id } = await api.post<{ id: string }>("/users", { name: `Vera ${model}`, role: "viewer" });
  const page = await browserOf(browser, api, id);
  const { id: viewId } = (await (
    await page.request.post("/api/v1/views", {
      headers: { origin: new URL(page.url()).origin },
      data: { screen: "leaderboard", name: "Of another version", search: `model=${model}&colour=red&cols=gone` },
    })
  ).json()) as { id: string };
  await page.goto(`/agents?model=${model}&colour=red&cols=gone&view=${viewId}`);
  await expect(
    page.getByText("asks for what this version does not know: colour, cols. It is ignored; the rest is shown."),
  ).toBeVisible();
  await expect.poll(() => order(page)).toEqual(["ann", "bea", "cid"]);
  await page.context().close();
});

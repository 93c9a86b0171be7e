import { expect, signIn, test } from "../fixtures";
import { MusterServer } from "../server";

let server: MusterServer;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  server = await MusterServer.start();
});
test.afterAll(() => server?.remove());

test("23 Demo fleet in one click: a newcomer presses Load and within seconds sees a moving board; DEMO stands on every page until it is removed", async ({
  browser,
}) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await signIn(page, server.environment());
  const demo = page.getByRole("button", { name: "Demo fleet", exact: true });

  await page.getByRole("button", { name: "Load", exact: true }).click();
  await expect(demo).toBeVisible();
  await page.goto(`${server.origin}/agents`);
  const board = page.getByRole("table", { name: "Agents by rank" });
  // Generous, for a machine that does other things as well; alone it takes about six seconds.
  await expect(board.getByRole("row").nth(5)).toBeVisible({ timeout: 30_000 });
  const before = await board.innerText();
  await expect.poll(() => board.innerText(), { message: "the board moves by itself" }).not.toBe(before);

  for (const path of ["/", "/routing", "/settings/weights", "/docs/guide/scores"]) {
    await page.goto(`${server.origin}${path}`);
    await expect(demo, `${path} says DEMO`).toBeVisible();
  }

  await demo.click();
  await page.getByRole("menuitem", { name: "Remove demo fleet" }).click();
  await expect(page.getByText("Demo fleet removed")).toBeVisible();
  await expect(demo).toBeHidden();
  await page.goto(server.origin);
  await expect(page.getByRole("heading", { name: "No agents yet" })).toBeVisible();
  await expect(demo).toBeHidden();
  await context.close();
});

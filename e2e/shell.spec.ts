import { expect, test } from "./fixtures";

test("a menu opens for the keyboard the first time it is reached, and gives the focus back", async ({ operator }) => {
  await operator.goto("/journal");
  // What is pressed before the page is alive is nobody's.
  await expect(operator.getByRole("status").filter({ hasText: "Connection: Live" })).toBeAttached();
  const account = operator.getByRole("button", { name: /Account of/ });
  await account.focus();
  await operator.keyboard.press("Enter");
  await expect(operator.getByRole("menuitem", { name: "Keys" })).toBeVisible();
  await expect(account).toHaveAttribute("aria-expanded", "true");
  await operator.keyboard.press("Escape");
  await expect(operator.getByRole("menuitem")).toHaveCount(0);
  await expect(account).toBeFocused();
  await operator.keyboard.press("ArrowDown");
  await expect(operator.getByRole("menuitem").first()).toBeVisible();
});

test("a menu opens at the first click, before anything of it was loaded", { tag: "@pointer" }, async ({ operator }) => {
  await operator.goto("/journal");
  await operator.getByRole("button", { name: /Account of/ }).dispatchEvent("click");
  await expect(operator.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
});

test("each menu opens at its first press, also right after another one was closed", { tag: "@pointer" }, async ({
  operator,
  api,
}) => {
  await api.register(`listed ${Date.now()}`);
  await operator.goto("/agents");
  await expect(operator.getByRole("status").filter({ hasText: "Connection: Live" })).toBeAttached();
  for (const name of ["Tier: any", "History", "Export", /^View/]) {
    await operator.getByRole("button", { name }).click();
    await expect(operator.getByRole("menu")).toBeVisible();
    await operator.keyboard.press("Escape");
  }
});

test("a button with an icon only says what it does when pointed at or focused, and not for ever", { tag: "@pointer" }, async ({
  operator,
}) => {
  await operator.goto("/journal");
  const pause = operator.getByRole("button", { name: /Pause/ }).first();
  const hint = operator.getByRole("tooltip");
  await expect(hint).toBeHidden();
  await pause.hover();
  await expect(hint).toHaveText(/Pause/);
  await operator.keyboard.press("Escape");
  await expect(hint).toBeHidden();
  await operator.mouse.move(5, 400);
  await operator.keyboard.press("Tab");
  await pause.focus();
  await expect(hint).toBeVisible();
  const box = await hint.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 1440).toBe(true);
});

test("an address that leads nowhere says so, and leads back", async ({ operator, expectedConsole }) => {
  expectedConsole.push(/404/);
  await operator.goto("/nowhere");
  await expect(operator.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await operator.getByRole("link", { name: "See all agents" }).click();
  await expect(operator).toHaveURL(/\/agents$/);
});

import type { Page } from "@playwright/test";
import { expect, expectAccessibleInBoth, test } from "../fixtures";

/** Keys pressed before the page is alive are nobody's. */
async function alive(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "Connection: Live" })).toBeAttached();
}

const box = (page: Page) => page.getByRole("combobox", { name: "Find or run" });

test("21 Cmd-K and full keyboard use: an operator types Ctrl-K and the first letters of “audit” and a name, and the audit starts", async ({
  operator,
  api,
}) => {
  const name = `scout ${Date.now()}`;
  const id = await api.register(name, { endpoint: { url: "https://scout.invalid/v1", protocol: "openai-chat" } });
  await operator.goto("/journal");
  await alive(operator);
  await operator.keyboard.press("Control+k");
  await operator.keyboard.type(`aud sc ${name.slice(6)}`);
  await expect(operator.getByRole("option", { name: `Audit ${name}` })).toHaveAttribute("aria-selected", "true");
  await operator.keyboard.press("Enter");
  await expect(operator.getByText(`Audit of ${name} started`)).toBeVisible();
  const { items } = await api.get<{ items: { agentId: string }[] }>(`/audits?agentId=${id}`);
  expect(items.map(({ agentId }) => agentId)).toEqual([id]);

  await operator.keyboard.press("Control+k");
  await expect(operator.getByRole("group", { name: "Recent" }).getByRole("option").first()).toHaveText(`Audit ${name}`);
  await operator.keyboard.type("susp");
  await expect(operator.getByRole("option", { name: /^Suspend / }).first()).toBeVisible();
  await operator.keyboard.type(`end sc ${name.slice(6)}`);
  await operator.keyboard.press("Enter");
  const question = operator.getByRole("dialog", { name: /^Suspend scout/ });
  await expect(question, "what has consequences asks first").toBeVisible();
  await operator.keyboard.press("Escape");

  await operator.keyboard.press("?");
  const keys = operator.getByRole("dialog", { name: "Keys" });
  await expect(keys.getByText("Pause or resume live updates")).toBeVisible();
  await expect(keys.getByRole("region", { name: "Go to" }).getByText("Audits")).toBeVisible();
  await operator.keyboard.press("Escape");
  await operator.keyboard.press("g");
  await operator.keyboard.press("a");
  await expect(operator).toHaveURL(/\/agents$/);
});

test("the palette works inside of fields, leads to pages and settings, and gives the focus back", async ({ operator }) => {
  await operator.goto("/journal");
  await alive(operator);
  const actor = operator.getByRole("textbox", { name: "Actor" });
  await actor.focus();
  await operator.keyboard.press("Control+k");
  await expect(box(operator)).toBeFocused();
  await operator.keyboard.type("zzz nothing like it");
  await expect(operator.getByText("Nothing is called that.")).toBeVisible();
  await operator.keyboard.press("Escape");
  await expect(actor).toBeFocused();
  await operator.getByRole("button", { name: "Find or run" }).click();
  await operator.keyboard.type("sett gate");
  await operator.keyboard.press("Enter");
  await expect(operator).toHaveURL(/\/settings\/gate$/);
});

test("a viewer sees in the palette what is not theirs to do, and why", async ({ as, api }) => {
  const name = `quill ${Date.now()}`;
  await api.register(name);
  const viewer = await as("viewer");
  await viewer.goto("/journal");
  await alive(viewer);
  await viewer.keyboard.press("Control+k");
  await viewer.keyboard.type(`audit ${name}`);
  const line = viewer.getByRole("option", { name: `Audit ${name}` });
  await expect(line).toHaveAttribute("aria-disabled", "true");
  await expect(line).toContainText("Your role may not do this; operators and admins may.");
});

test("palette and keys are accessible, light and dark, and the palette fills a phone", async ({ operator }) => {
  await operator.emulateMedia({ colorScheme: "light" });
  await operator.goto("/journal");
  await alive(operator);
  await operator.keyboard.press("Control+k");
  await operator.keyboard.type("a");
  await expect(box(operator)).toHaveValue("a");
  await expectAccessibleInBoth(operator);
  await operator.keyboard.press("Escape");
  await operator.keyboard.press("?");
  await expect(operator.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expectAccessibleInBoth(operator);
  await operator.keyboard.press("Escape");
  await operator.setViewportSize({ width: 390, height: 844 });
  await operator.getByRole("button", { name: "Find or run" }).click();
  const window = operator.getByRole("dialog", { name: "Find or run" });
  await expect.poll(() => window.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
  const line = await operator.getByRole("option").first().boundingBox();
  expect(line?.height).toBeGreaterThanOrEqual(44);
});

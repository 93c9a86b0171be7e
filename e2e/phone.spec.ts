import type { Locator, Page } from "@playwright/test";
import { ChatEndpoint } from "./chat-endpoint";
import { expect, signIn, test } from "./fixtures";
import { MusterServer } from "./server";

/** What a thumb needs at least, px. */
const TARGET = 36;

const dialog = (page: Page) => page.getByRole("dialog");

async function boxOf(target: Locator) {
  const box = await target.boundingBox();
  if (!box) throw new Error(`Nothing is drawn of ${target}`);
  return box;
}

/** Presses with a finger what is large enough for it. */
async function tap(target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  const { width, height } = await boxOf(target);
  expect(Math.min(width, height), `${target} is large enough for a finger`).toBeGreaterThanOrEqual(TARGET);
  await target.tap();
}

test("an agent is suspended by thumb, and resumed by Undo", async ({ api, operator }) => {
  const id = await api.register("Handheld");
  await api.report(id, 0.9);
  await operator.goto(`/agents?q=${id}`);
  await tap(operator.getByRole("row", { name: /Handheld/ }));
  const suspend = operator.getByRole("button", { name: "Suspend…" });
  await expect(suspend).toBeVisible();
  expect((await boxOf(suspend)).y, "where a thumb is").toBeGreaterThan((operator.viewportSize()?.height ?? 0) / 2);
  await tap(suspend);
  await dialog(operator)
    .getByRole("textbox", { name: /Reason/ })
    .fill("Seen on the way home");
  await tap(dialog(operator).getByRole("button", { name: "Suspend" }));
  await expect(operator.getByText("Seen on the way home")).toBeVisible();
  await tap(operator.getByRole("button", { name: "Undo" }));
  await expect(operator.getByText("No holds.")).toBeVisible();
});

test("an agent is audited anew by thumb", async ({ browser }) => {
  const endpoint = await ChatEndpoint.listen(() => "I do not know.");
  const server = await MusterServer.start({ env: { MUSTER_ALLOW_PRIVATE_ENDPOINTS: endpoint.address } });
  const phone = await browser.newPage();
  try {
    const manifest = {
      id: "handheld",
      name: "Handheld",
      model: "model-1",
      endpoint: { url: endpoint.url, protocol: "openai-chat" },
    };
    await server.call("POST", "/agents", { body: manifest });
    await signIn(phone, server.environment());
    await phone.goto(`${server.origin}/agents/handheld`);
    await tap(phone.getByRole("button", { name: "Re-audit" }));
    await expect(phone.getByText("Audit of Handheld started")).toBeVisible();
    await expect(phone.getByRole("region", { name: "Audit under way" })).toBeHidden();
    await expect(phone.getByRole("table", { name: "Audits of this agent" }).getByRole("row", { name: /T0/ })).toBeVisible();
  } finally {
    await phone.close();
    await server.remove();
    await endpoint.close();
  }
});

test("what a finger touched holds still, and follows again when nobody is there", async ({ api, operator }) => {
  const id = await api.register("Touched");
  await operator.goto(`/journal?agent=${id}`);
  const entries = operator.getByRole("list", { name: /Journal entries/ }).getByRole("listitem");
  await expect(entries).toHaveCount(1);
  await operator.getByText(/^Today/).tap();
  await api.post(`/agents/${id}/suspend`, { reason: "While a finger was there" });
  await expect(operator.getByRole("button", { name: "1 new entry, show" })).toBeVisible();
  await expect(entries).toHaveCount(1);
  await expect(entries).toHaveCount(2);
});

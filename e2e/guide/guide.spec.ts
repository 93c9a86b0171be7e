import { GUIDE_PAGES, guidePath, POLICY_PAGE } from "../../components/docs/guide-pages";
import { expect, expectAccessible, test } from "../fixtures";

test("a visitor who is not signed in reads the guide from page to page, with its pictures, and jumps to a heading", async ({
  visitor,
}) => {
  await visitor.goto("/docs");
  const docs = visitor.getByRole("navigation", { name: "Docs" });
  await docs.getByRole("link", { name: "First hour" }).click();
  await expect(visitor.getByRole("heading", { level: 1, name: "First hour" })).toBeVisible();
  await expect(docs.getByRole("link", { name: "First hour" })).toHaveAttribute("aria-current", "page");
  const picture = visitor.getByRole("img", { name: /^The live leaderboard/ });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectAccessible(visitor);

  await visitor.getByRole("link", { name: "Deployment", exact: true }).last().click();
  await expect(visitor).toHaveURL(/\/docs\/guide\/deployment#configuration$/);
  await expect(visitor.getByRole("heading", { name: "Configuration" })).toBeInViewport();

  await visitor
    .getByRole("navigation", { name: "Next and previous page" })
    .getByRole("link", { name: /^Next Backup/ })
    .click();
  await expect(visitor.getByRole("heading", { level: 1, name: "Backup" })).toBeVisible();
});

test("every page of the guide opens for an operator, and an example is copied", async ({ operator, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const { name, title } of [...GUIDE_PAGES, POLICY_PAGE]) {
    const answer = await operator.request.get(guidePath(name));
    expect(answer.status(), name).toBe(200);
    expect(await answer.text()).toContain(`<title>${title} · Muster</title>`);
  }
  expect((await operator.request.get(guidePath("nothing"))).status()).toBe(404);

  await operator.goto("/settings/keys");
  await operator.getByRole("link", { name: "The API by example" }).click();
  await operator.getByRole("button", { name: "Copy" }).first().click();
  await expect(operator.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  expect(await operator.evaluate(() => navigator.clipboard.readText())).toContain("export MUSTER=");
});

import { expect, expectAccessible, test } from "../fixtures";

test("a newcomer is shown around by keyboard once, and never again in any browser", async ({ as }) => {
  const newcomer = await as("operator");
  await newcomer.context().clearCookies({ name: "tour" });
  await newcomer.goto("/journal");
  const offer = newcomer.getByRole("region", { name: "Tour" });
  await expect(offer).toBeVisible();
  await expectAccessible(newcomer);
  await offer.getByRole("button", { name: "Take the tour" }).click();
  const step = newcomer.getByRole("dialog");
  await expect(step).toContainText("1 of 7");
  await expectAccessible(newcomer);
  // A step takes keys from when its button has the focus.
  const next = step.getByRole("button", { name: /Next|Done/ });
  for (let n = 2; n <= 7; n++) {
    await expect(next).toBeFocused();
    await newcomer.keyboard.press("ArrowRight");
    await expect(step).toContainText(`${n} of 7`);
  }
  await expect(next).toBeFocused();
  await newcomer.keyboard.press("Enter");
  await expect(step).toHaveCount(0);
  // Another browser has no cookie, only the user.
  await expect
    .poll(async () => {
      await newcomer.context().clearCookies({ name: "tour" });
      return (await (await newcomer.request.get("/journal")).text()).includes('offerTour\\":false');
    })
    .toBe(true);

  await newcomer.reload();
  await newcomer.getByRole("button", { name: /Account of/ }).click();
  await newcomer.getByRole("menuitem", { name: "Take the tour" }).click();
  await expect(step).toContainText("1 of 7");
  await newcomer.keyboard.press("Escape");
  await expect(step).toHaveCount(0);
});

test("who does not want the tour now is asked another time, who never wants it is not asked again", async ({ as }) => {
  const newcomer = await as("viewer");
  await newcomer.context().clearCookies({ name: "tour" });
  await newcomer.goto("/journal");
  const offer = newcomer.getByRole("region", { name: "Tour" });
  await offer.getByRole("button", { name: "Not now" }).click();
  await newcomer.reload();
  await expect(newcomer.getByRole("heading", { name: "Journal" })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await newcomer.context().clearCookies({ name: "tour" });
  await newcomer.reload();
  const answered = newcomer.waitForResponse((response) => response.request().method() === "POST");
  await offer.getByRole("button", { name: "Never show again" }).click();
  await answered;
  await newcomer.context().clearCookies({ name: "tour" });
  await newcomer.reload();
  await expect(newcomer.getByRole("heading", { name: "Journal" })).toBeVisible();
  await expect(offer).toHaveCount(0);
});

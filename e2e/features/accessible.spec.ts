import { expect, expectAccessible, test } from "../fixtures";

test("25 Accessible and colour-safe: what happens live is summed up in one sentence, and tiers have letters and shapes", async ({
  operator,
  api,
}) => {
  const ids = await Promise.all([1, 2, 3].map((n) => api.register(`summed-up-${n}-${Date.now()}`)));
  await operator.goto("/agents");
  await expect(operator.getByRole("status").filter({ hasText: "Connection: Live" })).toBeAttached();
  const summary = operator.getByRole("status", { name: "Live summary" });
  await expect(summary).toHaveText("");
  // Whatever a screen reader would be told is kept, with when it was said.
  await summary.evaluate((region) => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  for (const id of ids) await api.post(`/agents/${id}/suspend`, { reason: "heard once" });
  for (let n = 0; n < 20; n++) await api.report(ids[n % 3] ?? "", 0.9, 1);
  await expect(summary).toHaveText(/\bholds?\b.* in the last minute$/, { timeout: 15_000 });
  const said = await operator.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said, "one sentence, whatever happened").toHaveLength(1);

  const tier = operator.getByRole("cell", { name: "T0", exact: true }).first();
  await expect(tier.locator("svg path").first(), "a tier has a shape beside its letter").toBeAttached();
  await expectAccessible(operator);
});

test("the summary is switched off in the settings, and stays off", async ({ operator }) => {
  await operator.goto("/settings/appearance");
  const control = operator.getByRole("switch", { name: "Spoken summary of live events" });
  await expect(control).toBeChecked();
  await control.click();
  await operator.reload();
  await expect(control).not.toBeChecked();
});

test("a word of the domain says what it means when it is reached by keyboard or finger, and leads to the guide", async ({
  operator,
}) => {
  await operator.goto("/settings/gate");
  const word = operator.getByRole("button", { name: "ER", exact: true });
  await word.click();
  await expect(operator.getByText("Epistemic robustness (ER)")).toBeVisible();
  await expect(word).toHaveAccessibleDescription(/yields to good reasons/);
  await operator.keyboard.press("Escape");
  await expect(operator.getByText("Epistemic robustness (ER)")).toBeHidden();
  await operator.getByRole("button", { name: "CC", exact: true }).focus();
  await operator.keyboard.press("Tab");
  await operator.keyboard.press("Shift+Tab");
  await expect(operator.getByText("Constraint compliance (CC)")).toBeVisible();
  await expectAccessible(operator);
  // Through the card and on: what has the focus leaves, and the focus goes where it was going.
  await operator.keyboard.press("Tab");
  await operator.keyboard.press("Tab");
  await expect(operator.getByRole("slider", { name: "T1: Constraint compliance" })).toBeFocused();
  await operator.keyboard.press("Shift+Tab");
  await expect(operator.getByText("Constraint compliance (CC)")).toBeVisible();
  await operator.keyboard.press("Tab");
  await operator.keyboard.press("Enter");
  await expect(operator).toHaveURL(/\/docs\/guide\/audits$/);
});

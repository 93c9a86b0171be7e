import { expect, test } from "./fixtures";

test("an admin keeps signals for a shorter time, is told what is lost for good, and takes it back", async ({ operator, api }) => {
  const before = await api.get<{ signalDays: number; version: number }>("/retention");
  await operator.goto("/settings/retention");
  const signals = operator.getByRole("spinbutton", { name: "Signals, days" }).or(operator.getByLabel("Signals, days"));
  await signals.fill("30");
  await signals.press("Enter");
  await expect(operator.getByText("signals older than 30 days")).toBeVisible();
  const apply = operator.getByRole("button", { name: `Apply version ${before.version + 1}` });
  await expect(apply).toBeDisabled();
  await operator.getByRole("textbox", { name: /^Reason/ }).fill("The disk is small");
  await apply.click();
  await expect(operator.getByText(`Version ${before.version + 1} of the retention is in force`)).toBeVisible();
  expect(await api.get("/retention")).toMatchObject({ signalDays: 30, reason: "The disk is small" });

  const history = operator.getByRole("table", { name: "Versions of the retention" });
  await expect(history.getByRole("row").nth(1)).toContainText("Signals 90 days → 30 days");
  await history.getByRole("button", { name: "Undo…" }).click();
  const dialog = operator.getByRole("alertdialog").or(operator.getByRole("dialog"));
  await expect(dialog).toContainText("does not come back");
  await dialog.getByRole("textbox").fill("The disk is new");
  await dialog.getByRole("button", { name: "Undo the change" }).click();
  await expect(history.getByRole("row").nth(1)).toContainText("The disk is new");
  expect(await api.get("/retention")).toMatchObject({ signalDays: before.signalDays });
});

test("samples cannot be thinned more before they are thinned less", async ({ operator }) => {
  await operator.goto("/settings/retention");
  const hours = operator.getByLabel("One sample an hour, days");
  await hours.fill("3");
  await hours.press("Enter");
  const fault = operator.getByText("before they are thinned to one an hour");
  await expect(fault).toBeVisible();
  await expect(operator.getByRole("button", { name: /^Apply version/ })).toBeDisabled();
  await operator.getByRole("button", { name: "Reset" }).click();
  await expect(fault).toHaveCount(0);
});

test("the sizes of what is kept are there", async ({ operator }) => {
  await operator.goto("/settings/retention");
  const sizes = operator.getByRole("table", { name: "What takes how much room" });
  await expect(sizes.getByRole("row").filter({ hasText: "Journal" })).toContainText(/Journal\d+/);
});

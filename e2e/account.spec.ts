import { expect, expectAccessible, test } from "./fixtures";

test("the operator tops an account up by keyboard, reads its postings, and is told what is no amount", async ({
  api,
  operator,
}) => {
  const id = await api.register("Payee");
  await operator.goto(`/agents/${id}`);
  const account = operator.getByRole("region", { name: "Account" });
  await expect(account.getByText("Nothing was posted yet.")).toBeVisible();
  await account.getByRole("button", { name: "Top up…" }).focus();
  await operator.keyboard.press("Enter");
  const dialog = operator.getByRole("dialog", { name: "Top up the account?" });
  const amount = dialog.getByRole("textbox", { name: "Amount, sats" });
  await expect(amount).toBeFocused();
  await operator.keyboard.type("1.5");
  await expect(amount).toHaveAccessibleDescription(/A whole number from 1/);
  await expect(dialog.getByRole("button", { name: "Top up" })).toBeDisabled();
  await operator.keyboard.press("ControlOrMeta+a");
  await operator.keyboard.type("2 500");
  await operator.keyboard.press("Tab");
  await operator.keyboard.type("First tasks");
  await expectAccessible(operator);
  await operator.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(account.getByRole("row", { name: /Top-up/ })).toContainText(/\+2\s?500.*First tasks/);
  await expect(account.getByRole("definition").first()).toContainText(/2\s?500 sats/);
  await expect(operator.getByText(/2\s?500 sats paid in/)).toBeVisible();
  await expectAccessible(operator);
});

test("a page that is open learns what somebody else paid in", async ({ api, operator }) => {
  const id = await api.register("Watched");
  await operator.goto(`/agents/${id}`);
  const account = operator.getByRole("region", { name: "Account" });
  await expect(account.getByText("Nothing was posted yet.")).toBeVisible();
  await api.post(`/agents/${id}/top-ups`, { amountSats: 42, reason: "From elsewhere" });
  await expect(account.getByRole("row", { name: /Top-up/ })).toContainText("From elsewhere");
});

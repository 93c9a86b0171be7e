import { expect, test } from "../fixtures";

test("an act pressed offline says that nothing was sent, loses nothing, and works when the connection is back", async ({
  operator,
  api,
  expectedConsole,
}) => {
  expectedConsole.push(/ERR_INTERNET_DISCONNECTED/, /WebSocket/);
  const name = `unplugged ${Date.now()}`;
  const id = await api.register(name);
  await operator.goto(`/agents/${id}`);
  await operator.getByRole("button", { name: "Suspend…" }).click();
  const question = operator.getByRole("dialog", { name: `Suspend ${name}?` });
  const reason = question.getByRole("textbox");
  await reason.fill("Its owner asked for it");
  await operator.context().setOffline(true);
  await question.getByRole("button", { name: "Suspend" }).click();
  await expect(question.getByRole("alert")).toContainText("You are offline");
  await expect(question.getByRole("alert")).toContainText("Nothing was sent and nothing was changed");
  await expect(reason).toHaveValue("Its owner asked for it");
  await operator.context().setOffline(false);
  await question.getByRole("button", { name: "Suspend" }).click();
  await expect(operator.getByText(`${name} suspended`)).toBeVisible();
});

test("an agent that no audit can ask says so, and what to do about it", async ({ operator, api }) => {
  const id = await api.register(`unasked ${Date.now()}`);
  await operator.goto(`/agents/${id}`);
  await expect(operator.getByText("No certificate yet")).toBeVisible();
  await expect(operator.getByText(/Muster has no endpoint of it to ask: name one in its manifest and re-audit it/)).toBeVisible();
});

test("the focus does not fall out of the page when what has it goes", async ({ operator, api }) => {
  const id = await api.register(`let-go ${Date.now()}`);
  await api.post(`/agents/${id}/suspend`, { reason: "for a moment" });
  await operator.goto(`/agents/${id}`);
  const lift = operator.getByRole("list", { name: "Holds" }).getByRole("button").first();
  // What keeps the focus comes after the page, with the summary.
  await expect(operator.getByRole("status", { name: "Live summary" })).toBeAttached();
  await lift.focus();
  await expect(lift).toBeFocused();
  await api.post(`/agents/${id}/resume`, { reason: "enough" });
  await expect(lift).toHaveCount(0);
  await expect(operator.getByRole("main")).toBeFocused();
});

import { expect, test } from "../fixtures";

test.use({ timezoneId: "Europe/Berlin" });

test("exact times stand in UTC until somebody wants their own, and then name their zone, also in what the server renders", async ({
  operator,
  api,
}) => {
  const id = await api.register(`zoned-${Date.now()}`);
  const { registeredAt } = await api.get<{ registeredAt: string }>(`/agents/${id}`);
  const hours = (timeZone: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium" }).format(new Date(registeredAt));
  await operator.goto(`/journal?agent=${id}`);
  const time = operator.locator(`time[datetime="${registeredAt}"]`).first();
  await expect(time).toHaveAttribute("title", new RegExp(`${hours("UTC")} UTC$`));

  await operator.getByRole("button", { name: /Account of/ }).click();
  await operator.getByRole("menuitemradio", { name: "Local, Europe/Berlin" }).click();
  await expect(time).toHaveAttribute("title", new RegExp(`${hours("Europe/Berlin")} CES?T$`));
  await expect(operator.getByText("Time, Europe/Berlin")).toBeVisible();
  const html = await (await operator.request.get("/journal")).text();
  expect(html, "the server renders the same zone").toContain("Europe/Berlin");

  await operator.getByRole("button", { name: /Account of/ }).click();
  await operator.getByRole("menuitemradio", { name: "UTC" }).click();
  await expect(time).toHaveAttribute("title", / UTC$/);
});

test("a cookie that names no zone breaks nothing", async ({ operator, server }) => {
  for (const value of ["Mars/Olympus", "%00", "__proto__", "x".repeat(3000)]) {
    await operator.context().addCookies([{ name: "zone", value, url: server.origin }]);
    await operator.goto("/journal");
    await expect(operator.getByText("Time, UTC")).toBeVisible();
  }
});

import { readFile } from "node:fs/promises";
import { expect, expectAccessible, test } from "./fixtures";

test.describe("the journal", () => {
  test("says in words what happened, and shows what was hashed", async ({ api, operator }) => {
    const id = await api.register("Noted");
    await api.post(`/agents/${id}/suspend`, { reason: "For the record" });
    await operator.goto(`/journal?agent=${id}`);
    const entry = operator.getByRole("listitem").filter({ hasText: "was suspended: For the record" });
    await expect(entry).toBeVisible();
    await entry.getByRole("button", { name: /Suspended/ }).click();
    await expect(entry).toContainText("agent.suspended");
    await expect(entry.getByText(/^[0-9a-f]{64}$/)).toHaveCount(2);
    await expectAccessible(operator);
  });

  test("proves itself when asked", async ({ operator }) => {
    await operator.goto("/journal");
    await operator.getByRole("button", { name: "Verify now" }).click();
    await expect(operator.getByText(/Chain intact, .* entries, head/)).toBeVisible();
  });

  test("keeps its filters in the address, and clears them", async ({ api, operator }) => {
    const id = await api.register("Sifted");
    await api.post(`/agents/${id}/suspend`, { reason: "One" });
    await api.post(`/agents/${id}/resume`, { reason: "Two" });
    await operator.goto("/journal");
    await operator.getByRole("combobox", { name: "Type" }).click();
    await operator.getByRole("option", { name: /^Resumed/ }).click();
    await operator.getByRole("combobox", { name: "Agent" }).fill(id);
    await operator.getByRole("combobox", { name: "Agent" }).press("Enter");
    await expect(operator).toHaveURL(/type=agent\.resumed/);
    await expect(operator).toHaveURL(new RegExp(`agent=${id}`));
    const entries = operator.getByRole("list", { name: /Journal entries/ }).getByRole("listitem");
    await expect(entries).toHaveCount(1);
    await operator.reload();
    await expect(entries).toHaveCount(1);
    await operator.goBack();
    await expect(operator).not.toHaveURL(/agent=/);
    await operator.getByRole("button", { name: "Clear", exact: true }).click();
    await expect(operator).not.toHaveURL(/type=/);
  });

  test("grows by itself, and holds still while somebody reads", async ({ api, operator }) => {
    const id = await api.register("Growing");
    await operator.goto(`/journal?agent=${id}`);
    const entries = operator.getByRole("list", { name: /Journal entries/ }).getByRole("listitem");
    await expect(entries).toHaveCount(1);
    await api.post(`/agents/${id}/suspend`, { reason: "Seen at once" });
    await expect(entries).toHaveCount(2);
    await entries.first().getByRole("button").first().click();
    await api.post(`/agents/${id}/resume`, { reason: "Seen later" });
    await expect(operator.getByRole("button", { name: "1 new entry, show" })).toBeVisible();
    await expect(entries).toHaveCount(2);
    await operator.getByRole("button", { name: "1 new entry, show" }).click();
    await expect(entries).toHaveCount(3);
  });

  test("can be taken home", async ({ operator }) => {
    await operator.goto("/journal");
    const download = operator.waitForEvent("download");
    await operator.getByRole("link", { name: "Export" }).click();
    const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ seq: 1 });
  });
});

import { expect, expectAccessible, test } from "./fixtures";

test("the operator makes a key with limits of its own, sees its secret once, and changes and revokes it", async ({
  operator,
  server,
}) => {
  const name = `nightly import ${Date.now()}`;
  await operator.goto("/settings/keys");
  await operator.getByRole("button", { name: "New key" }).click();
  await operator.getByRole("textbox", { name: "Name" }).fill(name);
  await operator.getByRole("checkbox", { name: "read" }).check();
  await operator.getByRole("button", { name: /Advanced/ }).click();
  await operator.getByRole("spinbutton", { name: "Requests a second" }).fill("1");
  await operator.getByRole("spinbutton", { name: "Share of a window" }).fill("12.5");
  await expectAccessible(operator);
  await operator.getByRole("button", { name: "Make the key" }).click();
  const secret = operator.getByText(/^mk_[\w-]{43}$/);
  const bearer = { authorization: `Bearer ${await secret.textContent()}` };
  await operator.getByRole("button", { name: "I have stored it" }).click();
  await expect(secret).toHaveCount(0);

  const row = operator.getByRole("row", { name });
  await expect(row.getByRole("cell", { name: "12.5 %" })).toBeVisible();
  await expect(row.getByRole("cell", { name: "1", exact: true })).toBeVisible();
  await expectAccessible(operator);

  const ask = () => fetch(`${server.origin}/api/v1/weights`, { headers: bearer }).then(({ status }) => status);
  expect((await Promise.all(Array.from({ length: 40 }, ask))).sort().at(-1)).toBe(429);

  await row.getByRole("button", { name: `Limits of ${name}` }).click();
  await operator.getByRole("spinbutton", { name: "Requests a second" }).fill("500");
  await expectAccessible(operator);
  await operator.getByRole("button", { name: "Save the limits" }).click();
  await expect(row.getByRole("cell", { name: "500" })).toBeVisible();
  expect(new Set(await Promise.all(Array.from({ length: 40 }, ask)))).toEqual(new Set([200]));

  await row.getByRole("button", { name: `Limits of ${name}` }).click();
  await operator.getByRole("button", { name: "Defaults" }).click();
  await operator.getByRole("button", { name: "Save the limits" }).click();
  await expect(row.getByRole("cell", { name: "100", exact: true })).toBeVisible();

  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await operator.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(row.getByText("Revoked")).toBeVisible();
  expect(await ask()).toBe(401);
});

test("the operator is told that a key of the same name goes on as the same reporter", async ({ operator, api }) => {
  const name = `rotating ${Date.now()}`;
  await api.post("/keys", { name, scopes: ["ingest"] });
  await operator.goto("/settings/keys");
  await operator.getByRole("button", { name: "New key" }).click();
  await operator.getByRole("textbox", { name: "Name" }).fill(name);
  await expect(operator.getByText("the new one goes on as the same reporter. To replace that key, rotate it")).toBeVisible();
});

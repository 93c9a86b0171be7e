import { expect, expectAccessible, test } from "./fixtures";

const unique = (name: string) => `${name} ${Date.now()}`;

test("a viewer sees the fleet, is told why acts are off, and is not shown what is for admins", async ({ as, api }) => {
  const agentId = await api.register(unique("Watched"));
  const viewer = await as("viewer");
  await viewer.goto(`/agents/${agentId}`);
  const suspend = viewer.getByRole("button", { name: "Suspend…" });
  await expect(suspend).toHaveAttribute("aria-disabled", "true");
  await suspend.focus();
  await viewer.keyboard.press("Enter");
  await expect(viewer.getByRole("dialog")).toHaveCount(0);
  await suspend.hover();
  await expect(viewer.getByText("Your role may not do this; operators and admins may.")).toBeVisible();

  await viewer.goto("/routing");
  await viewer.getByRole("textbox", { name: "What is to be done" }).fill("Translate the manual");
  await expect(viewer.getByRole("button", { name: "Submit task" })).toHaveAttribute("aria-disabled", "true");

  await viewer.goto("/audits");
  await expect(viewer.getByRole("button", { name: "Start audit" })).toHaveAttribute("aria-disabled", "true");

  for (const [path, title] of [
    ["/settings/users", "Users are for admins"],
    ["/settings/sessions", "Sessions are for admins"],
    ["/settings/keys", "API keys are for admins"],
  ] as const) {
    await viewer.goto(path);
    await expect(viewer.getByRole("heading", { name: title })).toBeVisible();
  }
  await expectAccessible(viewer);
});

test("an operator suspends agents but changes no policy and no user", async ({ as, api }) => {
  const name = unique("Handled");
  const agentId = await api.register(name);
  const operator = await as("operator");
  await operator.goto(`/agents/${agentId}`);
  await operator.getByRole("button", { name: "Suspend…" }).click();
  await operator.getByRole("textbox", { name: /Reason/ }).fill("maintenance");
  await operator.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(operator.getByRole("button", { name: "Resume…" })).toBeVisible();
  await operator.getByRole("button", { name: "More actions" }).click();
  await expect(operator.getByRole("menuitem", { name: /Deregister/ })).toHaveAttribute("aria-disabled", "true");
  await operator.keyboard.press("Escape");

  await operator.goto("/settings/trust-policy");
  await operator.getByRole("spinbutton", { name: "Revocation line" }).fill("250");
  await operator.keyboard.press("Tab");
  await operator.getByRole("textbox", { name: "Reason, kept in the journal" }).fill("try");
  await expect(operator.getByRole("button", { name: /Apply version/ })).toHaveAttribute("aria-disabled", "true");
  await operator.goto("/settings/users");
  await expect(operator.getByRole("heading", { name: "Users are for admins" })).toBeVisible();
});

test("an admin adds a user, who signs in with the link that is shown once; a change of role signs the user out", async ({
  operator: admin,
  visitor,
  expectedConsole,
}) => {
  // The page that is thrown out still asks once.
  expectedConsole.push(/401 \(Unauthorized\)/);
  const name = unique("Vera");
  await admin.goto("/settings/users");
  await admin.getByRole("button", { name: "Add user" }).click();
  await admin.getByRole("textbox", { name: "Name" }).fill(name);
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Add the user" }).click();
  const link = await admin.getByText(/\/welcome\?key=/).textContent();
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "I have stored it" }).click();
  await expect(admin.getByText(/\/welcome\?key=/)).toHaveCount(0);

  await visitor.goto(link ?? "");
  await visitor.getByRole("button", { name: /sign in/i }).click();
  await visitor.waitForURL((url) => !url.pathname.startsWith("/welcome"));
  const row = admin.getByRole("row", { name });
  await expect(row.getByText("Viewer")).toBeVisible();
  await expect(row.getByRole("link", { name: /Sessions of/ })).toHaveText(/1/);

  await visitor.goto("/agents");
  await admin.getByRole("button", { name: `Edit ${name}` }).click();
  await admin.getByRole("combobox", { name: "Role" }).click();
  await admin.getByRole("option", { name: "Operator" }).click();
  await expect(admin.getByText("is signed out everywhere at once")).toBeVisible();
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(row.getByText("Operator")).toBeVisible();
  await visitor.waitForURL(/\/welcome/);
});

test("an admin disables a user, whose open page leads to the sign-in page, and enables the user again", async ({
  operator: admin,
  as,
  expectedConsole,
}) => {
  // The page that is thrown out still asks once.
  expectedConsole.push(/401 \(Unauthorized\)/);
  const name = unique("Oskar");
  const oskar = await as("operator", name);
  await oskar.goto("/agents");
  await admin.goto("/settings/users");
  await admin.getByRole("button", { name: `Actions for ${name}` }).click();
  await admin.getByRole("menuitem", { name: "Disable…" }).click();
  await admin.getByRole("button", { name: "Disable", exact: true }).click();
  const row = admin.getByRole("row", { name });
  await expect(row.getByText("Disabled")).toBeVisible();
  await oskar.waitForURL(/\/welcome/);
  await admin.getByRole("button", { name: `Actions for ${name}` }).click();
  await admin.getByRole("menuitem", { name: "Enable", exact: true }).click();
  await expect(row.getByText("Operator")).toBeVisible();
});

test("an admin ends a session and sees it go; the own one stays", async ({ operator: admin, as, expectedConsole }) => {
  expectedConsole.push(/401 \(Unauthorized\)/);
  const name = unique("Ada");
  const ada = await as("admin", name);
  await ada.goto("/journal");
  await admin.goto("/settings/sessions");
  await expect(admin.getByText("This browser")).toBeVisible();
  await admin.getByRole("button", { name: `End the session of ${name}` }).click();
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "End the session", exact: true }).click();
  await expect(admin.getByRole("row", { name })).toHaveCount(0);
  await ada.waitForURL(/\/welcome/);
});

test("an admin rotates a key: both secrets work, and the old one says when it ends", async ({ operator: admin, api }) => {
  const name = unique("pipeline");
  await api.post("/keys", { name, scopes: ["ingest"] });
  await admin.goto("/settings/keys");
  await admin.getByRole("button", { name: `Rotate ${name}` }).click();
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Rotate the key" }).click();
  await expect(admin.getByText(/^mk_[\w-]{43}$/)).toBeVisible();
  await admin.getByRole("button", { name: "I have stored it" }).click();
  await expect(admin.getByRole("row", { name }).filter({ hasText: "Replaced, ends in" })).toHaveCount(1);
  await expect(admin.getByRole("row", { name })).toHaveCount(2);
});

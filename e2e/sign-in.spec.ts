import type { Browser, Page } from "@playwright/test";
import { addUser, cookieOf } from "./access/session";
import { expect, expectAccessible, test } from "./fixtures";
import { type IdentityProvider, startIdentityProvider } from "./identity-provider";
import { freePort, MusterServer } from "./server";

const PASSWORD = "otter lamp granite";

let server: MusterServer;
let provider: IdentityProvider;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/welcome/callback/oidc`;
  provider = await startIdentityProvider(callback);
  server = await MusterServer.start({ port, env: { ...provider.environment, MUSTER_OIDC_ROLE: "viewer" } });
});
test.afterAll(async () => {
  await server?.remove();
  await provider?.close();
});

/** A browser of its own. */
async function fresh(browser: Browser): Promise<Page> {
  return (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const connection = (page: Page) => page.getByRole("status").filter({ hasText: "Connection:" });
const failure = (page: Page) => page.getByRole("main").getByRole("alert");

test("somebody with a password signs in and gets where they wanted; a wrong one says so and keeps the address", async ({
  browser,
}) => {
  await addUser(server, { name: "Paula", role: "operator", email: "paula@example.com", password: PASSWORD });
  const page = await fresh(browser);
  await page.goto(`${server.origin}/settings/appearance`);
  await expect(page).toHaveURL(/\/welcome\?next=/);
  await signIn(page, "paula@example.com", "not her password");
  await expect(failure(page)).toContainText("The e-mail address or the password is wrong.");
  await expect(page.getByLabel("E-mail address")).toHaveValue("paula@example.com");
  await expectAccessible(page);
  await signIn(page, "paula@example.com", PASSWORD);
  await expect(page).toHaveURL(`${server.origin}/settings/appearance`);
  await page.goto(`${server.origin}/welcome`);
  await expect(page.getByText("You are signed in as Paula.")).toBeVisible();
  await page.context().close();
});

test("a disabled user is told who to ask", async ({ browser }) => {
  const id = await addUser(server, { name: "Dora", role: "viewer", email: "dora@example.com", password: PASSWORD });
  await server.call("PATCH", `/users/${id}`, { body: { disabled: true } });
  const page = await fresh(browser);
  await page.goto(`${server.origin}/welcome`);
  await signIn(page, "dora@example.com", PASSWORD);
  await expect(failure(page)).toContainText("This user is disabled. An admin can enable it again.");
  await page.context().close();
});

test("a new password signs the other browser out and its live page stops; this one goes on", async ({ browser }) => {
  const id = await addUser(server, { name: "Nora", role: "operator", email: "nora@example.com", password: PASSWORD });
  const [page, other] = [await fresh(browser), await fresh(browser)];
  const [name = "", value = ""] = (await cookieOf(server, id)).split("=", 2);
  await other.context().addCookies([{ name, value, url: server.origin, httpOnly: true, sameSite: "Lax" }]);
  await other.goto(`${server.origin}/settings/account`);
  await page.goto(`${server.origin}/settings/account`);
  await signIn(page, "nora@example.com", PASSWORD);
  for (const one of [page, other]) await expect(connection(one)).toHaveText("Connection: Live");
  await expect(page.getByRole("button", { name: /^End the session on/ })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByLabel("Present password").fill(PASSWORD);
  await page.getByLabel("New password").fill("password1234");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(failure(page)).toContainText("first that others would guess");
  await page.getByLabel("Present password").fill(PASSWORD);
  await page.getByLabel("New password").fill("granite otter lamp");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText(/Password changed/)).toBeVisible();
  // It is refused when it comes back, asks once over HTTP, and that leads to the sign-in page.
  await expect(other).toHaveURL(/\/welcome\?ended=1/, { timeout: 20_000 });
  await expect(other.getByText("Your session has ended.")).toBeVisible();
  await expect(connection(page)).toHaveText("Connection: Live");
  await expect(page.getByRole("row")).toHaveCount(2);
  await signIn(other, "nora@example.com", "granite otter lamp");
  await expect(other).toHaveURL(`${server.origin}/settings/account`);
  await page.reload();
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.getByText("Signed out on one other browser")).toBeVisible();
  for (const one of [page, other]) await one.context().close();
});

test("somebody whom the identity provider vouches for comes in by its button, and whom it does not is told so", async ({
  browser,
}) => {
  const page = await fresh(browser);
  await page.goto(`${server.origin}/welcome?next=/agents`);
  await page.getByRole("button", { name: "Sign in with Example ID" }).click();
  await expect(page).toHaveURL(`${server.origin}/agents`);
  await page.goto(`${server.origin}/settings/account`);
  await expect(page.getByText("Example ID, link")).toBeVisible();
  await page.context().close();

  provider.person = { sub: "eve-1", email: "eve@example.com", email_verified: false, name: "Eve" };
  const stranger = await fresh(browser);
  await stranger.goto(`${server.origin}/welcome`);
  await stranger.getByRole("button", { name: "Sign in with Example ID" }).click();
  await expect(failure(stranger)).toContainText("Nobody with this verified e-mail address is a user here.");
  await expectAccessible(stranger);
  await stranger.context().close();
});

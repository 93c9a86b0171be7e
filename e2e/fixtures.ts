import { AxeBuilder } from "@axe-core/playwright";
import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { DIMENSIONS } from "../lib/trust/dimension";
import { type By, withoutPointer } from "./keyboard";
import { KEY, MusterServer } from "./server";

export { expect };

/** A program that talks to the server with the environment key. Every call expects success and answers the JSON body. */
export type Api = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
  delete<T>(path: string): Promise<T>;
  /** Registers an agent with this name, and an id of its own unless one is given. Answers the id. */
  register(name: string, agent?: object): Promise<string>;
  /** Reports `count` signals of `value` (0..1) in every dimension: 5 are enough to be rated. */
  report(agentId: string, value: number, count?: number): Promise<void>;
};

type Worker = {
  /** What pages are operated with (playwright.config.ts, projects). */
  by: By;
  operated: undefined;
  /** The server of this worker: its tests follow one another and share it. Tests that stop a server start one of their own. */
  server: MusterServer;
  signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;
};
type Test = {
  api: Api;
  /** A page of a signed-in operator. */
  operator: Page;
  /** A page of somebody who has not signed in. */
  visitor: Page;
  /** A page of a new user with this role, signed in by a link that an admin made. `name` is what the journal calls them. */
  as: (role: "viewer" | "operator" | "admin", name?: string) => Promise<Page>;
  /** A test adds here what it provokes on purpose; any other warning or error in the console fails it. */
  expectedConsole: RegExp[];
  consoleGuard: undefined;
};

export const test = base.extend<Test, Worker>({
  by: ["pointer", { scope: "worker", option: true }],
  operated: [
    async ({ browser, by }, use) => {
      operatedBy = by;
      if (by === "keyboard") await withoutPointer(browser);
      await use(undefined);
    },
    { scope: "worker", auto: true },
  ],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of its fixtures from this pattern, also where there are none
    async ({}, use) => {
      const server = await MusterServer.start();
      await use(server);
      await server.remove();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  signedIn: [
    async ({ browser, server }, use) => {
      const context = await browser.newContext();
      await signIn(await context.newPage(), server.environment());
      const state = await context.storageState();
      await context.close();
      await use(state);
    },
    { scope: "worker" },
  ],
  storageState: async ({ signedIn }, use) => use(signedIn),
  operator: async ({ page }, use) => use(page),
  visitor: async ({ browser, expectedConsole }, use) => {
    const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const complaints = listen(stranger, expectedConsole);
    await use(await stranger.newPage());
    await stranger.close();
    expect(complaints(), "the browser's console stays clean").toEqual([]);
  },
  as: async ({ browser, api, expectedConsole }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (role, name = `${role} ${Date.now()}`) => {
      const { id } = await api.post<{ id: string }>("/users", { name, role });
      const { link } = await api.post<{ link: string }>(`/users/${id}/sign-in-link`);
      const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
      const complaints = listen(context, expectedConsole);
      ends.push(async () => {
        await context.close();
        expect(complaints(), "the browser's console stays clean").toEqual([]);
      });
      const page = await context.newPage();
      await openLink(page, link);
      return page;
    });
    for (const end of ends) await end();
  },
  api: async ({ playwright, server }, use) => {
    const context = await playwright.request.newContext({
      baseURL: server.origin,
      extraHTTPHeaders: { authorization: `Bearer ${KEY}` },
    });
    await use(apiOf(context));
    await context.dispose();
  },
  // Playwright reads the names of its fixtures from this pattern, also where there are none.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  expectedConsole: async ({}, use) => use([]),
  consoleGuard: [
    async ({ context, expectedConsole }, use) => {
      const complaints = listen(context, expectedConsole);
      await use(undefined);
      expect(complaints(), "the browser's console stays clean").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens a fresh one-use link of the owner in `page` and presses its button. `environment` is that of the server it is for. */
export async function signIn(page: Page, environment: Record<string, string>): Promise<void> {
  const { PORT, MUSTER_API_KEY } = environment;
  const response = await fetch(`http://127.0.0.1:${PORT}/api/v1/users/owner/sign-in-link`, {
    method: "POST",
    headers: { authorization: `Bearer ${MUSTER_API_KEY}` },
  });
  expect(response.status, "a link is made").toBe(201);
  const { link } = (await response.json()) as { link: string };
  await openLink(page, link);
}

/** Opens a one-use link and presses its button. */
async function openLink(page: Page, link: string): Promise<void> {
  // Who came for a test is not shown around.
  await page.context().addCookies([{ name: "tour", value: "later", url: new URL("/", link).href }]);
  await page.goto(link);
  await page.getByRole("button").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/welcome"));
}

/** What pages are operated with here; by keyboard they look as they do by pointer, so axe looks at those alone. */
let operatedBy: By = "pointer";

/** Fails unless axe finds nothing to complain about in the page as it stands; with `rules` it looks at those alone, never at `except`. */
export async function expectAccessible(page: Page, rules?: string[], except: string[] = []): Promise<void> {
  if (operatedBy === "keyboard") return;
  // What fades in has its colours at the end.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().endTime) < 1_000)
        .map((animation) => animation.finished),
    ),
  );
  const axe = new AxeBuilder({ page }).disableRules(except);
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  expect(found, "axe finds nothing").toEqual([]);
}

/** As it stands, and in the dark: there only the colours are others. */
export async function expectAccessibleInBoth(page: Page, except: string[] = []): Promise<void> {
  await expectAccessible(page, undefined, except);
  await inTheme(page, "dark");
  await expectAccessible(page, ["color-contrast"]);
  await inTheme(page, "light");
}

/** The same on a desk and on a phone, where nothing may scroll sideways. It begins in the light. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 900 });
  await expectAccessible(page);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide, "no sideways scrolling on a phone").toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessibleInBoth(page);
}

async function inTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
}

/** Chromium's impatience with a slow machine, not a fault of the page. */
const PATIENCE = /was preloaded using link preload but not used within a few seconds/;

/** Collects warnings, errors and uncaught exceptions of every page in the context. */
function listen(context: BrowserContext, expected: RegExp[]): () => string[] {
  const heard: string[] = [];
  const note = (text: string) => {
    if (!PATIENCE.test(text) && !expected.some((pattern) => pattern.test(text))) heard.push(text);
  };
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => note(`uncaught: ${error.error().message}`));
  return () => heard;
}

function apiOf(context: APIRequestContext): Api {
  const call = async <T>(method: string, path: string, data?: object): Promise<T> => {
    const response = await context.fetch(`/api/v1${path}`, { method, data });
    const text = await response.text();
    expect(response.ok(), `${method} ${path} answers ${response.status()}: ${text}`).toBe(true);
    return (text ? JSON.parse(text) : undefined) as T;
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body = {}) => call("POST", path, body),
    put: (path, body) => call("PUT", path, body),
    delete: (path) => call("DELETE", path),
    register: async (name, agent = {}) =>
      (await call<{ id: string }>("POST", "/agents", { name, model: "test-model", ...agent })).id,
    report: async (agentId, value, count = 5) => {
      const signals = DIMENSIONS.flatMap((dimension) =>
        Array.from({ length: count }, () => ({ agentId, dimension, value, source: "e2e" })),
      );
      await call("POST", "/signals", { signals });
    },
  };
}

import { fileURLToPath } from "node:url";
import { type Browser, type Cookie, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../scripts/browser.mjs";
import type { Server } from "./server";

/** A Chromium without a window: the one scripts/browser.mjs finds. */
export async function openBrowser(): Promise<Browser> {
  const executablePath: string | undefined = await findBrowser();
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** What in-page.js adds to a page. */
export type InPage = Window & {
  bench: {
    watchRow: (name: string) => void;
    painted: (text: string, since: number, limit: number) => Promise<number | null>;
    startFrames: () => void;
    takeFrames: () => number[];
    takeLongTasks: () => number[];
  };
};

export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript({ path: fileURLToPath(new URL("./in-page.js", import.meta.url)) });
  return page;
}

/** The cookies of the session on each server: its first start prints one link, and a link works once. */
const sessions = new WeakMap<Server, Cookie[]>();

/** A page signed in by the link that the first start prints. */
export async function signIn(browser: Browser, server: Server): Promise<Page> {
  const page = await openPage(browser);
  const session = sessions.get(server);
  if (session) {
    await page.context().addCookies(session);
    return page;
  }
  const link = /https?:\/\/[^\s/]+(\/welcome\?key=[\w.-]+)/.exec(server.output())?.[1];
  if (!link) throw new Error(`the server printed no sign-in link:\n${server.output().slice(-1000)}`);
  await page.goto(server.url + link);
  await page.getByRole("button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/welcome"));
  sessions.set(server, await page.context().cookies());
  return page;
}

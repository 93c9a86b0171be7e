import type { CDPSession, Page } from "@playwright/test";
import { inPage } from "../../../scripts/in-page.mjs";
import { ownerCookie } from "../../access/session";
import { MusterServer, pause } from "../../server";
import { WatchedBrowser } from "../browser";
import type { Check, Extent, Finding } from "../check";
import { AGENT_IDS, Feed, registerAgents } from "../feed";
import { type Place, watchForShifts } from "../place";
import { verdict } from "../verdict";

const SECONDS = { short: 12, full: 600 } as const;
const LOOK_MS = 500;
const MEGABYTE = 1024 ** 2;
/** What a page may hold more at the end than soon after the beginning. */
const GROWTH = 20 * MEGABYTE;

/** A page somebody works on: what is set up on it once, and how the place where they are reads from then on. */
type Desk = { name: string; page: Page; memory: CDPSession; place: Place; heap: number };

export const stillness: Check = {
  id: "U1",
  asks: "while signals stream nothing moves under the pointer, focus, selection, scroll position, filter and menu stay, pages hold no more and say nothing in the console",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      await registerAgents(server);
      const feed = new Feed(server, { senders: 2, batch: 20, rate: 200 });
      try {
        return await watch(server, feed, extent);
      } finally {
        await feed.finish();
      }
    } finally {
      await server.remove();
    }
  },
};

async function watch(server: MusterServer, feed: Feed, extent: Extent): Promise<Finding> {
  // Until the fleet is rated and has an order.
  while (feed.signals < 1_500) await pause(50);
  const watched = await WatchedBrowser.open(server, await ownerCookie(server));
  try {
    const desks: Desk[] = [];
    for (const { name, path, settle } of PAGES) desks.push(await sitDown(watched, server.origin + path, name, settle));
    const misses = new Set<string>();
    const began = Date.now();
    for (let looks = 0; Date.now() - began < SECONDS[extent] * 1000; looks++) {
      await decide(server, looks);
      await pause(LOOK_MS);
      for (const desk of desks) for (const miss of await changes(desk)) misses.add(miss);
    }
    const grown = await Promise.all(desks.map(async ({ name, memory, heap }) => ({ name, by: (await held(memory)) - heap })));
    for (const { name, by } of grown) if (by > GROWTH) misses.add(`${name} holds ${megabytes(by)} more`);
    for (const complaint of watched.misdeeds.complaints) misses.add(complaint);
    const most = Math.max(...grown.map(({ by }) => by));
    return verdict(`${desks.length} pages, ${SECONDS[extent]} s, ${feed.signals} signals; ${megabytes(most)} more held at most`, [
      ...misses,
    ]);
  } finally {
    await watched.close();
  }
}

/** Something for the journal and for the overview, every look. */
async function decide(server: MusterServer, look: number): Promise<void> {
  const agent = AGENT_IDS[20 + (look % 15)];
  await server.call("POST", `/agents/${agent}/${look % 30 < 15 ? "suspend" : "resume"}`, { body: { reason: `look ${look}` } });
}

const PAGES: { name: string; path: string; settle: (page: Page) => Promise<void> }[] = [
  { name: "the leaderboard", path: "/agents?q=agent", settle: settleOnLeaderboard },
  { name: "the leaderboard with an open menu", path: "/agents", settle: openMenu },
  { name: "the overview", path: "/", settle: (page) => rest(page, "main [role=listitem], main li") },
  { name: "the journal", path: "/journal", settle: (page) => rest(page, "main ol > li") },
  { name: "an agent's page", path: "/agents/agent-5", settle: (page) => rest(page, "main h1") },
];

/** A filter in the address, a row selected, another focused, the list scrolled, the pointer on a row. */
async function settleOnLeaderboard(page: Page): Promise<void> {
  const table = page.getByRole("table", { name: "Agents by rank" });
  await table.locator("[data-agent]").nth(5).waitFor();
  for (let i = 0; i < 6; i++) await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await table.evaluate((box) => box.scrollBy(0, 120));
  await rest(page, "[role=table] [data-agent]:nth-child(8)");
}

async function openMenu(page: Page): Promise<void> {
  await page.locator("[data-agent]").nth(5).waitFor();
  await page.getByRole("button", { name: "Tier: any" }).click();
  await page.getByRole("menuitemradio").first().waitFor();
  await page.getByRole("menuitemradio").nth(2).hover();
}

/** The pointer comes to rest on the first of these. */
async function rest(page: Page, selector: string): Promise<void> {
  const place = page.locator(selector).first();
  await place.waitFor();
  await place.hover({ position: { x: 20, y: 8 } });
}

async function sitDown(watched: WatchedBrowser, url: string, name: string, settle: (page: Page) => Promise<void>): Promise<Desk> {
  const page = await watched.another();
  await page.addInitScript(inPage(watchForShifts));
  await page.goto(url);
  await page
    .getByText(/Connection: Live/)
    .first()
    .waitFor({ state: "attached" });
  await settle(page);
  const memory = await page.context().newCDPSession(page);
  // What came late while the page was set up is not what is asked for.
  await pause(1000);
  return { name, page, memory, place: await here(page, true), heap: await held(memory) };
}

const here = (page: Page, anew = false): Promise<Place> =>
  page.evaluate((again) => (window as unknown as { place(anew: boolean): Place }).place(again), anew);

/** What is not as it was when somebody sat down. */
async function changes({ name, page, place }: Desk): Promise<string[]> {
  const now = await here(page);
  const misses = Object.keys(place).flatMap((key) => {
    const part = key as keyof Place;
    return now[part] === place[part] ? [] : [`${name}: ${part} ${place[part]} → ${now[part]}`];
  });
  return misses;
}

async function held(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;

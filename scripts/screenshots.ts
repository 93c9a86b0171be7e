// npm run screenshots: takes the pictures of the guide and the README from a demo fleet at work, into docs/screenshots.
// A server of its own with an empty database; nothing is retouched. It takes about five minutes, most of it for history.
// npm run screenshots -- leaderboard agent   takes only those whose name begins so.
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { MusterServer } from "../e2e/server";
import { findBrowser } from "./browser.mjs";
import { at } from "./run.mjs";

const FOLDER = at("docs", "screenshots");
const THEMES = ["light", "dark"] as const;
const LARGEST_BYTES = 150_000;
const QUALITIES = [92, 85, 75, 65, 50];
/** What the fleet has done before the first picture: enough for full windows of decisions, drops of tiers, and a history. */
const DECISIONS = 150;
const LONGEST_WAIT_MS = 12 * 60_000;

type Scene = {
  name: string;
  /** Address under the origin. */
  path: string;
  /** What the page shows once it is complete. */
  shows: (page: Page) => Promise<unknown>;
  height?: number;
  phone?: boolean;
};

type Fleet = { agentId: string; auditPath: string; decisionId: string };

const ready = (name: string | RegExp) => (page: Page) => page.getByRole("heading", { name }).first().waitFor();
const rows = (page: Page) => page.getByText("live", { exact: false }).first().waitFor();

const scenes = ({ agentId, auditPath, decisionId }: Fleet): Scene[] => [
  { name: "overview", path: "/", shows: rows },
  { name: "leaderboard", path: "/agents", shows: rows },
  {
    name: "what-if",
    path: "/agents?w=200,100,150,450,100",
    shows: (page) => page.getByRole("button", { name: "Apply…" }).waitFor(),
  },
  { name: "agent", path: `/agents/${agentId}`, shows: ready("History"), height: 1100 },
  { name: "audit", path: auditPath, shows: ready(/^(CC|ER|AS|IH)-\d\d/), height: 960 },
  { name: "decision", path: `/routing/${decisionId}`, shows: ready(/candidate/i), height: 1000 },
  { name: "leaderboard-phone", path: "/agents", shows: rows, phone: true },
  { name: "agent-phone", path: `/agents/${agentId}`, shows: ready("Certification"), phone: true },
];

const server = await MusterServer.start({ env: { LOG_LEVEL: "error" } });
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const storageState = await signIn(browser);
  const fleet = await whenAtWork();
  const wanted = process.argv.slice(2);
  for (const scene of scenes(fleet).filter(({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start))))
    for (const theme of THEMES) await take(scene, theme, storageState);
  if (wanted.length === 0) removeOthers(scenes(fleet));
} finally {
  await browser.close();
  await server.remove();
}

type StorageState = Awaited<ReturnType<typeof signIn>>;

/** Signs in as an owner does, and loads the demo fleet with the button on the empty screen. */
async function signIn(chrome: Browser) {
  const output = execFileSync(process.execPath, ["--import", "tsx", "scripts/sign-in.ts"], {
    env: { ...process.env, ...server.environment() },
    encoding: "utf8",
  });
  const context = await chrome.newContext();
  const page = await context.newPage();
  await page.goto(/https?:\/\/\S+\/welcome\?key=\S+/.exec(output)?.[0] ?? "");
  await page.getByRole("button").click();
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await page.getByRole("button", { name: "Demo fleet" }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

async function get<T>(path: string): Promise<T> {
  return (await server.call("GET", path)).body as T;
}

/** Waits until the fleet has been audited and has worked for a while, and says what is worth showing. */
async function whenAtWork(): Promise<Fleet> {
  type Audit = { id: string; status: string; result: { tier: string } | null };
  type Decision = { id: string; assigned: string | null; totals: { eligible: number; refused: Record<string, number> } };
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const decisions = await get<{ items: Decision[] }>("/routing/decisions?limit=500&brief=true");
    const { items: audits } = await get<{ items: Audit[] }>("/audits?limit=100&status=passed");
    console.log(`${decisions.items.length} of ${DECISIONS} decisions, ${audits.length} audits passed`);
    const contested = decisions.items.find(
      ({ assigned, totals }) => assigned !== null && totals.eligible >= 4 && Object.keys(totals.refused).length >= 2,
    );
    const audit = audits.find(({ result }) => result?.tier === "T3") ?? audits[0];
    if (decisions.items.length >= DECISIONS && contested?.assigned && audit) {
      const { evidence } = { evidence: await get<{ probes: { id: string; score: number }[] }>(`/audits/${audit.id}/evidence`) };
      const probe = evidence.probes.find(({ score }) => score < 1) ?? evidence.probes[0];
      return {
        agentId: contested.assigned,
        auditPath: `/audits/${audit.id}?probe=${probe?.id ?? ""}`,
        decisionId: contested.id,
      };
    }
    if (Date.now() > deadline) throw new Error("The demo fleet did not get to work in time.");
    await sleep(15_000);
  }
}

async function take(scene: Scene, theme: (typeof THEMES)[number], storageState: StorageState): Promise<void> {
  const context = await browser.newContext({
    storageState,
    colorScheme: theme,
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: scene.phone ? { width: 390, height: 844 } : { width: 1440, height: scene.height ?? 900 },
    deviceScaleFactor: scene.phone ? 2 : 1,
  });
  const page = await context.newPage();
  await page.goto(`${server.origin}${scene.path}`);
  await scene.shows(page);
  // Charts are drawn, the first frames have come, and whatever slid in has arrived.
  await page.evaluate(() => document.fonts.ready);
  await sleep(2_500);
  const name = `${scene.name}-${theme}.webp`;
  const bytes = await small(page);
  writeFileSync(`${FOLDER}/${name}`, bytes);
  console.log(`${name} ${Math.round(bytes.length / 1000)} kB`);
  await context.close();
}

/** What is on the screen as WebP, in the best quality that is small enough. */
async function small(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  for (const quality of QUALITIES) {
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length <= LARGEST_BYTES) return bytes;
  }
  throw new Error(`${page.url()} has no picture under ${LARGEST_BYTES} bytes.`);
}

/** Pictures that no scene makes any more. */
function removeOthers(kept: readonly Scene[]): void {
  const names = new Set(kept.flatMap(({ name }) => THEMES.map((theme) => `${name}-${theme}.webp`)));
  for (const file of readdirSync(FOLDER)) if (!names.has(file)) rmSync(`${FOLDER}/${file}`);
}

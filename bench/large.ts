import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { type InPage, openBrowser, signIn } from "./browser";
import { dragOnce } from "./drag";
import { Field } from "./field";
import { KEY } from "./server";
import { intervals, percentile } from "./statistics";
import { atMost, type Figure, ms } from "./table";

const PORT = 3234;
const SIZES = [1_000, 10_000, 100_000] as const;
const RATE = 5000;

/** Milliseconds: script per input; on the page of the largest fleet its load and a while of 5,000 signals/s; how long boards held up the server. */
type Large = { script: number[]; live: Live; blocks: Blocks };
/** Longest standstills of the server's event loop, ms: while it answered a board, and in as long a rest. */
type Blocks = { board: number[]; rest: number[] };
type Live = { loaded: number; loading: number[]; tasks: number[]; frames: number[] };

/** P13: dragging a weight over up to 100,000 agents, and the page of those while 5,000 signals a second come in. */
export async function measureLarge(quick: boolean): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    const measured: Large[] = [];
    for (const size of SIZES) measured.push(await measureSize(browser, size, quick));
    return figures(measured);
  } finally {
    await browser.close();
  }
}

async function measureSize(browser: Browser, size: number, quick: boolean): Promise<Large> {
  const field = await Field.openLarge(PORT, size);
  try {
    const page = await signIn(browser, field.server);
    const { loaded, loading } = await open(page, `${field.server.url}/agents`);
    const script: number[] = [];
    for (let round = 0; round <= (quick ? 2 : 4); round++) {
      const drag = await dragOnce(browser, page, "pointermove", quick ? 80 : 240);
      if (round > 0) script.push(...drag.script);
    }
    const live = size === SIZES[2] ? await watch(field, page, quick ? 8 : 30) : { tasks: [], frames: [] };
    return { script, live: { loaded, loading, ...live }, blocks: await blocksOfBoards(field, quick ? 4 : 10) };
  } finally {
    await field.close();
  }
}

async function open(page: Page, url: string): Promise<{ loaded: number; loading: number[] }> {
  await page.goto(url);
  await page.getByRole("row").nth(5).waitFor({ timeout: 60_000 });
  const loaded = await page.evaluate(() => performance.now());
  await sleep(2000);
  return { loaded, loading: await page.evaluate(() => (window as unknown as InPage).bench.takeLongTasks()) };
}

/** Frames and long tasks of the page while signals about all agents come in. */
async function watch(field: Field, page: Page, seconds: number): Promise<{ tasks: number[]; frames: number[] }> {
  const load = { batch: 50, connections: 16, rate: RATE };
  await field.load({ ...load, seconds: 2 }, KEY);
  await page.evaluate(() => {
    const { bench } = window as unknown as InPage;
    bench.takeLongTasks();
    bench.startFrames();
  });
  await field.load({ ...load, seconds }, KEY);
  const [frames, tasks] = await page.evaluate(() => {
    const { bench } = window as unknown as InPage;
    return [bench.takeFrames(), bench.takeLongTasks()];
  });
  return { tasks, frames: intervals(frames) };
}

async function blocksOfBoards(field: Field, times: number): Promise<Blocks> {
  const blocks: Blocks = { board: [], rest: [] };
  for (let i = 0; i <= times; i++) {
    await field.load({ batch: 50, connections: 1, rate: 500, seconds: 0.2 }, KEY);
    await field.server.read();
    const start = performance.now();
    const answer = await fetch(`${field.server.url}/api/v1/board`, { headers: { authorization: `Bearer ${KEY}` } });
    await answer.arrayBuffer();
    const board = await field.server.read();
    await sleep(performance.now() - start);
    const rest = await field.server.read();
    if (i === 0) continue;
    blocks.board.push(board.longest);
    blocks.rest.push(rest.longest);
  }
  return blocks;
}

function figures(measured: readonly Large[]): Figure[] {
  const [small, , large] = measured as [Large, Large, Large];
  const middles = measured.map(({ script }) => percentile(script, 0.5));
  const middle = percentile(large.script, 0.5);
  const exponent = Math.log(middle / percentile(small.script, 0.5)) / Math.log(SIZES[2] / SIZES[0]);
  const { loaded, loading, tasks, frames } = large.live;
  const frame = percentile(frames, 0.99);
  const longest = Math.max(0, ...tasks);
  return [
    {
      id: "P13",
      metric: "slider drag at 100,000 agents, script per input, p50",
      measured: `${middles.map(ms).join(", ")} at ${SIZES.map((size) => size.toLocaleString("en")).join(", ")} agents`,
      value: middle,
      shown: ms(middle),
      must: atMost(8, "≤ 8 ms"),
      goal: atMost(2, "≤ 2 ms"),
    },
    {
      id: "P13",
      metric: "its growth exponent, 1,000 to 100,000 agents",
      measured: `p99 ${ms(percentile(large.script, 0.99))} at 100,000`,
      value: exponent,
      shown: exponent.toFixed(2),
      must: atMost(1.05),
      goal: atMost(0.9),
    },
    {
      id: "P13",
      metric: "100,000 agents, 5,000 signals/s: time between frames, p99",
      measured: `${frames.length} frames, p50 ${ms(percentile(frames, 0.5))}, ${tasks.length} tasks over 50 ms, the longest ${ms(longest)}`,
      value: frame,
      shown: ms(frame),
      must: atMost(100, "≤ 100 ms"),
      goal: atMost(33.4, "≤ 33.4 ms"),
    },
    {
      id: "P13",
      metric: "100,000 agents: longest task while the page loads",
      measured: `rows after ${ms(loaded)}, ${loading.length} tasks over 50 ms: ${loading.map(ms).join(", ")}`,
      value: Math.max(0, ...loading),
      shown: ms(Math.max(0, ...loading)),
      must: atMost(500, "≤ 500 ms"),
      goal: atMost(200, "≤ 200 ms"),
    },
    {
      id: "P13",
      metric: "100,000 agents: event loop held up by one GET /board",
      measured: `${measured.map(({ blocks }) => ms(percentile(blocks.board, 0.5))).join(", ")} at ${SIZES.map((size) => size.toLocaleString("en")).join(", ")} agents; without one ${ms(percentile(large.blocks.rest, 0.5))}`,
      value: percentile(large.blocks.board, 0.5),
      shown: ms(percentile(large.blocks.board, 0.5)),
      must: atMost(100, "≤ 100 ms"),
      goal: atMost(20, "≤ 20 ms"),
    },
  ];
}

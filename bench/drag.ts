import type { Browser, Locator, Page } from "@playwright/test";
import { type InPage, openBrowser, openPage, signIn } from "./browser";
import type { Field } from "./field";
import { intervals, median, percentile } from "./statistics";
import { atLeast, atMost, type Figure, ms, times } from "./table";
import { scriptPerInput } from "./trace";

const BASELINE = new URL("./baseline/objects.html", import.meta.url).href;
/** Pixels to each side that the handle is dragged. */
const REACH = 70;

/** Milliseconds: script per input by the thread's clock and by the wall's, and between frames. */
export type Drag = { script: number[]; wall: number[]; frames: number[] };

/** P12: dragging the Security weight over 10,000 agents, against one object per agent and a sort. */
export async function measureDrag(field: Field, quick: boolean): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    const ours = await signIn(browser, field.server);
    await ours.goto(`${field.server.url}/agents`);
    const baseline = await openPage(browser);
    await baseline.goto(BASELINE);
    const sides = { ours: { page: ours, input: "pointermove" }, baseline: { page: baseline, input: "input" } };
    const results = { ours: [] as Drag[], baseline: [] as Drag[] };
    const inputs = quick ? 80 : 240;
    for (let round = 0; round <= (quick ? 3 : 5); round++) {
      for (const side of ["ours", "baseline"] as const) {
        const drag = await dragOnce(browser, sides[side].page, sides[side].input, inputs);
        if (round > 0) results[side].push(drag);
      }
    }
    return figures(results.ours, results.baseline);
  } finally {
    await browser.close();
  }
}

/** Drags to and fro while Chromium traces. Moves go to the browser directly: Playwright's own run scripts in the page. */
export async function dragOnce(browser: Browser, page: Page, input: string, inputs: number): Promise<Drag> {
  await page.bringToFront();
  const mouse = await page.context().newCDPSession(page);
  const { x, y } = await grip(page.getByRole("slider", { name: /security/i }).first());
  const point = (type: "mouseMoved" | "mousePressed" | "mouseReleased", at: number, buttons = 1) =>
    mouse.send("Input.dispatchMouseEvent", { type, x: at, y, button: "left", buttons, clickCount: 1 });
  await point("mouseMoved", x, 0);
  await point("mousePressed", x);
  await page.evaluate(() => (window as unknown as InPage).bench.startFrames());
  await browser.startTracing(page, { categories: ["devtools.timeline", "v8.execute"] });
  for (let i = 1; i <= inputs; i++) await point("mouseMoved", x + REACH * Math.sin((4 * Math.PI * i) / inputs));
  const trace = await browser.stopTracing();
  const frames = await page.evaluate(() => (window as unknown as InPage).bench.takeFrames());
  await point("mouseReleased", x, 0);
  await mouse.detach();
  return {
    script: scriptPerInput(trace, input, "thread"),
    wall: scriptPerInput(trace, input, "wall"),
    frames: intervals(frames),
  };
}

/** Where to take the handle: a range input's lies at its value, any other slider is its own handle. */
async function grip(slider: Locator): Promise<{ x: number; y: number }> {
  const box = await slider.boundingBox();
  if (!box) throw new Error("the Security slider is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function figures(ours: readonly Drag[], baseline: readonly Drag[]): Figure[] {
  const script = ours.flatMap((drag) => drag.script);
  const frames = ours.flatMap((drag) => drag.frames);
  const middle = percentile(script, 0.5);
  const worst = percentile(script, 0.99);
  const frame = percentile(frames, 0.99);
  const faster = median(baseline.map((drag, round) => percentile(drag.script, 0.5) / percentile(ours[round]?.script ?? [], 0.5)));
  const other = percentile(
    baseline.flatMap((drag) => drag.script),
    0.5,
  );
  const wall = ours.flatMap((drag) => drag.wall);
  const inputs = (share: number) =>
    `${script.length} inputs over 10,000 agents; by the wall's clock ${ms(percentile(wall, share))}`;
  return [
    {
      id: "P12",
      metric: "slider drag, script per input, p50",
      measured: inputs(0.5),
      value: middle,
      shown: ms(middle),
      must: atMost(4, "≤ 4 ms"),
      goal: atMost(1, "≤ 1 ms"),
    },
    {
      id: "P12",
      metric: "slider drag, script per input, p99",
      measured: inputs(0.99),
      value: worst,
      shown: ms(worst),
      must: atMost(10, "≤ 10 ms"),
      goal: atMost(5, "≤ 5 ms"),
    },
    {
      id: "P12",
      metric: "slider drag, time between frames, p99",
      measured: `${frames.length} frames, p50 ${ms(percentile(frames, 0.5))}`,
      value: frame,
      shown: ms(frame),
      must: atMost(33.4, "≤ 33.4 ms"),
      goal: atMost(16.8, "≤ 16.8 ms"),
    },
    {
      id: "P12",
      metric: "script per input: objects and sort / Muster",
      measured: `${ms(other)} against ${ms(middle)}`,
      value: faster,
      shown: times(faster),
      must: atLeast(1, "≥ × 1"),
      goal: atLeast(8, "≥ × 8"),
    },
  ];
}

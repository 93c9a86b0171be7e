import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { DIMENSIONS } from "../lib/trust/dimension";
import { register, signal } from "./agents";
import { type InPage, openBrowser, signIn } from "./browser";
import type { Field } from "./field";
import { KEY } from "./server";
import { percentile } from "./statistics";
import { atMost, type Figure, ms } from "./table";

const now = () => performance.timeOrigin + performance.now();

/** Agents at the top of the board, always in view: they start at 1000 and fall no lower than 880, above all others. */
const PROBES = 12;
/** Milliseconds to wait for one score. */
const PATIENCE = 5000;

/** P9: from the acknowledgement of a signal to its score on the screen of a real tab, while 5,000 signals/s come in. */
export async function measurePaint(field: Field, quick: boolean): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    const probes = await register(field.server, `probe-${field.next}`, PROBES);
    for (const agentId of probes) await praise(field, agentId);
    const page = await signIn(browser, field.server);
    await page.goto(`${field.server.url}/agents`);
    await page.getByText(probes[0] as string).waitFor();
    const seconds = quick ? 12 : 40;
    const load = field.load({ batch: 50, connections: 16, rate: 5000, seconds: seconds + 5 }, KEY);
    const [delays] = await Promise.all([probing(field, page, probes, seconds), load]);
    return figures(delays);
  } finally {
    await browser.close();
  }
}

async function praise(field: Field, agentId: string): Promise<void> {
  for (const dimension of DIMENSIONS) {
    for (let i = 0; i < 3; i++) await signal(field.server, { agentId, dimension, value: 1, source: "bench-probe" });
  }
}

type Delay = { fromSent: number; fromAcknowledged: number };

async function probing(field: Field, page: Page, probes: readonly string[], seconds: number): Promise<Delay[]> {
  await sleep(2000);
  const delays: Delay[] = [];
  const end = now() + seconds * 1000;
  for (let i = 0; now() < end; i++) {
    const round = Math.floor(i / probes.length);
    const agentId = probes[i % probes.length] as string;
    delays.push(
      await probeOnce(field, page, {
        agentId,
        dimension: DIMENSIONS[round % 5],
        value: round % 2 === 0 ? 0.5 : 1,
        source: "bench-probe",
      }),
    );
    // Out of step with frames and ticks.
    await sleep(150 + ((i * 37) % 211));
  }
  return delays;
}

/** Sends one signal and waits until the score it led to is painted. */
async function probeOnce(field: Field, page: Page, body: { agentId: string } & Record<string, unknown>): Promise<Delay> {
  await page.evaluate((name) => (window as unknown as InPage).bench.watchRow(name), body.agentId);
  const sent = now();
  const score = await signal(field.server, body);
  const acknowledged = now();
  const painted = await page.evaluate(([text, since, limit]) => (window as unknown as InPage).bench.painted(text, since, limit), [
    String(score),
    sent,
    PATIENCE,
  ] as const);
  // What was not seen in time counts as seen at the end of it.
  const at = painted ?? sent + PATIENCE;
  return { fromSent: at - sent, fromAcknowledged: Math.max(0, at - acknowledged) };
}

function figures(delays: readonly Delay[]): Figure[] {
  const acknowledged = delays.map((delay) => delay.fromAcknowledged);
  const sent = delays.map((delay) => delay.fromSent);
  const p99 = percentile(acknowledged, 0.99);
  return [
    {
      id: "P9",
      metric: "signal acknowledged → painted in a Chromium tab at 5,000 signals/s, p99",
      measured: `p50 ${ms(percentile(acknowledged, 0.5))}, p99 ${ms(p99)}; from sending p50 ${ms(percentile(sent, 0.5))}, p99 ${ms(percentile(sent, 0.99))}; ${delays.length} signals`,
      value: p99,
      shown: ms(p99),
      must: atMost(250, "≤ 250 ms"),
      goal: atMost(80, "≤ 80 ms"),
    },
  ];
}

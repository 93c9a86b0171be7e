import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ableAgent } from "../commands/able-agent.fixture";
import { changeRetention } from "../commands/change-retention";
import { reportOutcome } from "../commands/report-outcome";
import { submitTask } from "../commands/submit-task";
import { takeSamples } from "../commands/take-samples";
import { readChange } from "../reads/change";
import { readHealthReport } from "../reads/health-report";
import { readHistory } from "../reads/history";
import { verifyJournal } from "../reads/journal";
import { readScore } from "../reads/score";
import { readTask } from "../reads/tasks";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { Retention } from "./retention";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const sampleCount = () => bench.runtime.store.prisma.sample.count();
const signalCount = () => bench.runtime.store.prisma.signal.count();
const across = (value: number, more = {}) => DIMENSIONS.map((dimension) => signal("a", dimension, value, more));

async function sample(): Promise<void> {
  await takeSamples([...bench.runtime.fleet.active]);
}

/** One signal and one sample every `step` ms, `count` times. */
async function live(count: number, step: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await record([signal("a", "output_quality", i % 7 === 0 ? 0 : 1)]);
    await sample();
    bench.clock.now += step;
  }
}

describe("samples age", () => {
  it("to one a minute after a day, one an hour after a week, one a day after ninety days", async () => {
    await register("a");
    await record(across(1));
    await live(90, 20 * SECOND);
    const retention = new Retention();
    const leftAfter = async (ms: number) => {
      bench.clock.now += ms;
      await retention.run();
      return sampleCount();
    };
    expect(await leftAfter(0)).toBe(90);
    expect(await leftAfter(DAY)).toBe(30);
    expect(await leftAfter(7 * DAY)).toBe(1);
    expect(await leftAfter(91 * DAY)).toBe(1);
  });

  it("without losing extremes, mean or the last score of a stretch", async () => {
    await register("a");
    await record(across(1));
    const begun = bench.clock.now;
    await live(120, 20 * SECOND);
    bench.clock.now += 2 * DAY;
    const days = 30;
    const figures = async () => ({
      report: (await readHealthReport(OWNER, days)).agents.a,
      minutes: (await readHistory(OWNER, "a", { from: begun, to: begun + HOUR, resolution: "minute" })).points,
    });
    const before = await figures();
    await new Retention().run();
    expect(await sampleCount()).toBe(40);
    const after = await figures();
    expect(after.minutes).toEqual(before.minutes);
    expect(after.report).toMatchObject({ minScore: before.report?.minScore, maxScore: before.report?.maxScore });
    expect(after.report?.avgScore).toBeCloseTo(before.report?.avgScore ?? Number.NaN, 9);
  });

  it("the same whether the process ran all the time or was started later", async () => {
    await register("a");
    const running = new Retention();
    for (let day = 0; day < 12; day++) {
      await live(30, 10 * MINUTE);
      bench.clock.now += DAY - 300 * MINUTE;
      await running.run();
    }
    const kept = await bench.runtime.store.prisma.sample.findMany();
    await new Retention().run();
    expect(await bench.runtime.store.prisma.sample.findMany()).toEqual(kept);
    expect(kept.length).toBeLessThan(12 * 30);
  });
});

describe("signals age", () => {
  it("and are forgotten after ninety days, but never the last hundred of an agent and dimension", async () => {
    await register("a");
    await record(across(1).flatMap((one) => Array.from({ length: 130 }, () => one)));
    await record(Array.from({ length: 20 }, () => signal("a", "output_quality", 0)));
    const before = await readScore(OWNER, "a");
    bench.clock.now += 89 * DAY;
    await new Retention().run();
    expect(await signalCount()).toBe(670);
    bench.clock.now += 2 * DAY;
    await new Retention().run();
    expect(await signalCount()).toBe(500);
    const { provenance: _, ...after } = await readScore(OWNER, "a");
    expect(before).toMatchObject(after);
    expect(after.dimensions.output_quality.totalCount).toBe(150);
    await bench.restart();
    expect(await readScore(OWNER, "a")).toMatchObject(after);
  });

  it("leave their window later and are then forgotten too, with the ids they had taken", async () => {
    await register("a");
    await record([signal("a", "output_quality", 1, { id: "once" })]);
    const retention = new Retention();
    bench.clock.now += 91 * DAY;
    await retention.run();
    expect((await record([signal("a", "output_quality", 1, { id: "once" })])).duplicates).toBe(1);
    await record(Array.from({ length: 100 }, () => signal("a", "output_quality", 1)));
    bench.clock.now += DAY;
    await retention.run();
    expect(await signalCount()).toBe(100);
    expect((await record([signal("a", "output_quality", 1, { id: "once" })])).accepted).toBe(1);
  });

  it("and a change across the gap is told from the samples, as a cause of its own", async () => {
    await register("a");
    await record(across(0.5));
    await record(across(0.6));
    await sample();
    const then = bench.clock.now;
    const score = (await readScore(OWNER, "a")).score;
    bench.clock.now += DAY;
    await record(across(1).flatMap((one) => Array.from({ length: 100 }, () => one)));
    await sample();
    const signalsThen = (await readChange(OWNER, "a", { from: then, to: bench.clock.now })).causes;
    expect(signalsThen.map((cause) => cause.kind)).toContain("signals");
    bench.clock.now += 92 * DAY;
    await new Retention().run();
    const change = await readChange(OWNER, "a", { from: then, to: bench.clock.now });
    expect(change.from.score).toBe(score);
    expect(new Set(change.causes.map((cause) => cause.kind))).toEqual(new Set(["evidence"]));
    expect(change.causes.reduce((sum, cause) => sum + cause.points, 0)).toBe(1000 - score);
  });
});

describe("somebody changes what is kept", () => {
  it("and less is kept from the next run on, the same as if it had always been so", async () => {
    await register("a");
    await record(across(1).flatMap((one) => Array.from({ length: 130 }, () => one)));
    await live(90, 20 * SECOND);
    bench.clock.now += 8 * HOUR;
    const retention = new Retention();
    await retention.run();
    expect([await sampleCount(), await signalCount()]).toEqual([90, 740]);
    await changeRetention(OWNER, { everySampleHours: 1, signalDays: 1, reason: "small disk" });
    await retention.run();
    expect(await sampleCount()).toBe(30);
    bench.clock.now += 2 * DAY;
    await retention.run();
    expect(await signalCount()).toBe(500);
    // What is gone is accounted for: the change that let it go is in the journal.
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });

  it("and the results of old tasks are forgotten, not how they ended", async () => {
    await ableAgent("a");
    const task = await submitTask(OWNER, { description: "Translate the manual" });
    await reportOutcome(OWNER, task.taskId, { success: true, result: "a long text", tokensUsed: 7 });
    const retention = new Retention();
    const attempt = async () => (await readTask(OWNER, task.taskId)).attempts[0];
    bench.clock.now += 40 * DAY;
    await retention.run();
    expect(await attempt()).toMatchObject({ result: "a long text" });
    await changeRetention(OWNER, { taskResultDays: 30, reason: "privacy" });
    await retention.run();
    expect(await attempt()).toMatchObject({ result: null, status: "completed", tokensUsed: 7 });
  });
});

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../access/action";
import { readChange } from "../reads/change";
import { readScore } from "../reads/score";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS, type DimensionIndex } from "../trust/dimension";
import { createKey } from "./create-key";
import { takeSamples } from "./take-samples";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("victim", "rival", "other");
});
afterEach(() => bench.stop());

/** Whoever presents a new key of this name that is bound to an agent. */
async function bound(name: string, agentId: string): Promise<Actor> {
  const { secret } = await createKey(OWNER, { name, scopes: ["ingest"], agentId });
  const actor = bench.runtime.keys.actor(secret, bench.clock.now);
  if (!actor) throw new Error("the key opens nothing");
  return actor;
}

const report = (actor: Actor, value: number, times = 100) =>
  record(
    DIMENSIONS.flatMap((dimension) => Array.from({ length: times }, () => signal("victim", dimension, value))),
    actor,
  );
const score = async () => (await readScore(OWNER, "victim")).score;

describe("one reporter", () => {
  it("moves a score by a fifth of the window at most, however often it reports", async () => {
    await report(OWNER, 0.8);
    expect(await score()).toBe(800);
    const rival = await bound("rival", "rival");
    for (let i = 0; i < 5; i++) await report(rival, 0, 10);
    expect(await score()).toBeGreaterThanOrEqual(640);
    for (let i = 0; i < 5; i++) await report(rival, 1, 10);
    expect(await score()).toBeLessThanOrEqual(840);
  });

  it("gains nothing by a second key of its name", async () => {
    await report(OWNER, 0.8);
    for (const actor of [await bound("rival", "rival"), await bound("rival", "rival"), await bound("rival", "rival")])
      await report(actor, 0, 20);
    expect(await score()).toBeGreaterThanOrEqual(640);
  });

  it("is one of several where an admin gives out keys of several names: each has its own share", async () => {
    await report(OWNER, 0.8);
    for (const [name, agentId] of [
      ["first", "rival"],
      ["second", "other"],
    ] as const)
      await report(await bound(name, agentId), 0, 30);
    const both = await score();
    expect(both).toBeLessThan(640);
    expect(both).toBeGreaterThanOrEqual(480);
  });
});

describe("a flood", () => {
  const HOUR = 3_600_000;
  const means = () => DIMENSIONS.map((_, d) => bench.runtime.fleet.windows.exactMean(numberOf(), d as DimensionIndex));
  const numberOf = () => bench.runtime.fleet.find("victim")?.number ?? -1;
  const rows = () =>
    DIMENSIONS.map((_, d) => bench.runtime.fleet.windows.entries(numberOf(), d as DimensionIndex).map(({ row }) => row));
  const value = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

  /** Whoever has the share given, as a key with that limit has it. */
  const reporterOf = (maxShare: number): Actor => ({ ...OWNER, name: "key:rival", reporter: "key:rival", maxShare });

  it.each([
    ["full", 100, 120],
    ["thin", 0, 30],
  ])("moves no mean by more than its share where other evidence is %s", async (_, minLength, maxLength) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength, maxLength, size: "max" }),
        fc.constantFrom(0.01, 0.2, 0.29, 0.5, 0.9),
        fc.constantFrom(0, 1),
        fc.integer({ min: 1, max: 250 }),
        async (evidence, share, hostile, times) => {
          bench.runtime.fleet.windows.clear(numberOf());
          await record(DIMENSIONS.flatMap((dimension) => evidence.map((each) => signal("victim", dimension, each))));
          const before = means();
          await report(reporterOf(share), hostile, times);
          for (const [d, mean] of means().entries())
            expect(Math.abs(mean - (before[d] ?? 0))).toBeLessThanOrEqual(share * 100 + 1e-6);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("leaves the others' evidence in the window, also after a restart and an undone commit", async () => {
    await report(OWNER, 0.9);
    await report(await bound("rival", "rival"), 0, 200);
    const [windows, flooded] = [rows(), await score()];
    expect(flooded).toBe(720);
    const { raw } = bench.runtime.store;
    raw.exec("CREATE TRIGGER broken BEFORE INSERT ON JournalEntry BEGIN SELECT RAISE(ABORT, 'out of ink'); END");
    await expect(report(OWNER, 0.1, 30)).rejects.toThrow("out of ink");
    raw.exec("DROP TRIGGER broken");
    expect(rows()).toEqual(windows);
    await bench.restart();
    expect([rows(), await score()]).toEqual([windows, flooded]);
  });

  it("is explained as it was, also later", async () => {
    const start = bench.clock.now;
    await report(OWNER, 0.9);
    bench.clock.now += HOUR;
    await report(await bound("rival", "rival"), 0, 200);
    const now = await readChange(OWNER, "victim", { from: start });
    expect(now).toMatchObject({ from: { score: 900 }, to: { score: 720 } });
    bench.clock.now += HOUR;
    await report(OWNER, 0.1, 30);
    const later = await readChange(OWNER, "victim", { from: start, to: start + HOUR });
    expect({ ...later, causes: [] }).toEqual({ ...now, causes: [] });
    expect(later.causes).toEqual(now.causes);
    expect(new Set(later.causes.map(({ kind }) => kind))).not.toContain("evidence");
  });

  it("behind a cap that was lowered is told from the samples, not guessed", async () => {
    await report(OWNER, 0.9);
    await report(reporterOf(0.5), 0, 60);
    bench.clock.now += HOUR;
    await report(reporterOf(0.05), 0, 10);
    await takeSamples([...bench.runtime.fleet.active]);
    const then = bench.clock.now;
    const [exact] = means();
    bench.clock.now += HOUR;
    await report(OWNER, 0.5, 100);
    const { from, causes } = await readChange(OWNER, "victim", { from: then });
    expect(causes.map(({ kind }) => kind)).toContain("evidence");
    expect(from.score).toBe(Math.floor(10 * (exact ?? 0) + 1e-6));
  });
});

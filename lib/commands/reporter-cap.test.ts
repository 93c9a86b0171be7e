import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../access/action";
import { readScore } from "../reads/score";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { createKey } from "./create-key";

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

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, freshRuntime, register } from "../testing";
import { SharedAnswer } from "./shared-answer";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

describe("an answer that all share", () => {
  it("is found once for those who ask together, and anew for who asks after a commit", async () => {
    let found = 0;
    const shared = new SharedAnswer(async () => ++found);
    expect(await Promise.all([shared.ask(bench.runtime), shared.ask(bench.runtime)])).toEqual([1, 1]);
    await register("a");
    expect(await shared.ask(bench.runtime)).toBe(2);
    bench.clock.now += 1_000;
    expect(await shared.ask(bench.runtime)).toBe(3);
  });

  it("lets those who ask while one is found share the next, which holds what was committed before", async () => {
    const seen: number[] = [];
    const ends: (() => void)[] = [];
    const shared = new SharedAnswer(async ({ journal }) => {
      seen.push(journal.seq);
      await new Promise<void>((resolve) => ends.push(resolve));
      return journal.seq;
    });
    const first = shared.ask(bench.runtime);
    await register("a");
    const second = shared.ask(bench.runtime);
    await register("b");
    const third = shared.ask(bench.runtime);
    expect(seen).toEqual([0]);
    ends[0]?.();
    expect(await first).toBe(0);
    await expect.poll(() => seen).toEqual([0, 2]);
    ends[1]?.();
    expect(await Promise.all([second, third])).toEqual([2, 2]);
  });

  it("is asked for again after it failed", async () => {
    let failures = 1;
    const shared = new SharedAnswer(async () => {
      if (failures-- > 0) throw new Error("not now");
      return "found";
    });
    await expect(shared.ask(bench.runtime)).rejects.toThrow("not now");
    expect(await shared.ask(bench.runtime)).toBe("found");
  });
});

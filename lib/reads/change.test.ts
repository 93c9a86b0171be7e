import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeWeights } from "../commands/change-weights";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { weightsFrom } from "../trust/weights";
import { readChange } from "./change";
import { readScore } from "./score";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("a");
});
afterEach(() => bench.stop());

const hour = 3_600_000;

describe("why did it change", () => {
  it("explains the score as it was at any moment kept: signals, then a change of weights", async () => {
    const start = bench.clock.now;
    await record(DIMENSIONS.map((d) => signal("a", d, 1)));
    const first = (await readScore(OWNER, "a")).score;
    bench.clock.now += hour;
    await record([signal("a", "security_posture", 0, { id: "breach", details: "egress" })]);
    const second = (await readScore(OWNER, "a")).score;
    bench.clock.now += hour;
    await changeWeights(OWNER, { weights: weightsFrom([0.1, 0.1, 0.1, 0.6, 0.1]), reason: "security first" });
    const third = (await readScore(OWNER, "a")).score;

    const fell = await readChange(OWNER, "a", { from: start, to: start + hour });
    expect(fell).toMatchObject({ from: { score: first }, to: { score: second }, delta: second - first });
    expect(fell.causes).toMatchObject([
      {
        kind: "signals",
        dimension: "security_posture",
        points: second - first,
        count: 1,
        signals: [{ id: "breach", details: "egress" }],
      },
    ]);

    const whole = await readChange(OWNER, "a", { from: start, to: bench.clock.now });
    expect(whole.to.score).toBe(third);
    expect(whole.causes.reduce((sum, cause) => sum + cause.points, 0)).toBe(third - first);
    expect(new Set(whole.causes.map((cause) => cause.kind))).toEqual(new Set(["signals", "weights"]));
  });

  it("takes the last day where no times are given, and no times that run backwards", async () => {
    expect(await readChange(OWNER, "a", {})).toMatchObject({ delta: 0, causes: [] });
    await expect(readChange(OWNER, "a", { from: 2, to: 1 })).rejects.toMatchObject({ status: 400 });
    await expect(readChange(OWNER, "nobody", {})).rejects.toMatchObject({ status: 404 });
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reinstateAgent, revokeAgent } from "../commands/revoke-agent";
import { takeSamples } from "../commands/take-samples";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { readRanks } from "./ranks";

const HOUR = 3_600_000;

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

async function later(): Promise<void> {
  await takeSamples([...bench.runtime.fleet.active]);
  bench.clock.now += HOUR;
}

const report = (id: string, value: number) =>
  record(DIMENSIONS.flatMap((dimension) => Array.from({ length: 100 }, () => signal(id, dimension, value))));
const question = { range: "24h", of: "top", limit: 10 } as const;

describe("ranks over time", () => {
  it("are those of each hour, with gaps where an agent had none, and end with now", async () => {
    await register("a", "b");
    await report("a", 0.9);
    await later();
    await report("b", 0.5);
    await later();
    await report("b", 1);
    await later();
    await revokeAgent(OWNER, "b", "leak");
    await later();
    await reinstateAgent(OWNER, "b", "mended");
    await later();
    bench.clock.now += HOUR / 2;
    const { agents, times, ranked } = await readRanks(OWNER, question);
    expect(times.slice(0, 2)).toEqual(["2026-11-20T12:00:00.000Z", "2026-11-20T13:00:00.000Z"]);
    expect(times.at(-1)).toBe("2026-11-20T17:30:00.000Z");
    expect(agents.map(({ agentId, ranks }) => [agentId, ranks])).toEqual([
      ["b", [null, 2, 1, null, 1, 1, 1]],
      ["a", [1, 1, 2, 1, 2, 2, 2]],
    ]);
    expect(agents[0]?.scores).toEqual([null, 500, 1000, null, 1000, 1000, 1000]);
    expect(ranked).toEqual([1, 2, 2, 1, 2, 2, 2]);
  });

  it("are those of each minute while less than an hour is kept", async () => {
    await register("a");
    await report("a", 0.9);
    for (let n = 0; n < 5; n++) {
      await takeSamples([...bench.runtime.fleet.active]);
      bench.clock.now += 60_000;
    }
    for (const range of ["24h", "30d"] as const) {
      const { times, stepSeconds, agents } = await readRanks(OWNER, { ...question, range });
      expect(stepSeconds).toBe(60);
      expect(times.slice(0, -1).map((at) => Date.parse(at) % 60_000)).toEqual([0, 0, 0, 0, 0]);
      expect(agents[0]?.ranks.slice(1)).toEqual([1, 1, 1, 1, 1]);
    }
  });

  it("are told of the agents that are asked for, in that order", async () => {
    await register("a", "b");
    await report("a", 0.9);
    await later();
    const { agents } = await readRanks(OWNER, { ...question, ids: ["b", "unknown", "a"] });
    expect(agents.map(({ agentId }) => agentId)).toEqual(["b", "a"]);
  });

  it("are refused to who may not read", async () => {
    await expect(readRanks(actorWith(["ingest"]), question)).rejects.toMatchObject({ status: 403 });
  });
});

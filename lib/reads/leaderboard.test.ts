import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeWeights } from "../commands/change-weights";
import { takeSamples } from "../commands/take-samples";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { rankingLines, rankingTable } from "../trust/ranking-table";
import { weightsFrom } from "../trust/weights";
import { readWhatIf } from "./leaderboard";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("even", "guard");
  await report("even", [0.7, 0.7, 0.7, 0.7, 0.7]);
  await report("guard", [0.4, 0.4, 0.4, 1, 0.4]);
});
afterEach(() => bench.stop());

const report = (id: string, means: readonly number[]) =>
  record(DIMENSIONS.flatMap((dimension, d) => [1, 2].map(() => signal(id, dimension, means[d] ?? 0))));
const ONLY_SECURITY = [0, 0, 0, 1, 0];
const places = (items: readonly { agentId: string; score: number }[]) => items.map(({ agentId, score }) => [agentId, score]);

describe("the ranking", () => {
  it("of a moment is what it was then, under its own weights and under others", async () => {
    await takeSamples([...bench.runtime.fleet.active]);
    const now = await readWhatIf(OWNER, { limit: 10 });
    const at = bench.clock.now;
    bench.clock.now += 60_000;
    await changeWeights(OWNER, { weights: weightsFrom(ONLY_SECURITY), reason: "try" });
    await takeSamples([...bench.runtime.fleet.active]);
    expect(places((await readWhatIf(OWNER, { limit: 10 })).items)).toEqual([
      ["guard", 1000],
      ["even", 700],
    ]);
    const then = await readWhatIf(OWNER, { at, limit: 10 });
    expect(then).toEqual({ ...now, basis: { ...now.basis, exactToSeconds: 1 } });
    const tried = await readWhatIf(OWNER, { at, weights: ONLY_SECURITY, limit: 10 });
    expect(places(tried.items)).toEqual([
      ["guard", 1000],
      ["even", 700],
    ]);
    expect(tried.summary).toMatchObject({ moved: 2 });
  });

  it("as a file says what it rests on in every row, or in its first line", async () => {
    const ranking = await readWhatIf(OWNER, { limit: 10 });
    const [header, first] = rankingTable(ranking);
    const cell = (name: string) => first?.[header?.indexOf(name) ?? -1];
    expect([cell("rank"), cell("agentId"), cell("score")]).toEqual([1, "even", 700]);
    expect([cell("weightsVersion"), cell("weightsPercent"), cell("scoreMethod")]).toEqual([
      1,
      "25 15 20 25 15",
      "muster-score-1",
    ]);
    const lines = rankingLines(ranking)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ basis: { weightsVersion: 1, trustPolicyVersion: 1, gateVersion: 1 } });
  });
});

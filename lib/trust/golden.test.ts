import { describe, expect, it } from "vitest";
import type { DimensionIndex } from "./dimension";
import { DIMENSIONS } from "./dimension";
import { GOLDEN_CASES, type GoldenCase, replay, type Total } from "./golden/replay.fixture";
import { classicTotalOf } from "./score";

const CASES = GOLDEN_CASES.filter((c) => !c.quirks).map((c) => [`${c.id}: ${c.note}`, c] as const);

const classic: Total = (windows, agent, weights) => {
  const means = DIMENSIONS.map((_, d) => windows.exactMean(agent, d as DimensionIndex));
  return classicTotalOf(means, weights);
};
const ours: Total = (windows, agent, weights) => windows.score(agent, weights);

describe("at the original engine's moments, with its truncation, everything is as it was", () => {
  it.each(CASES)("%s", (_, golden) => {
    const { op_results, agents, agents_at_risk, weights_valid, revocation_notices } = golden.expected;
    const replayed = replay(golden, classic);
    expect(replayed).toMatchObject({ op_results, agents_at_risk, weights_valid, revocation_notices });
    expect(Object.keys(replayed.agents)).toEqual(Object.keys(agents));
    for (const [id, { near_integer_recalculations: _, ...agent }] of Object.entries(agents)) {
      const { scores, ...rest } = replayed.agents[id]!;
      const { scores: expected, history_length: kept, ...same } = agent as typeof agent & { history_length: number };
      expect(rest).toEqual(same);
      expect(scores).toEqual(expected);
      expect(Math.min(100, scores.length)).toBe(kept);
    }
  });
});

describe("with our totals only binary noise differs", () => {
  it.each(CASES)("%s", (_, golden: GoldenCase) => {
    const replayed = replay(golden, ours);
    for (const [id, { scores, near_integer_recalculations: noisy = [] }] of Object.entries(golden.expected.agents)) {
      const totals = replayed.agents[id]!.scores;
      expect(totals.map((total, i) => (noisy.includes(i) ? total - 1 : total))).toEqual(scores);
    }
  });
});

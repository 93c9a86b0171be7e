import { describe, expect, it } from "vitest";
import type { ScoreExplanation } from "../trust/explanation";
import { agentLike } from "./agent.fixture";
import { asExplained } from "./as-explained";

describe("an agent beside its explanation", () => {
  it("shows the explained score, and changes that fit it", () => {
    const explanation = { score: 733, rated: true, band: "trusted" } as ScoreExplanation;
    expect(asExplained(agentLike({ score: 734, delta: { h1: -4, h24: null, d7: 0 } }), explanation)).toMatchObject({
      score: 733,
      delta: { h1: -5, h24: null, d7: -1 },
    });
  });

  it("is itself until it is explained", () => {
    const agent = agentLike();
    expect(asExplained(agent, undefined)).toBe(agent);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { revokeAgent } from "../commands/revoke-agent";
import { takeSamples } from "../commands/take-samples";
import { type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { readHealthReport } from "./health-report";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

describe("the health report", () => {
  it("gives the extremes and mean of the period's samples and counts everybody", async () => {
    await register("a", "quiet", "unrated");
    await record([signal("unrated", "output_quality", 1)]);
    const { fleet } = bench.runtime;
    const sample = async (value: number) => {
      await record(DIMENSIONS.flatMap((d) => Array.from({ length: 100 }, () => signal("a", d, value))));
      await takeSamples([...fleet.active].filter((agent) => agent.id !== "quiet"));
      bench.clock.now += 86_400_000;
    };
    for (const value of [0.9, 0.5, 0.7]) await sample(value);
    await revokeAgent(OWNER, "a", "test");
    const report = await readHealthReport(OWNER, 3);
    expect(report).toEqual({
      periodDays: 3,
      asOf: new Date(bench.clock.now).toISOString(),
      totalAgents: 3,
      revokedAgents: 1,
      atRiskAgents: 0,
      agents: {
        a: {
          name: "a",
          currentScore: 700,
          minScore: 500,
          maxScore: 900,
          avgScore: 700,
          trend: "stable",
          rated: true,
          atRisk: false,
          revoked: true,
        },
      },
    });
    expect((await readHealthReport(OWNER, 2)).agents.a).toMatchObject({ minScore: 500, maxScore: 700 });
  });
});

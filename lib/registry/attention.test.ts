import { describe, expect, it } from "vitest";
import { DEFAULT_TRUST_POLICY } from "../trust/policy";
import { attention } from "./attention";
import { minutesAgo, NOW, rowOf, type Situation } from "./fleet.fixture";

const needs = (...agents: Situation[]) => attention(agents.map(rowOf), DEFAULT_TRUST_POLICY, NOW);

describe("who needs a human now", () => {
  it("leaves a healthy agent alone", () => {
    expect(needs({ agentId: "steady" })).toEqual([]);
  });

  it.each<[string, Omit<Situation, "agentId">, string]>([
    ["revoked", { revoked: true, score: 250 }, "revoked"],
    ["on hold", { held: true }, "hold"],
    ["under the warning line", { atRisk: true, score: 480 }, "at_risk"],
    ["rated and silent for 16 minutes", { lastSignalAt: minutesAgo(16) }, "silent"],
    ["two signals short of being rated", { rated: false, signals: 3, coverage: 3 }, "nearly_rated"],
    ["one dimension short of being rated", { rated: false, signals: 9, coverage: 2 }, "nearly_rated"],
  ])("an agent %s", (_, agent, kind) => {
    expect(needs({ agentId: "a", ...agent }).map((c) => c.kind)).toEqual([kind]);
  });

  it.each<[string, Omit<Situation, "agentId">]>([
    ["silent for just 15 minutes", { lastSignalAt: minutesAgo(15) }],
    ["unrated and silent: nothing was expected of it", { rated: false, signals: 0, coverage: 0, lastSignalAt: null }],
    ["unrated and three signals short", { rated: false, signals: 2, coverage: 2 }],
  ])("not an agent %s", (_, agent) => {
    expect(needs({ agentId: "a", ...agent })).toEqual([]);
  });

  it("is ordered by kind, then by how bad it is", () => {
    const order = needs(
      { agentId: "near", rated: false, signals: 4, coverage: 3 },
      { agentId: "quiet", lastSignalAt: minutesAgo(30) },
      { agentId: "quieter", lastSignalAt: minutesAgo(90) },
      { agentId: "weak", atRisk: true, score: 450 },
      { agentId: "weaker", atRisk: true, score: 350 },
      { agentId: "held", held: true },
      { agentId: "gone", revoked: true, score: 200 },
    ).map((c) => c.agent.agentId);
    expect(order).toEqual(["gone", "held", "weaker", "weak", "quieter", "quiet", "near"]);
  });

  it("names each agent once, by its worst concern, and keeps the others", () => {
    const [only, ...none] = needs({ agentId: "a", revoked: true, held: true, atRisk: true, score: 200 });
    expect(none).toEqual([]);
    expect(only).toMatchObject({ kind: "revoked", also: ["hold", "at_risk"] });
  });

  it("says what is missing to be rated", () => {
    expect(needs({ agentId: "a", rated: false, signals: 3, coverage: 2 })[0]?.missing).toEqual({ signals: 2, dimensions: 1 });
  });
});

import { describe, expect, it } from "vitest";
import { fleetOf } from "./fleet";
import { rowOf } from "./fleet.fixture";

describe("the fleet in numbers", () => {
  it("is empty without agents", () => {
    expect(fleetOf([])).toMatchObject({ agents: 0, ranked: 0, median: null, bands: [0, 0, 0, 0, 0], scores: [] });
  });

  it("ranks who is rated and not revoked, and takes median and bands of those", () => {
    const fleet = fleetOf(
      [
        { agentId: "a", score: 910, signals: 40 },
        { agentId: "b", score: 705, signals: 30, held: true },
        { agentId: "c", score: 120, signals: 20, revoked: true },
        { agentId: "d", score: 500, signals: 2, rated: false },
        { agentId: "e", score: 610 },
        { agentId: "f", score: 612 },
      ].map(rowOf),
    );
    expect(fleet).toEqual({
      agents: 6,
      ranked: 4,
      unrated: 1,
      revoked: 1,
      held: 1,
      median: 659,
      signals: 292,
      bands: [0, 0, 2, 1, 1],
      scores: [910, 705, 610, 612],
    });
  });
});

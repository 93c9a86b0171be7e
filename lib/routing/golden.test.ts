import { describe, expect, it } from "vitest";
import { classicCapability } from "./classic";
import { fleetOf, goldenCases, isFaithful, type LogCase, type RouteCase, routeClassic } from "./golden/replay.fixture";

const named = <Case extends { id: string; note: string }>(cases: Case[]) => cases.map((c) => [`${c.id}: ${c.note}`, c] as const);
const cases = goldenCases().filter(isFaithful);
const routes = cases.filter((c): c is RouteCase => c.kind === "route");
const logs = cases.filter((c): c is LogCase => c.kind === "log");

it("enough of the original's cases are compared", () => {
  expect(routes.length).toBeGreaterThanOrEqual(18);
  expect(logs.length).toBeGreaterThanOrEqual(7);
});

describe("the policy classic routes as the original did, to the bit", () => {
  it.each(named(routes))("%s", (_, { input, expected }) => {
    const fleet = fleetOf(input.manifests);
    const capabilities = [...fleet].map(([id, agent]) => [id, classicCapability(agent, input.description)]);
    expect(capabilities).toEqual(expected.capability_scores);
    const { recommended, candidates } = routeClassic(fleet, input.description, input.bids);
    expect(recommended).toBe(expected.winner);
    const of = new Map(candidates.map((candidate) => [candidate.agentId, candidate]));
    expect([...of.keys()].sort()).toEqual(expected.candidates.toSorted());
    for (const [id, { bid, bid_score, combined }] of expected.bids) {
      expect(of.get(id)).toMatchObject({ bidSats: bid, bidScore: bid_score, combined });
    }
  });

  it.each(named(logs))("%s", (_, { input, expected }) => {
    const manifests = [...input.manifests];
    const selected = input.decisions.map(({ task_id, description, bids, register = [] }) => {
      manifests.push(...register);
      return { task_id, selected: routeClassic(fleetOf(manifests), description, bids).recommended };
    });
    expect(selected).toEqual(expected.decisions.map(({ task_id, selected }) => ({ task_id, selected })));
  });
});

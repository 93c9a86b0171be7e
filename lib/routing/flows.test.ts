import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TIERS } from "../registry/tier";
import { type Flow, flowsOf, refusalOf } from "./flows";

const name = fc.integer({ min: 0, max: 30 }).map((n) => `n${n}`);
const anyFlow: fc.Arbitrary<Flow> = fc.oneof(
  fc.record({
    capability: fc.oneof(fc.constant(null), name),
    tier: fc.oneof(fc.constant(null), fc.constantFrom(...TIERS)),
    end: name.map((agent) => ({ kind: "agent" as const, name: agent })),
  }),
  fc.record({
    capability: fc.oneof(fc.constant(null), name),
    tier: fc.constant(null),
    end: fc.constantFrom("below_tier", "no_capacity", "unrated").map((code) => ({ kind: "reason" as const, name: code })),
  }),
);

describe("flows", () => {
  it("lose and invent nothing: every column, and what flows in and out of every tier, sums to all", () => {
    const property = fc.property(fc.array(anyFlow, { maxLength: 200 }), (flows) => {
      const { nodes, links } = flowsOf(flows);
      const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0);
      for (const column of ["capability", "tier", "end"] as const) {
        const placed = nodes.filter((node) => node.column === column);
        expect(sum(placed)).toBe(flows.length);
        expect(placed.length).toBeLessThanOrEqual(12);
      }
      for (const { id, column, count } of nodes) {
        if (column !== "capability") expect(sum(links.filter(({ target }) => target === id))).toBe(count);
        if (column !== "end") expect(sum(links.filter(({ source }) => source === id))).toBe(count);
      }
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("keep the largest and gather the rest", () => {
    const flows = Array.from({ length: 15 }, (_, agent) =>
      Array.from(
        { length: agent + 1 },
        (): Flow => ({ capability: null, tier: "T3", end: { kind: "agent", name: `a${agent}` } }),
      ),
    ).flat();
    const agents = flowsOf(flows).nodes.filter(({ column }) => column === "end");
    expect(agents.slice(0, 2).map(({ name: agent, count }) => [agent, count])).toEqual([
      ["a14", 15],
      ["a13", 14],
    ]);
    expect(agents.at(-1)).toMatchObject({ kind: "other", name: "other agents", count: 15 });
  });
});

describe("why nobody got a task", () => {
  const totals = { considered: 3, eligible: 0, refused: { unrated: 1, below_tier: 2 } };
  it("is the gate that stopped most", () => {
    expect(refusalOf({ outcome: "no_suitable_agent", totals })).toBe("below_tier");
  });
  it("or that nobody bid, was there, or scored above 0", () => {
    expect(refusalOf({ outcome: "no_bids", totals })).toBe("no_bids");
    expect(refusalOf({ outcome: "no_suitable_agent", totals: { considered: 0, eligible: 0, refused: {} } })).toBe("no_agents");
    expect(refusalOf({ outcome: "no_suitable_agent", totals: { ...totals, eligible: 1 } })).toBe("scored_zero");
  });
});

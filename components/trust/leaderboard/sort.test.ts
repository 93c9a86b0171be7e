import { describe, expect, it } from "vitest";
import { boardOf, level } from "./board.fixture";
import { addSort, BY_RANK, formatSort, nextSort, type Order, parseSort, sortAgents, withoutSort } from "./sort";

const BOARD = boardOf([
  { name: "ann", means: [90, null, 50, 50, 50], delta24h: -5, tier: "T2", signals: 3, lastSignalAt: "2026-11-20T13:00:00Z" },
  {
    name: "bea",
    means: [10, 70, 50, 50, 50],
    tier: "T4",
    tierDropAt: "2026-11-22T14:00:00Z",
    delta24h: null,
    signals: 9,
    lastSignalAt: null,
  },
  {
    name: "cid",
    means: level(50),
    tier: "T3",
    tierDropAt: "2026-11-21T14:00:00Z",
    delta24h: 12,
    signals: 6,
    lastSignalAt: "2026-11-20T13:59:00Z",
  },
]);

function sorted(text: string): (string | undefined)[] {
  const agents = Int32Array.from([0, 1, 2]);
  const facts = { board: BOARD, totals: BOARD.scores, alphabetical: Int32Array.from([0, 1, 2]) };
  sortAgents(agents, parseSort(text) as Order, facts);
  return [...agents].map((i) => BOARD.names[i]);
}

describe("sorting", () => {
  it.each([
    ["-delta24h", ["cid", "ann", "bea"]],
    ["delta24h", ["ann", "cid", "bea"]],
    ["-signals", ["bea", "cid", "ann"]],
    ["-lastSignalAt", ["cid", "ann", "bea"]],
    ["-tier", ["bea", "cid", "ann"]],
    ["tierDropAt", ["cid", "bea", "ann"]],
    ["-tierDropAt", ["bea", "cid", "ann"]],
    ["-name", ["cid", "bea", "ann"]],
    ["-policy_compliance", ["ann", "cid", "bea"]],
    ["-resource_efficiency", ["bea", "cid", "ann"]],
    ["resource_efficiency", ["cid", "bea", "ann"]],
  ])("%s lists %j; what is not known comes last", (text, expected) => {
    expect(sorted(text)).toEqual(expected);
  });

  it("by a second and third column decides between those that are equal", () => {
    const board = boardOf([
      { name: "ann", means: level(50), tier: "T2", signals: 3 },
      { name: "bea", means: level(60), tier: "T3", signals: 9 },
      { name: "cid", means: level(70), tier: "T2", signals: 9 },
      { name: "dan", means: level(80), tier: "T3", signals: 9 },
    ]);
    const by = (text: string) => {
      const agents = Int32Array.from([0, 1, 2, 3]);
      sortAgents(agents, parseSort(text) as Order, { board, totals: board.scores, alphabetical: Int32Array.from([0, 1, 2, 3]) });
      return [...agents].map((i) => board.names[i]);
    };
    expect(by("-tier,signals")).toEqual(["bea", "dan", "ann", "cid"]);
    expect(by("-tier,-signals,-name")).toEqual(["dan", "bea", "cid", "ann"]);
    expect(by("-signals,tier,-score")).toEqual(["cid", "dan", "bea", "ann"]);
  });

  it("is written in the address as it is read", () => {
    for (const text of ["score", "-score", "name", "-security_posture", "-tier,name,-signals"])
      expect(formatSort(parseSort(text) as Order)).toBe(text);
    for (const text of ["", "-", "rank", "--score", "SCORE", "constructor", "name,", "name,-name", "name,tier,score,signals"])
      expect(parseSort(text)).toBeNull();
  });

  it("begins in the natural direction and turns with the next press", () => {
    const byName = nextSort(BY_RANK, "name");
    expect(formatSort(byName)).toBe("name");
    expect(formatSort(nextSort(byName, "name"))).toBe("-name");
    expect(formatSort(nextSort(byName, "tierDropAt"))).toBe("tierDropAt");
    expect(formatSort(nextSort(byName, "signals"))).toBe("-signals");
    expect(formatSort(nextSort(parseSort("-tier,name") as Order, "tier"))).toBe("-tier");
  });

  it("takes further columns, turns them, takes them out again, and ends by rank", () => {
    const steps = ["tier", "name", "signals", "delta24h", "name", "name", "tier", "tier"] as const;
    const seen: string[] = [];
    steps.reduce<Order>((order, key, i) => {
      const next = i === 0 ? nextSort(order, key) : addSort(order, key);
      seen.push(formatSort(next));
      return next;
    }, BY_RANK);
    expect(seen).toEqual([
      "-tier",
      "-tier,name",
      "-tier,name,-signals",
      "-tier,name,-delta24h",
      "-tier,-name,-delta24h",
      "-tier,-delta24h",
      "tier,-delta24h",
      "-delta24h",
    ]);
    expect(withoutSort(parseSort("name") as Order, "name")).toBe(BY_RANK);
  });
});

import { describe, expect, it } from "vitest";
import { boardOf, level } from "./board.fixture";
import { formatSort, nextSort, parseSort, type Sort, sortAgents } from "./sort";

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
  sortAgents(agents, parseSort(text) as Sort, BOARD, Int32Array.from([0, 1, 2]));
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

  it("is written in the address as it is read", () => {
    for (const text of ["score", "-score", "name", "-security_posture"]) expect(formatSort(parseSort(text) as Sort)).toBe(text);
    for (const text of ["", "-", "rank", "--score", "SCORE", "constructor"]) expect(parseSort(text)).toBeNull();
  });

  it("begins in the natural direction and turns with the next press", () => {
    const byScore: Sort = { key: "score", descending: true };
    const byName = nextSort(byScore, "name");
    expect(byName).toEqual({ key: "name", descending: false });
    expect(nextSort(byName, "name")).toEqual({ key: "name", descending: true });
    expect(nextSort(byName, "tierDropAt")).toEqual({ key: "tierDropAt", descending: false });
    expect(nextSort(byName, "signals")).toEqual({ key: "signals", descending: true });
  });
});

import { describe, expect, it } from "vitest";
import { BY_SCORE, chosenLines, formatSort, type Line, nextSort, parseSort } from "./lines";

const line = (id: string, currentScore: number, more: Partial<Line> = {}): Line => ({
  id,
  name: `Agent ${id}`,
  currentScore,
  minScore: currentScore - 50,
  maxScore: currentScore + 50,
  avgScore: currentScore,
  trend: "stable",
  rated: true,
  atRisk: false,
  revoked: false,
  ...more,
});

const LINES = [
  line("b", 700, { trend: "degrading" }),
  line("a", 700),
  line("c", 250, { atRisk: true, revoked: true }),
  line("d", 900, { trend: "improving", minScore: 100 }),
];
const ids = (...asked: Parameters<typeof chosenLines> extends [unknown, ...infer Rest] ? Rest : never) =>
  chosenLines(LINES, ...asked).map((one) => one.id);

describe("the lines of a report", () => {
  it("stand by score, equals by name", () => {
    expect(ids("all", "", BY_SCORE)).toEqual(["d", "a", "b", "c"]);
    expect(ids("all", "", { key: "minScore", descending: false })).toEqual(["d", "c", "a", "b"]);
    expect(ids("all", "", { key: "trend", descending: false })).toEqual(["b", "a", "c", "d"]);
  });

  it("can be narrowed by standing, trend and text", () => {
    expect(ids("risk", "", BY_SCORE)).toEqual(["c"]);
    expect(ids("degrading", "", BY_SCORE)).toEqual(["b"]);
    expect(ids("all", "AGENT D", BY_SCORE)).toEqual(["d"]);
    expect(ids("revoked", "agent d", BY_SCORE)).toEqual([]);
  });

  it("are sorted by what the address says", () => {
    expect(parseSort("-minScore")).toEqual({ key: "minScore", descending: true });
    expect(parseSort("score")).toBeNull();
    expect(formatSort(nextSort(BY_SCORE, "currentScore"))).toBe("currentScore");
    expect(formatSort(nextSort(BY_SCORE, "name"))).toBe("name");
  });
});

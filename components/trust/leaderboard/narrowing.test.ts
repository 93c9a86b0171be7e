import { describe, expect, it } from "vitest";
import { FLAG } from "@/lib/trust/board";
import { boardOf, level } from "./board.fixture";
import { heldValue, type Narrowing, NOT_NARROWED, narrowingName, narrowingTest, parseHeld } from "./narrowing";

const BOARD = boardOf([
  { name: "ann", means: level(80), tier: "T3", heldBy: 3 },
  { name: "bea", means: level(80), tier: "T3", heldBy: 1 },
  { name: "cid", means: level(40), tier: "T5", heldBy: 0, flags: FLAG.rated | FLAG.atRisk },
  { name: "dan", means: level(80), flags: 0 },
]);
const NOW = Date.parse("2026-11-20T14:00:00Z");

function found(asked: Partial<Narrowing>, now = NOW): string[] {
  const fits = narrowingTest({ ...NOT_NARROWED, ...asked }, { board: BOARD, totals: BOARD.scores, now });
  return BOARD.names.filter((_, i) => fits(i));
}

describe("a list narrowed to a value", () => {
  it.each<[Partial<Narrowing>, string[]]>([
    [{}, ["ann", "bea", "cid", "dan"]],
    [{ tier: "T3" }, ["ann", "bea"]],
    [{ band: "trusted" }, ["ann", "bea"]],
    [{ held: "CC" }, ["ann", "bea"]],
    [{ held: "CC,ER" }, ["ann"]],
    [{ held: "nothing" }, ["cid"]],
    [{ held: "uncertified" }, ["dan"]],
    [{ status: "at_risk" }, ["cid"]],
    [{ status: "unrated" }, ["dan"]],
    [{ model: "model-2" }, []],
    [{ tier: "T3", held: "ER", band: "trusted" }, ["ann"]],
  ])("%j lists %j", (asked, names) => {
    expect(found(asked)).toEqual(names);
  });

  it("to those that are silent follows the time", () => {
    expect(found({ status: "silent" })).toEqual([]);
    expect(found({ status: "silent" }, NOW + 3_600_000)).toEqual(["ann", "bea"]);
  });

  it("reads from the address what a row says, and nothing else", () => {
    for (const said of ["CC", "CC, ER", "", null]) expect(parseHeld(heldValue(said))).toBe(heldValue(said));
    for (const text of ["", "cc", "XX", "CC,", "constructor"]) expect(parseHeld(text)).toBeNull();
  });

  it("says in words what it is narrowed to", () => {
    expect(narrowingName("held", "CC,ER")).toBe("Held by CC, ER");
    expect(narrowingName("held", "uncertified")).toBe("Not certified");
    expect(narrowingName("band", "verified_partner")).toBe("Band Verified");
  });
});

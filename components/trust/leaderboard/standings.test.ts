import { describe, expect, it } from "vitest";
import { FLAG } from "@/lib/trust/board";
import { boardOf, level, type TestAgent } from "./board.fixture";
import { EVERYTHING, Standings } from "./standings";

const FLEET: TestAgent[] = [
  { name: "steady", means: level(80), signals: 10 },
  // Strong in security only: 625 at the default weights.
  { name: "guard", means: [50, 50, 50, 100, 50], signals: 30 },
  { name: "sloppy", means: [60, 60, 60, 20, 60], signals: 20 },
  { name: "revoked", means: level(90), flags: FLAG.rated | FLAG.revoked },
  { name: "new", means: [90, null, null, null, null], flags: 0 },
];
const SECURITY_ONLY = [0, 0, 0, 1000, 0] as const;
const LINE = 300;

const names = (standings: Standings) =>
  [...standings.list.agents.subarray(0, standings.list.length)].map((i) => standings.board.names[i]);
const docked = (standings: Standings) =>
  [...standings.dock.agents.subarray(0, standings.dock.length)].map((i) => standings.board.names[i]);
const rankOf = (standings: Standings, name: string) => standings.ranks[standings.board.names.indexOf(name)];

describe("the table", () => {
  it("lists the ranked, then the revoked; the unrated stand under it", () => {
    const standings = new Standings(boardOf(FLEET));
    expect(names(standings)).toEqual(["steady", "guard", "sloppy", "revoked"]);
    expect(docked(standings)).toEqual(["new"]);
    expect([rankOf(standings, "steady"), rankOf(standings, "revoked"), rankOf(standings, "new")]).toEqual([1, 0, 0]);
  });

  it("finds agents by name, model or id in any case", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.ask({ ...EVERYTHING, text: " GuA " });
    expect(names(standings)).toEqual(["guard"]);
    expect(docked(standings)).toEqual([]);
    standings.ask({ ...EVERYTHING, text: "model-1" });
    expect(names(standings)).toHaveLength(4);
    standings.ask({ ...EVERYTHING, text: "id-new" });
    expect(docked(standings)).toEqual(["new"]);
  });

  it("keeps a filter's agents, and lists the unrated in the table when asked for them", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.ask({ ...EVERYTHING, filter: "revoked" });
    expect([names(standings), docked(standings)]).toEqual([["revoked"], []]);
    standings.ask({ ...EVERYTHING, filter: "unrated" });
    expect([names(standings), docked(standings)]).toEqual([["new"], []]);
    expect(standings.matches(EVERYTHING)).toBe(5);
    expect(standings.counts).toEqual({ all: 5, risk: 0, held: 0, revoked: 1, unrated: 1 });
  });

  it("sorts the ranked by any column; the revoked stay after them", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.ask({ ...EVERYTHING, sort: [{ key: "name", descending: false }] });
    expect(names(standings)).toEqual(["guard", "sloppy", "steady", "revoked"]);
    standings.ask({ ...EVERYTHING, sort: [{ key: "signals", descending: true }] });
    expect(names(standings)).toEqual(["guard", "sloppy", "steady", "revoked"]);
    standings.ask({ ...EVERYTHING, sort: [{ key: "security_posture", descending: false }] });
    expect(names(standings)).toEqual(["sloppy", "steady", "guard", "revoked"]);
    standings.ask({ ...EVERYTHING, sort: [{ key: "score", descending: false }] });
    expect(names(standings)).toEqual(["sloppy", "guard", "steady", "revoked"]);
  });
});

describe("a preview of other weights", () => {
  it("re-ranks and says what applying it would do", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.preview([...SECURITY_ONLY], LINE);
    expect(names(standings)).toEqual(["guard", "steady", "sloppy", "revoked"]);
    expect(standings.consequences).toEqual({ moved: 2, crossedBand: 2, wouldRevoke: 1 });
    expect(rankOf(standings, "guard")).toBe(1);
    expect(standings.ranksInForce[1]).toBe(2);
  });

  it("can show the movers only: other rank, other band, or revoked", () => {
    const standings = new Standings(boardOf([...FLEET, { name: "last", means: level(1) }]));
    standings.preview([...SECURITY_ONLY], 0);
    standings.ask({ ...EVERYTHING, moversOnly: true });
    expect(names(standings)).toEqual(["guard", "steady", "sloppy"]);
    expect(standings.changes().map((c) => [c.agentId, c.previousRank, c.rank, c.wouldRevoke])).toEqual([
      ["id-guard", 2, 1, false],
      ["id-steady", 1, 2, false],
      ["id-sloppy", 3, 3, false],
    ]);
  });

  it("is gone when the weights are those in force again", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.preview([...SECURITY_ONLY], LINE);
    standings.preview(null, LINE);
    expect(names(standings)).toEqual(["steady", "guard", "sloppy", "revoked"]);
    expect(standings.consequences).toBeNull();
  });
});

describe("newer data", () => {
  const fallen = FLEET.map((a) => (a.name === "steady" ? { ...a, means: level(10) } : a));

  it("shows its values at once and its order at the next refresh", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.patch(boardOf(fallen, 1));
    expect(standings.totals[0]).toBe(100);
    expect(names(standings)).toEqual(["steady", "guard", "sloppy", "revoked"]);
    standings.consider();
    expect(standings.waiting).toBe(3);
    expect(names(standings)).toEqual(["steady", "guard", "sloppy", "revoked"]);
    expect(rankOf(standings, "steady")).toBe(1);
    standings.refresh();
    expect(names(standings)).toEqual(["guard", "sloppy", "steady", "revoked"]);
    expect([rankOf(standings, "steady"), standings.waiting]).toEqual([3, 0]);
  });

  it("is ranked anew when a whole board was fetched again", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.patch(boardOf(fallen));
    standings.refresh();
    expect(names(standings)).toEqual(["guard", "sloppy", "steady", "revoked"]);
  });

  it("of other agents keeps those that remain where they were", () => {
    const standings = new Standings(boardOf(FLEET));
    const moved = standings.moveTo(boardOf([{ name: "arrived", means: level(99) }, ...fallen.filter((a) => a.name !== "guard")]));
    expect(names(moved)).toEqual(["steady", "sloppy", "revoked"]);
    expect(moved.waiting).toBeGreaterThan(0);
    moved.refresh();
    expect(names(moved)).toEqual(["arrived", "sloppy", "steady", "revoked"]);
  });

  it("moves an agent into the table once it is rated", () => {
    const standings = new Standings(boardOf(FLEET));
    standings.patch(
      boardOf(
        FLEET.map((a) => (a.name === "new" ? { ...a, flags: FLAG.rated } : a)),
        1,
      ),
    );
    standings.refresh();
    expect(docked(standings)).toEqual([]);
    expect(names(standings)).toContain("new");
  });
});

describe("the filter by tier", () => {
  it("lists that tier only, counts it, and follows a newer board", () => {
    const agents = (tier: "T3" | "T4") =>
      boardOf([
        { name: "ann", means: level(90), tier: "T3" as const },
        { name: "bea", means: level(80), tier },
        { name: "cid", means: level(70) },
      ]);
    const standings = new Standings(agents("T4"));
    const names = () => [...standings.list.agents.subarray(0, standings.list.length)].map((i) => standings.board.names[i]);
    standings.ask({ ...EVERYTHING, tier: "T3" });
    expect(names()).toEqual(["ann"]);
    expect(standings.matches({ ...EVERYTHING, tier: "T3" })).toBe(1);
    standings.patch(agents("T3"));
    standings.refresh();
    expect(names()).toEqual(["ann", "bea"]);
  });
});

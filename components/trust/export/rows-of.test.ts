import { describe, expect, it } from "vitest";
import { SCORE_METHOD } from "@/lib/trust/score";
import { DEFAULT_WEIGHTS } from "@/lib/trust/weights";
import { boardOf, level } from "../leaderboard/board.fixture";
import { EVERYTHING, Standings } from "../leaderboard/standings";
import { exportTable, ofColumns, rowsOf } from "./rows-of";

const NEEDED = { signals: 5, coverage: 3, soonMs: 0 };
const NOW = Date.UTC(2026, 10, 20, 14);

const standings = new Standings(
  boardOf([
    { name: "low", means: level(60), tier: "T2", heldBy: 1 },
    { name: "high", means: [90, null, 90, 90, 90] },
    { name: "new", means: [50, null, null, null, null], flags: 0, signals: 2 },
  ]),
);

describe("what is exported", () => {
  it("are the rows as they stand in the table, the unrated last and without a score", () => {
    const rows = rowsOf(standings, 300, NEEDED, NOW);
    expect(rows.map(({ name, rank, score, band }) => [name, rank, score, band])).toEqual([
      ["high", 1, 840, "trusted"],
      ["low", 2, 600, "standard"],
      ["new", null, null, null],
    ]);
    expect(rows[0]).toMatchObject({ resource_efficiency: null, policy_compliance: 90, tier: null });
    expect(rows[1]).toMatchObject({ tier: "T2", heldBy: "CC" });
    expect(rows[0]).not.toHaveProperty("scoreInForce");
  });

  it("are only those that are searched for, with the numbers of a preview", () => {
    standings.preview([0, 1000, 0, 0, 0], 300);
    standings.ask({ ...EVERYTHING, text: "high" });
    const rows = rowsOf(standings, 300, NEEDED, NOW);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ name: "high", rank: 2, rankInForce: 1, score: 500, scoreInForce: 840, wouldRevoke: false });
    standings.preview(null, 300);
    standings.ask(EVERYTHING);
  });

  it("has the columns that were chosen, and always who a row is about", () => {
    const [row] = rowsOf(standings, 300, NEEDED, NOW);
    expect(Object.keys(ofColumns(row ?? {}, ["tier", "signals"]))).toEqual([
      "rank",
      "agentId",
      "name",
      "model",
      "rated",
      "tier",
      "signals",
      "coverage",
    ]);
  });

  it("says in every row of a table what it rests on", () => {
    const head = {
      asOf: "2026-11-20T14:00:00.000Z",
      live: true,
      preview: false,
      weights: DEFAULT_WEIGHTS,
      weightsVersion: 3,
      trustPolicyVersion: 2,
      gateVersion: 1,
      scoreMethod: SCORE_METHOD,
      view: "q=high",
      agents: 3,
    };
    const [header, ...rows] = exportTable({ head, items: rowsOf(standings, 300, NEEDED, NOW) });
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row[header?.indexOf("weightsVersion") ?? -1]).toBe(3);
    expect(header?.slice(-3)).toEqual(["live", "preview", "view"]);
  });
});

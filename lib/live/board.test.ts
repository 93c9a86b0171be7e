import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BoardSnapshot } from "../trust/board-shape";
import { type Board, boardFrom, NO_DELTA, patchRow, published } from "./board";

const snapshot: BoardSnapshot = {
  instance: "i-1",
  seq: 40,
  version: 7,
  at: "2026-11-20T14:00:00.000Z",
  weightsVersion: 8,
  ids: ["scout", "kestrel"],
  names: ["scout", "kestrel"],
  models: ["m", "m"],
  scores: [734, 880],
  dims: {
    policy_compliance: [78.1, 90],
    resource_efficiency: [61.2, null],
    output_quality: [74, 90],
    security_posture: [82, 90],
    collaboration_health: [62.9, null],
  },
  flags: [1, 1],
  tiers: ["T0", "T0"],
  tierDropAt: [null, null],
  heldBy: [null, null],
  lastSignalAt: ["2026-11-20T13:59:56.000Z", null],
  signals: [412, 0],
  delta24h: [-56, null],
};

const scoutAt = (board: Board) => ({
  score: board.scores[0],
  dims: board.dims.map((column) => column[0]),
  flags: board.flags[0],
  signals: board.signals[0],
  lastSignalAt: board.lastSignalAt[0],
  delta24h: board.delta24h[0],
});

describe("the board", () => {
  it("keeps no signal apart from zero", () => {
    const board = boardFrom(snapshot);
    expect(board.dims[1][1]).toBeNaN();
    expect(board.lastSignalAt[1]).toBeNaN();
    expect(board.delta24h[1]).toBe(NO_DELTA);
    expect(board.index.get("kestrel")).toBe(1);
  });

  it("takes over a row in place, and the change over 24 h follows the score", () => {
    const board = boardFrom(snapshot);
    const at = Date.parse("2026-11-20T14:00:10.000Z");
    expect(patchRow(board, ["scout", 700, 70, 61.2, null, 82, 62.9, 5, 413, 250], at)).toBe(true);
    expect(scoutAt(board)).toEqual({
      score: 700,
      dims: [70, 61.2, Number.NaN, 82, 62.9],
      flags: 5,
      signals: 413,
      lastSignalAt: at - 250,
      delta24h: -90,
    });
  });

  it("takes a row as one of full windows and a signal of just now where it says neither", () => {
    const board = boardFrom(snapshot);
    patchRow(board, ["scout", 700, 70, 61.2, null, 82, 62.9, 5], 9000);
    expect(scoutAt(board)).toMatchObject({ signals: 500, lastSignalAt: 9000 });
    patchRow(board, ["scout", 700, 70, 61.2, null, 82, 62.9, 5, 413], 9000);
    expect(scoutAt(board)).toMatchObject({ signals: 413, lastSignalAt: 9000 });
    patchRow(board, ["scout", 700, 70, 61.2, null, 82, 62.9, 5, 0, null], 9000);
    expect(scoutAt(board)).toMatchObject({ signals: 0, lastSignalAt: Number.NaN });
  });

  it("reads times to the millisecond, of several days in any order", () => {
    const lastSignalAt = fc.array(
      fc.option(fc.date({ min: new Date("1970-01-02"), max: new Date("2200-01-01"), noInvalidDate: true })),
    );
    fc.assert(
      fc.property(lastSignalAt, (dates) => {
        const board = boardFrom({ ...snapshot, lastSignalAt: dates.map((date) => date?.toISOString() ?? null) });
        expect([...board.lastSignalAt]).toEqual(dates.map((date) => date?.getTime() ?? Number.NaN));
      }),
    );
  });

  it("leaves an unknown change over 24 h unknown", () => {
    const board = boardFrom(snapshot);
    patchRow(board, ["kestrel", 900, 90, 90, 90, 90, 90, 1, 1, 0], 0);
    expect(board.delta24h[1]).toBe(NO_DELTA);
  });

  it("says so when it does not know the agent", () => {
    expect(patchRow(boardFrom(snapshot), ["newcomer", 500, 50, 50, 50, 50, 50, 0, 1, 0], 0)).toBe(false);
  });

  it("is published as something new on the same memory", () => {
    const board = boardFrom(snapshot);
    const next = published(board, 9, "2026-11-20T14:00:10.000Z");
    expect([next.version, next.revision]).toEqual([9, 1]);
    expect(next.scores).not.toBe(board.scores);
    expect(next.scores.buffer).toBe(board.scores.buffer);
    expect(next.ids).toBe(board.ids);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG } from "./board";
import { emptyRanking, rank, tieOrder } from "./rank";
import { followed, NO_TOTAL, ranksOf } from "./ranks";

const totals = fc.array(fc.oneof(fc.constant(NO_TOTAL), fc.integer({ min: 0, max: 1000 })), { maxLength: 40 });

describe("ranks from totals", () => {
  it("are those of the leaderboard, ties included", () => {
    fc.assert(
      fc.property(totals, (list) => {
        const ids = list.map((_, i) => `agent-${i}`);
        const flags = Uint8Array.from(list, (total) => (total === NO_TOTAL ? 0 : FLAG.rated));
        const board = Int16Array.from(list, (total) => Math.max(0, total));
        const { ranks } = rank(emptyRanking(list.length), board, flags, tieOrder(ids, ids));
        expect([...ranksOf(Int16Array.from(list))]).toEqual([...ranks]);
      }),
    );
  });

  it("follow those who lead now, and those who moved most", () => {
    const columns = [
      [900, 800, 700, 600, NO_TOTAL],
      [900, 650, 700, 950, NO_TOTAL],
    ].map((column) => ranksOf(Int16Array.from(column)));
    expect(followed(columns, "top", 2)).toEqual([3, 0]);
    expect(followed(columns, "movers", 2)).toEqual([3, 1]);
    expect(followed(columns, "top", 10)).toEqual([3, 0, 2, 1]);
  });

  it("put who has no rank any more behind all who have one", () => {
    const columns = [
      [900, 800],
      [NO_TOTAL, 800],
    ].map((column) => ranksOf(Int16Array.from(column)));
    expect(followed(columns, "top", 2)).toEqual([1, 0]);
  });
});

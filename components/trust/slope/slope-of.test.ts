import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slopeOf } from "./slope-of";

describe("who moves in a preview", () => {
  it("is listed with the largest moves first, the rest is counted", () => {
    expect(slopeOf([1, 2, 3, 4, 0], [1, 4, 2, 3, 0], 2)).toEqual({
      lines: [
        { agent: 1, from: 2, to: 4 },
        { agent: 2, from: 3, to: 2 },
      ],
      movers: 3,
      unchanged: 1,
    });
  });

  it("counts every agent that is ranked on both sides once, and never draws more than asked for", () => {
    const ranks = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 60 });
    fc.assert(
      fc.property(ranks, fc.nat(10), (pairs, most) => {
        const [before, after] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const { lines, movers, unchanged } = slopeOf(before, after, most);
        expect(movers + unchanged).toBe(pairs.filter(([a, b]) => a > 0 && b > 0).length);
        expect(lines).toHaveLength(Math.min(movers, most));
        const moves = lines.map(({ from, to }) => Math.abs(from - to));
        expect(moves).toEqual(moves.toSorted((a, b) => b - a));
      }),
    );
  });
});

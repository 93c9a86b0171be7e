import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG } from "./board";
import { emptyRanking, rank, tieOrder } from "./rank";
import { rawTotal, totalOf } from "./score";
import { consequencesOf, totalsAt, wouldBeRevoked } from "./what-if";

const columns = (rows: number[][]) => [0, 1, 2, 3, 4].map((d) => Float64Array.from(rows.map((row) => row[d] ?? Number.NaN)));
const totals = (rows: number[][], weights: number[]) => [...totalsAt(columns(rows), weights, new Int16Array(rows.length))];

describe("totals at hypothetical weights", () => {
  it("weighs the five means", () => {
    expect(totals([[100, 50, 50, 50, 50]], [0.25, 0.15, 0.2, 0.25, 0.15])).toEqual([625]);
    expect(totals([[100, 0, 0, 0, 0]], [0, 0.25, 0.25, 0.25, 0.25])).toEqual([0]);
  });

  it("counts a dimension without a signal as neutral", () => {
    expect(totals([[Number.NaN, Number.NaN, Number.NaN, Number.NaN, 100]], [0.2, 0.2, 0.2, 0.2, 0.2])).toEqual([600]);
  });

  it("does not lose a point to binary noise: 100·0.57·10 is 570", () => {
    expect(rawTotal([100], [0.57])).toBeLessThan(570);
    expect(totals([[100, 0, 0, 0, 0]], [0.57, 0.43, 0, 0, 0])).toEqual([570]);
  });

  it("equals the score the server computes, for any means and weights", () => {
    const mean = fc.double({ min: 0, max: 100, noNaN: true });
    const weight = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(mean, mean, mean, mean, mean), fc.tuple(weight, weight, weight, weight, weight), (means, weights) => {
        expect(totals([means], weights)).toEqual([totalOf(means, weights)]);
      }),
    );
  });
});

describe("consequences of a change", () => {
  const names = ["ann", "bea", "cid", "dora"];
  const flags = Uint8Array.from([FLAG.rated, FLAG.rated, FLAG.rated, 0]);
  const standing = (list: number[]) => {
    const totals = Int16Array.from(list);
    return { totals, ranking: rank(emptyRanking(4), totals, flags, tieOrder(names, names)) };
  };

  it("are none when nothing changes", () => {
    expect(consequencesOf(standing([900, 500, 310, 0]), standing([900, 500, 310, 0]), 300)).toEqual({
      moved: 0,
      crossedBand: 0,
      wouldRevoke: 0,
    });
  });

  it("are who moves, who crosses a band and who would be revoked; the unrated never count", () => {
    const after = standing([690, 700, 299, 1000]);
    expect(consequencesOf(standing([710, 695, 310, 0]), after, 300)).toEqual({ moved: 2, crossedBand: 3, wouldRevoke: 1 });
  });

  it("revoke only the rated under the line who are not revoked yet", () => {
    expect(wouldBeRevoked(299, FLAG.rated, 300)).toBe(true);
    expect(wouldBeRevoked(300, FLAG.rated, 300)).toBe(false);
    expect(wouldBeRevoked(0, 0, 300)).toBe(false);
    expect(wouldBeRevoked(0, FLAG.rated | FLAG.revoked, 300)).toBe(false);
  });
});

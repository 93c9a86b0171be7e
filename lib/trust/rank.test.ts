import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLAG } from "./board";
import { emptyRanking, NO_RANK, placesOf, rank, tieOrder } from "./rank";

const { rated, revoked, held } = FLAG;

function rankingOf(agents: { name: string; total: number; flags: number }[]) {
  const names = agents.map((a) => a.name);
  const ids = agents.map((_, i) => `agent-${i}`);
  const ranking = rank(
    emptyRanking(agents.length),
    Int16Array.from(agents.map((a) => a.total)),
    Uint8Array.from(agents.map((a) => a.flags)),
    tieOrder(names, ids),
  );
  return {
    ...ranking,
    listed: [...ranking.order].map((i) => names[i]),
    rankOf: Object.fromEntries(names.map((name, i) => [name, ranking.ranks[i]])),
  };
}

describe("ranking", () => {
  it("lists the highest total first", () => {
    const { listed, rankOf } = rankingOf([
      { name: "low", total: 300, flags: rated },
      { name: "high", total: 900, flags: rated },
      { name: "middle", total: 500, flags: rated | held },
    ]);
    expect(listed).toEqual(["high", "middle", "low"]);
    expect(rankOf).toEqual({ high: 1, middle: 2, low: 3 });
  });

  it("gives equals the smallest rank and lists them by name", () => {
    const { listed, rankOf } = rankingOf([
      { name: "zoe", total: 700, flags: rated },
      { name: "Ann", total: 700, flags: rated },
      { name: "top", total: 701, flags: rated },
      { name: "last", total: 0, flags: rated },
    ]);
    expect(listed).toEqual(["top", "Ann", "zoe", "last"]);
    expect(rankOf).toEqual({ top: 1, Ann: 2, zoe: 2, last: 4 });
  });

  it("lists the revoked after the ranked and the unrated last, without a rank", () => {
    const ranking = rankingOf([
      { name: "unrated", total: 1000, flags: 0 },
      { name: "revoked", total: 990, flags: rated | revoked },
      { name: "revoked before it was rated", total: 980, flags: revoked },
      { name: "ranked", total: 10, flags: rated },
    ]);
    expect(ranking.listed).toEqual(["ranked", "revoked", "revoked before it was rated", "unrated"]);
    expect(ranking.rankOf).toEqual({ ranked: 1, revoked: NO_RANK, "revoked before it was rated": NO_RANK, unrated: NO_RANK });
    expect([ranking.ranked, ranking.revoked, ranking.unrated]).toEqual([1, 2, 1]);
  });

  it("ranks an empty fleet", () => {
    expect(rankingOf([]).listed).toEqual([]);
  });

  it("agrees with a plain sort for any fleet, also when its buffers are reused", () => {
    const agent = fc.record({ total: fc.integer({ min: 0, max: 1000 }), flags: fc.integer({ min: 0, max: 15 }) });
    const ranking = emptyRanking(40);
    fc.assert(
      fc.property(fc.array(agent, { minLength: 40, maxLength: 40 }), (agents) => {
        const names = agents.map((a, i) => `${a.total % 3}-${i}`);
        const ties = tieOrder(names, names);
        rank(ranking, Int16Array.from(agents.map((a) => a.total)), Uint8Array.from(agents.map((a) => a.flags)), ties);
        const isRanked = (a: (typeof agents)[number]) => (a.flags & rated) !== 0 && (a.flags & revoked) === 0;
        for (const [i, a] of agents.entries()) {
          const above = agents.filter((b) => isRanked(b) && b.total > a.total).length;
          expect(ranking.ranks[i]).toBe(isRanked(a) ? above + 1 : NO_RANK);
        }
        const ranked = [...ranking.order.subarray(0, ranking.ranked)];
        const plain = [...ties]
          .filter((i) => isRanked(agents[i] as never))
          .sort((i, j) => (agents[j]?.total ?? 0) - (agents[i]?.total ?? 0));
        expect(ranked).toEqual(plain);
        expect([...ranking.order].sort((i, j) => i - j)).toEqual([...agents.keys()]);
      }),
    );
  });
});

it("places by totals alone are those of a plain count", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 })), (totals) => {
      const place = placesOf(totals);
      for (const total of totals) expect(place(total)).toBe(1 + totals.filter((other) => other > total).length);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WindowWalk } from "./window";
import { windowAfterAll } from "./window.fixture";
import { Windows } from "./windows";

const RUNS = 200;

describe("the window of a list", () => {
  type Told = { row: number; reporter: string; maxShare: number };
  const SHARES = { rising: [0.01, 0.05, 0.2, 0.5], any: [0.5, 0.01, 0.29, 0.2, 0.05] } as const;

  /** Lists in which capped reporters flood in stretches and uncapped ones come between. */
  const lists = (shares: (draw: number, progress: number) => number) =>
    fc
      .array(
        fc.record({
          reporter: fc.constantFrom("a", "b", "c", "open", "half open"),
          share: fc.nat(4),
          times: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, { weight: 1, arbitrary: fc.nat(60) }),
        }),
        { maxLength: 40, size: "max" },
      )
      .map((stretches) =>
        stretches
          .flatMap(({ reporter, share, times }, i) => {
            const capped = reporter !== "open" && (reporter !== "half open" || share > 2);
            return Array<Omit<Told, "row">>(times).fill({ reporter, maxShare: capped ? shares(share, i / stretches.length) : 1 });
          })
          .map((signal, row): Told => ({ ...signal, row })),
      );

  function walked(list: readonly Told[]) {
    const walk = new WindowWalk();
    const taken = list.toReversed().filter((signal) => !walk.full && walk.takes({ ...signal, weight: 1 }));
    return { rows: taken.map(({ row }) => row).reverse(), doubtful: walk.doubtful };
  }

  function pushed(list: readonly Told[]): Windows {
    const windows = new Windows();
    for (const { row, reporter, maxShare } of list) windows.push(0, 0, row / 1000, 1, row, maxShare, reporter);
    return windows;
  }

  it("is the same forward and backward while caps stay or rise, and the engine's", () => {
    const rising = lists((_, progress) => SHARES.rising[Math.floor(progress * SHARES.rising.length)] ?? 1);
    fc.assert(
      fc.property(rising, (list) => {
        const expected = windowAfterAll(list).map(({ row }) => row);
        expect(walked(list)).toEqual({ rows: expected, doubtful: false });
        const windows = pushed(list);
        expect(windows.entries(0, 0).map(({ row }) => row)).toEqual(expected);
        expect(windows.total(0, 0)).toBe(list.length);
      }),
      { numRuns: RUNS },
    );
  });

  it("is the same, or the walk says that it may be less, where caps fall and rise", () => {
    let certain = 0;
    let differing = 0;
    fc.assert(
      fc.property(
        lists((draw) => SHARES.any[draw] ?? 1),
        (list) => {
          const expected = windowAfterAll(list).map(({ row }) => row);
          expect(
            pushed(list)
              .entries(0, 0)
              .map(({ row }) => row),
          ).toEqual(expected);
          const { rows, doubtful } = walked(list);
          expect(rows.slice(rows.length - expected.length)).toEqual(expected);
          if (rows.length !== expected.length) differing += 1;
          if (doubtful) return;
          expect(rows).toEqual(expected);
          certain += 1;
        },
      ),
      { numRuns: RUNS },
    );
    expect(certain).toBeGreaterThan(RUNS / 20);
    expect(differing).toBeGreaterThan(0);
  });

  it("comes back from its own entries, with whoever holds what", () => {
    fc.assert(
      fc.property(
        lists((draw) => SHARES.any[draw] ?? 1),
        lists((draw) => SHARES.any[draw] ?? 1),
        (list, more) => {
          const windows = pushed(list);
          const again = pushed(list);
          const entries = windows.cappedEntries(0, 0);
          expect(entries === null).toBe(windowAfterAll(list).every(({ maxShare }) => maxShare === 1));
          if (entries === null) return;
          again.clear(0);
          for (const entry of entries) again.pushEntry(0, 0, entry);
          again.setTotal(0, 0, list.length);
          for (const each of [windows, again])
            for (const { row, reporter, maxShare } of more) each.push(0, 0, 0.5, 1, list.length + row, maxShare, reporter);
          expect(again.entries(0, 0)).toEqual(windows.entries(0, 0));
          expect(again.total(0, 0)).toBe(list.length + more.length);
          expect(again.mean(0, 0)).toBe(windows.mean(0, 0));
        },
      ),
      { numRuns: RUNS / 2 },
    );
  });

  it("without its oldest that are forgotten, replayed, is the same", () => {
    fc.assert(
      fc.property(
        lists((draw) => SHARES.any[draw] ?? 1),
        lists((draw) => SHARES.any[draw] ?? 1),
        (list, more) => {
          const oldest = pushed(list).oldestRow(0, 0) ?? 0;
          const later = more.map((signal) => ({ ...signal, row: list.length + signal.row }));
          const kept = list.filter(({ row }) => row >= oldest);
          expect(
            pushed([...kept, ...later])
              .entries(0, 0)
              .map(({ row }) => row),
          ).toEqual(
            pushed([...list, ...later])
              .entries(0, 0)
              .map(({ row }) => row),
          );
        },
      ),
      { numRuns: RUNS / 2 },
    );
  });
});

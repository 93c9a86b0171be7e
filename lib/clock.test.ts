import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { steadyClock } from "./clock";

const NOON = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;

/** A clock whose sources the test moves. */
function set(since: number, wall: number) {
  const sources = { wall, elapsed: 0, setBack: [] as number[] };
  const now = steadyClock(since, {
    wall: () => sources.wall,
    elapsed: () => sources.elapsed,
    onSetBack: (ms) => sources.setBack.push(ms),
  });
  const pass = (ms: number) => {
    sources.wall += ms;
    sources.elapsed += ms;
  };
  return { sources, now, pass };
}

describe("a clock that never goes back", () => {
  it("is the system's as long as that goes on, and when it is set forward", () => {
    const { sources, now, pass } = set(0, NOON);
    pass(1_000);
    expect(now()).toBe(NOON + 1_000);
    sources.wall += DAY;
    expect(now()).toBe(NOON + 1_000 + DAY);
    expect(sources.setBack).toEqual([]);
  });

  it("goes on at half the pace while the system's is behind, says so once, and meets it again", () => {
    const { sources, now, pass } = set(0, NOON);
    now();
    sources.wall -= 3_600_000;
    for (let i = 0; i < 10; i++) pass(1_000);
    expect(now()).toBe(NOON + 5_000);
    expect(now()).toBe(NOON + 5_000);
    expect(sources.setBack).toEqual([3_590_000]);
    pass(2 * 3_600_000);
    pass(1_000);
    now();
    expect(now()).toBe(sources.wall);
  });

  it("begins no earlier than what was journaled, unless that is more than a day ahead", () => {
    const ahead = set(NOON + 3_600_000, NOON);
    expect(ahead.now()).toBe(NOON + 3_600_000);
    expect(ahead.sources.setBack).toEqual([3_600_000]);
    expect(set(NOON + DAY + 1, NOON).now()).toBe(NOON);
    expect(set(NOON - 5, NOON).now()).toBe(NOON);
  });

  it("is never behind what it said, nor behind the system's", () => {
    const step = fc.record({ jump: fc.integer({ min: -2 * DAY, max: 2 * DAY }), passes: fc.nat({ max: 10_000 }) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { sources, now, pass } = set(NOON, NOON);
        let before = now();
        for (const { jump, passes } of steps) {
          sources.wall += jump;
          pass(passes);
          const said = now();
          expect(said).toBeGreaterThanOrEqual(before);
          expect(said).toBeGreaterThanOrEqual(sources.wall);
          before = said;
        }
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { waitBefore } from "./reconnect";

/** When each of many clients comes back to a server that is up again after `down` ms, ms after it went. */
function returns(setback: "broken" | "told", down: number): number[] {
  return Array.from({ length: 1_000 }, (_, i) => {
    const random = ((i * 7919) % 1_000) / 1_000;
    let at = waitBefore(setback, 0, random);
    for (let tries = setback === "told" ? 2 : 1; at < down; tries++)
      at += waitBefore("broken", tries, ((i * 104_729) % 1_000) / 1_000);
    return at;
  }).sort((a, b) => a - b);
}

/** The largest share that comes within one second. */
function peak(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length)) / times.length;
}

describe("coming back", () => {
  it.each([1_000, 2_000, 3_500, 8_000, 60_000])(
    "to a server that was away for %i ms is spread, and all are there soon",
    (down) => {
      for (const setback of ["broken", "told"] as const) {
        const times = returns(setback, down);
        expect(peak(times)).toBeLessThanOrEqual(0.4);
        expect((times.at(-1) ?? 0) - down).toBeLessThanOrEqual(6_000);
      }
    },
  );

  it("after a blip is tried within a second", () => {
    expect(waitBefore("broken", 0, 0)).toBeGreaterThan(0);
    expect(waitBefore("broken", 0, 0.999)).toBeLessThan(1_000);
  });

  it("is left for a while by whoever is refused", () => {
    expect(waitBefore("refused", 0, 0)).toBeGreaterThanOrEqual(15_000);
  });
});

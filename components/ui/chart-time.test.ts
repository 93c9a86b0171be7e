import { describe, expect, it } from "vitest";
import { grouped, thinned, timeLabel, timeTicks } from "./chart-time";

const at = (text: string) => Date.parse(`2026-11-${text}Z`);

describe("a time axis", () => {
  it("puts ticks on round instants, as many as fit", () => {
    expect(timeTicks(at("20T13:02:11"), at("20T14:02:11"), 6).map((t) => timeLabel(t, 3_600_000))).toEqual([
      "13:10",
      "13:20",
      "13:30",
      "13:40",
      "13:50",
      "14:00",
    ]);
  });

  it("leaves room for now", () => {
    expect(timeTicks(at("20T13:02:11"), at("20T14:02:11"), 6, 300_000).map((t) => timeLabel(t, 3_600_000))).not.toContain(
      "14:00",
    );
  });

  it("names days over a week and dates over a month", () => {
    const week = timeTicks(at("13T14:00:00"), at("20T14:00:00"), 7);
    expect(week).toHaveLength(7);
    expect(timeLabel(week[0] ?? 0, 7 * 86_400_000)).toBe("Sat 14");
    expect(timeLabel(at("05T00:00:00"), 30 * 86_400_000)).toBe("5 Nov");
  });

  it("has fewer ticks on a narrow screen", () => {
    expect(timeTicks(at("13T14:00:00"), at("20T14:00:00"), 4).length).toBeLessThanOrEqual(4);
  });
});

describe("marks", () => {
  it("that would overlap share one place", () => {
    expect(grouped([{ at: 30 }, { at: 1 }, { at: 5 }], 10)).toEqual([[{ at: 1 }, { at: 5 }], [{ at: 30 }]]);
  });
});

describe("many points", () => {
  it("are thinned without losing an extreme", () => {
    const points = Array.from({ length: 1000 }, (_, i) => ({ at: i, min: i === 503 ? 0 : 500, max: 600 }));
    const kept = thinned(points, 300);
    expect(kept.length).toBeLessThanOrEqual(300);
    expect(Math.min(...kept.map((p) => p.min))).toBe(0);
    expect(kept.at(-1)?.at).toBe(999);
  });

  it("are left alone when they fit", () => {
    expect(thinned([{ min: 1, max: 2 }], 300)).toEqual([{ min: 1, max: 2 }]);
  });
});

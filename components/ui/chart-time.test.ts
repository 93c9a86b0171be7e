import { describe, expect, it } from "vitest";
import { grouped, samplesOf, thinned, timeLabel, timeTicks } from "./chart-time";

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

describe("the line of a history", () => {
  const point = (at: number, value: number, solid = true) => ({ at, value, min: value, max: value, solid });
  const lines = (samples: ReturnType<typeof samplesOf>) => samples.map(({ at, solid, dashed }) => [at, solid, dashed]);

  it("goes on to the end, and is dashed where the agent was unrated", () => {
    expect(lines(samplesOf([point(0, 500, false), point(10, 600)], [], 20, 300))).toEqual([
      [0, null, 500],
      [10, 600, 600],
      [20, 600, null],
    ]);
  });

  it("ends where a gap begins; a point between two gaps is a dot", () => {
    const gaps = [
      { from: 10, to: 50 },
      { from: 50, to: 90 },
    ];
    const samples = samplesOf([point(0, 500), point(10, 600), point(50, 700), point(90, 800)], gaps, 90, 300);
    expect(lines(samples)).toEqual([
      [0, 500, null],
      [10, 600, null],
      [10, null, null],
      [50, 700, null],
      [50, null, null],
      [90, 800, null],
    ]);
    expect(samples.flatMap(({ lone }) => lone ?? [])).toEqual([700, 800]);
  });

  it("does not go on into a gap that reaches to now", () => {
    expect(lines(samplesOf([point(0, 500), point(10, 600)], [{ from: 10, to: 90 }], 90, 300))).toEqual([
      [0, 500, null],
      [10, 600, null],
    ]);
  });

  it("is never thinned across a gap", () => {
    const points = Array.from({ length: 1000 }, (_, i) => point(i < 900 ? i : i + 5000, 500));
    const samples = samplesOf(points, [{ from: 899, to: 5900 }], 6000, 100);
    expect(samples.length).toBeLessThan(110);
    expect(samples.some(({ at, range }) => at === 899 && range === null)).toBe(true);
  });
});

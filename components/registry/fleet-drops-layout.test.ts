import { describe, expect, it } from "vitest";
import type { AwaitedDrop } from "@/lib/registry/fleet-health-shape";
import { horizonOf, placed } from "./fleet-drops-layout";

const NOW = Date.parse("2026-11-20T14:00:00Z");
const DAY = 86_400_000;
const drop = (days: number): AwaitedDrop => ({
  agentId: `a${days}`,
  name: "a",
  at: new Date(NOW + days * DAY).toISOString(),
  from: "T3",
  to: "T2",
  dimensions: ["cc"],
});

describe("the strip of tier drops", () => {
  it("puts marks at their time, and those that would cover one another on top of each other", () => {
    const marks = placed([drop(1), drop(1.1), drop(7), drop(14)], NOW, 14 * DAY);
    expect(marks.map(({ x, row }) => [Number(x.toFixed(3)), row])).toEqual([
      [0.071, 0],
      [0.079, 1],
      [0.5, 0],
      [1, 0],
    ]);
  });

  it("leaves to the table what has no room, and keeps on the axis what is due", () => {
    const marks = placed(
      Array.from({ length: 9 }, () => drop(-0.1)),
      NOW,
      14,
    );
    expect(marks).toHaveLength(4);
    expect(marks.every(({ x }) => x === 0)).toBe(true);
  });

  it("has the shortest axis that holds all of them", () => {
    expect(horizonOf([drop(0.01), drop(0.04)], NOW).unit).toBe("m");
    expect(horizonOf([drop(0.01), drop(0.9)], NOW).unit).toBe("h");
    expect(horizonOf([drop(0.01), drop(13)], NOW).unit).toBe("d");
    expect(horizonOf([], NOW).unit).toBe("d");
  });
});

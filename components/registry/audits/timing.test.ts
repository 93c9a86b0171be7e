import { describe, expect, it } from "vitest";
import { spanText, timingText } from "./timing";

const startedAt = "2026-11-20T14:00:00.000Z";
const at = (seconds: number) => Date.parse(startedAt) + seconds * 1000;
const running = (done: number, total = 96) =>
  ({ startedAt, finishedAt: null, status: "running", progress: { done, total, dimension: null } }) as const;

describe("the time of an audit", () => {
  it("is what has passed and what will, at the same pace", () => {
    expect(timingText(running(61), at(102))).toBe("1\u00a0min 42\u00a0s, about 59\u00a0s left");
  });

  it("is not estimated from a few probes", () => {
    expect(timingText(running(5), at(9))).toBe("9\u00a0s");
  });

  it("stands still once it has ended, and is empty before it began", () => {
    const ended = { ...running(96), status: "passed", finishedAt: "2026-11-20T14:03:00.000Z" } as const;
    expect(timingText(ended, at(9_999))).toBe("3\u00a0min");
    expect(timingText({ ...running(0), startedAt: null, status: "queued" }, at(5))).toBe("");
  });

  it.each([
    [0, "0\u00a0s"],
    [59_400, "59\u00a0s"],
    [59_600, "1\u00a0min"],
    [725_000, "12\u00a0min"],
  ])("of %i ms reads %s", (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda } from "./agenda";

type Step = { number: number; at: number | null };
const step: fc.Arbitrary<Step> = fc.record({
  number: fc.integer({ min: 0, max: 30 }),
  at: fc.option(fc.integer({ min: 0, max: 50 }), { nil: null }),
});

describe("an agenda", () => {
  it("always knows the first instant and what is due, whatever was set, moved and taken off", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 0, max: 50 }), (steps, now) => {
        const agenda = new Agenda();
        const naive = new Map<number, number>();
        for (const { number, at } of steps) {
          agenda.set(number, at);
          if (at === null) naive.delete(number);
          else naive.set(number, at);
          expect(agenda.next).toBe(naive.size === 0 ? null : Math.min(...naive.values()));
        }
        const due = [...naive].filter(([, at]) => at <= now).map(([number]) => number);
        expect(agenda.due(now, 100).sort((a, b) => a - b)).toEqual(due.sort((a, b) => a - b));
        expect(agenda.due(now, 3)).toHaveLength(Math.min(3, due.length));
        expect(agenda.size).toBe(naive.size);
      }),
    );
  });

  it("calls when the first instant has become earlier, and only then", () => {
    let calls = 0;
    const agenda = new Agenda(() => {
      calls += 1;
    });
    for (const [number, at] of [
      [1, 50],
      [2, 60],
      [3, 40],
      [1, 70],
    ] as const)
      agenda.set(number, at);
    expect(calls).toBe(2);
  });
});

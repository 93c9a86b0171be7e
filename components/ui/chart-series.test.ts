import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenTimes, pathOf, valuesAt } from "./chart-series";

const points = fc
  .uniqueArray(fc.nat(1000), { maxLength: 30 })
  .chain((times) =>
    fc.tuple(...times.toSorted((a, b) => a - b).map((at) => fc.record({ at: fc.constant(at), value: fc.option(fc.nat(1000)) }))),
  );

describe("a series", () => {
  it("has at every time the value of its last point, and none before the first", () => {
    fc.assert(
      fc.property(points, fc.array(fc.nat(1000)), (series, asked) => {
        const times = asked.toSorted((a, b) => a - b);
        expect(valuesAt(series, times)).toEqual(times.map((at) => series.findLast((point) => point.at <= at)?.value ?? null));
      }),
    );
  });

  it("is asked at even times, both ends included", () => {
    expect(evenTimes(0, 100, 5)).toEqual([0, 25, 50, 75, 100]);
  });

  it("is drawn as lines or steps that end where there is no value", () => {
    const places = [{ x: 0, y: 1 }, { x: 5, y: 2 }, null, { x: 9, y: 3 }, { x: 12, y: 3 }];
    expect(pathOf(places, false)).toBe("M0.0,1.0L5.0,2.0M9.0,3.0L12.0,3.0");
    expect(pathOf(places, true)).toBe("M0.0,1.0H5.0V2.0M9.0,3.0H12.0V3.0");
  });
});

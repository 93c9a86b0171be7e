import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Bucket } from "./rate-limit";

describe("a bucket", () => {
  it("lets a burst through, then as many as its rate", () => {
    const bucket = new Bucket(10, 20, 0);
    expect(Array.from({ length: 21 }, () => bucket.take(1, 0))).toEqual([...Array<number>(20).fill(0), 0.1]);
    expect(bucket.take(1, 0.1)).toBe(0);
    expect(bucket.take(1, 0.1)).toBeCloseTo(0.1);
  });

  it("takes nothing where it refuses", () => {
    const bucket = new Bucket(10, 10, 0);
    bucket.take(8, 0);
    expect(bucket.take(5, 0)).toBeCloseTo(0.3);
    expect(bucket.take(2, 0)).toBe(0);
  });

  it("lets something larger than its burst through when it is full, and has it paid off", () => {
    const bucket = new Bucket(100, 100, 0);
    expect(bucket.take(10_000, 0)).toBe(0);
    expect(bucket.take(1, 1)).toBeCloseTo(98.01);
    expect(bucket.take(1, 100)).toBe(0);
  });

  it("never gives more than its burst and its rate, whatever is asked and when", () => {
    const asked = fc.array(
      fc.record({ after: fc.double({ min: 0, max: 3, noNaN: true }), count: fc.integer({ min: 1, max: 40 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), asked, (perSecond, list) => {
        const bucket = new Bucket(perSecond, perSecond, 0);
        let now = 0;
        let taken = 0;
        for (const { after, count } of list) {
          now += after;
          if (bucket.take(count, now) === 0) taken += count;
          // The last one may be larger than the burst.
          expect(taken).toBeLessThanOrEqual(perSecond + now * perSecond + 40 + 1e-6);
        }
      }),
    );
  });
});

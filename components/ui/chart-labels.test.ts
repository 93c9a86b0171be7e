import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spread } from "./chart-labels";

describe("labels at the end of lines", () => {
  it("stay where they do not touch", () => {
    expect(spread([10, 80, 40], 12, 200)).toEqual([10, 80, 40]);
  });

  it("move apart where they do, and not over the lower edge", () => {
    expect(spread([50, 52, 51], 12, 200)).toEqual([50, 74, 62]);
    expect(spread([198, 199], 12, 200)).toEqual([188, 200]);
  });

  it("never cover one another and keep their order", () => {
    const at = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(at, (wanted) => {
        const placed = spread(wanted, 12, 200);
        const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
        const inOrder = order.map((i) => placed[i] ?? 0);
        for (const [i, y] of inOrder.entries()) if (i > 0) expect(y - (inOrder[i - 1] ?? 0)).toBeGreaterThan(11.999);
        expect(Math.max(...placed)).toBeLessThanOrEqual(200);
      }),
    );
  });
});

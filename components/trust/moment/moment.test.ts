import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ago, momentOf, momentText } from "./moment";

describe("a moment in an address", () => {
  it("is read back as it was written, to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        expect(momentOf(momentText(at))).toBe(Math.floor(at / 1000) * 1000);
      }),
    );
  });

  it.each(["", "yesterday", "2026-11-20", "2026-11-20T14:02", "2026-13-20T14:02:00Z", "1700000000000"])("is none: %j", (text) => {
    expect(momentOf(text)).toBeNull();
  });

  it("names its zone, and any will do", () => {
    expect(momentOf("2026-11-20T15:02:00+01:00")).toBe(Date.UTC(2026, 10, 20, 14, 2));
  });

  it("so long ago is a full minute", () => {
    expect(ago(Date.UTC(2026, 10, 20, 14, 2, 33), 3_600_000)).toBe(Date.UTC(2026, 10, 20, 13, 2));
  });
});

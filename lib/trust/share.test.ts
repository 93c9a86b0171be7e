import { describe, expect, it } from "vitest";
import { formatShared, parseShared, percentText } from "./share";

describe("a shared what-if", () => {
  it("comes back as it went into the link", () => {
    expect(formatShared([250, 150, 200, 250, 150])).toBe("250,150,200,250,150");
    expect(parseShared("250,150,200,250,150")).toEqual({ ok: true, weights: [250, 150, 200, 250, 150] });
    expect(parseShared("1000,0,0,0,0")).toEqual({ ok: true, weights: [1000, 0, 0, 0, 0] });
  });

  it.each([
    ["", "1 of 5"],
    ["250,150,200,250", "4 of 5"],
    ["250,150,200,250,150,0", "6 of 5"],
    ["250,150,200,250,140", "sum to 99 %"],
    ["25.5,150,200,250,150", "not a whole number"],
    ["-250,650,200,250,150", "not a whole number"],
    ["250,150,200,250,x", "not a whole number"],
    ["1e3,0,0,0,0", "not a whole number"],
    ["99999,0,0,0,0", "not a whole number"],
    ["250, 150,200,250,150", "not a whole number"],
    ["<script>,0,0,0,1000", "not a whole number"],
  ])("is refused with a reason: %s", (text, because) => {
    const shared = parseShared(text);
    expect(shared.ok).toBe(false);
    expect(shared.ok ? "" : shared.because).toContain(because);
  });
});

describe("percent", () => {
  it("shows a decimal only where there is one", () => {
    expect([0, 1, 125, 250, 1000].map(percentText)).toEqual(["0", "0.1", "12.5", "25", "100"]);
  });
});

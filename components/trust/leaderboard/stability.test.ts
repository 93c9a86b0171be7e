import { describe, expect, it } from "vitest";
import { stableOf } from "./stability";

const words = (low: number, high: number, tenths: number) => stableOf({ low, high }, tenths, 3).words;

describe("the stability of rank 1 in words", () => {
  it("is rounded inwards, to whole percent", () => {
    expect(words(0.1741, 0.3489, 250)).toBe("Rank 1 is stable for security 18–34 %");
    expect(words(0.2, 1, 250)).toBe("Rank 1 is stable for security 20–100 %");
  });

  it("is told in tenths where whole percent would leave out the weight as it is", () => {
    expect(words(0.2421, 0.2589, 245)).toBe("Rank 1 is stable for security 24.3–25.8 %");
    expect(words(0.25, 0.25, 250)).toBe("Rank 1 is stable for security only at 25 %");
  });

  it("says so where nothing could change it", () => {
    expect(words(0, 1, 250)).toBe("Rank 1 is stable for security at any weight");
  });
});

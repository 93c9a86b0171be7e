import { describe, expect, it } from "vitest";
import { heldByBits, heldByNames } from "./held-by";

describe("what holds a tier, in bits", () => {
  it("names every component, in fixed order, whatever order they were given in", () => {
    expect(heldByNames(heldByBits([{ dimension: "ih" }, { dimension: "as" }, { dimension: "cc" }]))).toBe("CC, AS, IH");
    expect(heldByNames(heldByBits([{ dimension: "er" }]))).toBe("ER");
    expect(heldByNames(0)).toBe("");
  });
});

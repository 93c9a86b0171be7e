import { describe, expect, it } from "vitest";
import { compareAddress, whyNot } from "./chosen";

describe("agents to compare", () => {
  it("are two to four; else a sentence says why not", () => {
    expect([0, 1, 2, 3, 4, 5].map((n) => whyNot(n) === null)).toEqual([false, false, true, true, true, false]);
    expect(whyNot(7)).toBe("At most 4 agents can be compared, 7 are selected.");
  });

  it("stand in the address whatever their ids hold", () => {
    expect(compareAddress(["scout", "did:web:a.example"])).toBe("/agents/compare?ids=scout,did%3Aweb%3Aa.example");
  });
});

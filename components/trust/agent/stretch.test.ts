import { describe, expect, it } from "vitest";
import { chosenWith, NOTHING_CHOSEN } from "./stretch";

const chosenBy = (...moments: number[]) => moments.reduce(chosenWith, NOTHING_CHOSEN);

describe("choosing two moments", () => {
  it("takes the first as the beginning and the second as the end", () => {
    expect(chosenBy(10)).toEqual({ from: 10, to: null });
    expect(chosenBy(10, 30)).toEqual({ from: 10, to: 30 });
  });

  it("does not mind the order, nor the same moment twice", () => {
    expect(chosenBy(30, 10)).toEqual({ from: 10, to: 30 });
    expect(chosenBy(30, 30)).toEqual({ from: 30, to: null });
  });

  it("begins anew with the third", () => {
    expect(chosenBy(10, 30, 50)).toEqual({ from: 50, to: null });
  });
});

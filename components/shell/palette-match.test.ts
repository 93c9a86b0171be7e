import { describe, expect, it } from "vitest";
import { indexAgents, isMeant, wordsOf } from "./palette-match";

describe("words", () => {
  it("mean what they begin, in any order", () => {
    expect(isMeant(wordsOf("aud sc"), "Audit scout")).toBe(true);
    expect(isMeant(wordsOf("SCOUT re"), "Re-audit scout")).toBe(true);
    expect(isMeant(wordsOf("dit"), "Audit scout")).toBe(false);
    expect(isMeant([], "Audit scout")).toBe(true);
  });
});

describe("agents", () => {
  const names = ["price-scout", "scout", "Überprüfer", "scout-two", "oracle"];
  const ids = ["a-1", "a-2", "a-3", "a-4", "scout-5"];
  const models = ["m1", "m1", "gpt-x", "m2", "m2"];
  const index = indexAgents(ids, names, models);
  const find = (text: string, most = 20) => index.find(wordsOf(text), most).map(({ id }) => id);

  it("come by name first: the same, then what begins with it, then what contains it, then id and model", () => {
    expect(find("scout")).toEqual(["a-2", "a-4", "a-1", "scout-5"]);
  });

  it("are found by their model, and by name and model together", () => {
    expect(find("gpt")).toEqual(["a-3"]);
    expect(find("scout m2")).toEqual(["a-4", "scout-5"]);
  });

  it("are found in any script, never by the middle of a word, and only as many as asked for", () => {
    expect(find("überp")).toEqual(["a-3"]);
    expect(find("cout")).toEqual([]);
    expect(find("", 2)).toHaveLength(2);
  });
});

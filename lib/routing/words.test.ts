import { describe, expect, it } from "vitest";
import { phraseOf, termsOf } from "./words";

describe("the terms of a text", () => {
  it.each([
    ["Fix the bugs, fixing them twice", ["fix", "bug", "twice"]],
    ["INVOICES No. 88213", ["invoic"]],
    ["C++ and C# but not C", ["c++", "c#", "c"]],
    ["ﬁne ＴＥＳＴＳ", ["fine", "test"]],
    ["Prüfe die Übersetzungen", ["prüfe", "die", "übersetzungen"]],
    ["数据分析", ["数据", "据分", "分析"]],
    ["表", ["表"]],
    ["🙂 ---", []],
    ["", []],
    [`${"x".repeat(65)} code`, ["code"]],
    ["reconciliation", ["reconcili"]],
  ])("of %j are %j", (text, expected) => {
    expect(termsOf(text)).toEqual(expected);
    // The second time they may come from memory.
    expect(termsOf(text)).toEqual(expected);
  });

  it("of the longest description are found at once", () => {
    expect(termsOf("x".repeat(20_000))).toEqual([]);
    expect(termsOf("据".repeat(20_000))).toEqual(["据据"]);
  });
});

describe("a name as a phrase", () => {
  it.each([
    ["Vulnerability Scan", "vulnerability scanning"],
    ["fact-checking", "Fact checks"],
    ["  ?! ", "?!"],
  ])("%j is %j", (one, other) => {
    expect(phraseOf(one)).toBe(phraseOf(other));
  });

  it("keeps the order of its words, and every one of them", () => {
    expect(phraseOf("data entry")).not.toBe(phraseOf("entry data"));
    expect(phraseOf("level 2")).not.toBe(phraseOf("level 3"));
  });
});

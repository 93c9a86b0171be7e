import { describe, expect, it } from "vitest";
import { classicCapability } from "./classic";
import { contender, routeBids } from "./contender.fixture";
import { BALANCED } from "./policy";

const capabilityFor = (description: string, keywords: string[], capabilities: string[] = []) =>
  routeBids([contender("a", { keywords, capabilities })], { a: 10 }, { description }).candidates[0]?.capabilityScore;

describe("T5: whole words are compared, by their stems", () => {
  it.each([
    ["prefix", "fix"],
    ["the latest", "test"],
    ["a special", "ci"],
  ])("%s does not ask for %s", (description, keyword) => {
    expect(capabilityFor(description, [keyword])).toBe(0);
    expect(classicCapability({ keywords: [keyword], capabilities: [] }, description)).toBe(0.3);
  });

  it.each([
    ["Summaries of invoices", ["summary", "invoice"]],
    ["ＦＩＸ ＢＵＧＳ", ["fix", "bug"]],
    ["Übersetzung", ["übersetzung"]],
    ["分析数据", ["分析", "析数", "数据"]],
    ["Port it from C++ to C#", ["port", "c++", "c#"]],
  ])("%s is matched in full by %j", (description, keywords) => {
    expect(capabilityFor(description, keywords)).toBe(1);
  });

  it("empty, doubled and further keywords raise nothing", () => {
    const [description, once] = ["Fix the bug in the login page", ["bug"]];
    const expected = capabilityFor(description, once);
    expect(expected).toBe(0.25);
    expect(capabilityFor(description, ["", " ", "bug", "BUG", "bugs", "cooking", "gardening"], ["bug"])).toBe(expected);
    expect(classicCapability({ keywords: ["", "bug", "bug"], capabilities: [""] }, description)).toBe(0.6);
  });

  it("the word of a property every object has is a word like any other", () => {
    expect(capabilityFor("constructor __proto__ toString", ["data"])).toBe(0);
    expect(capabilityFor("constructor", ["constructor"])).toBe(1);
  });
});

describe("T6: related words follow from stems, and can be set", () => {
  it("who codes matches bugs at half the weight", () => {
    expect(capabilityFor("bug", [], ["coding"])).toBe(0.5);
    expect(capabilityFor("metrics", [], ["analysis"])).toBe(0.5);
    expect(classicCapability({ keywords: [], capabilities: ["coding"] }, "bug")).toBe(0);
  });

  it("an exact match is not doubled by a related one", () => {
    expect(capabilityFor("bug", ["bug"], ["coding"])).toBe(1);
  });

  it("a policy may bring its own", () => {
    const policy = { ...BALANCED, synonyms: [{ heads: ["bookkeeping"], related: ["invoice"] }] };
    const fleet = [contender("a", { capabilities: ["Bookkeeping"], keywords: [] })];
    expect(routeBids(fleet, { a: 1 }, { description: "invoices", policy }).candidates[0]?.capabilityScore).toBe(0.5);
    expect(routeBids(fleet, { a: 1 }, { description: "invoices" }).candidates[0]?.capabilityScore).toBe(0);
  });
});

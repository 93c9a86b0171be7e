import { describe, expect, it } from "vitest";
import { allOf, readSearch, searchOf } from "./view-search";

describe("what a view keeps", () => {
  it("is read as it is written, and two of the same are the same text", () => {
    const search = "q=finance&filter=risk&tier=T3&sort=-tier,name&cols=score,tier&w=200,120,160,400,120";
    expect(searchOf(readSearch(search).params)).toBe(searchOf(readSearch(search.split("&").toReversed().join("&")).params));
    expect(readSearch(searchOf(readSearch(search).params))).toEqual(readSearch(search));
    expect(readSearch(search).ignored).toEqual([]);
  });

  it("leaves out what is shown anyway, which view it is, and who is looked at", () => {
    expect(searchOf({ q: "", filter: "all", view: "some", peek: "scout" })).toBe("");
  });

  it("ignores by name what a later or earlier version does not know or cannot read", () => {
    const { params, ignored } = readSearch("filter=risk&tier=T9&colour=red&w=1,2&cols=score,gone&constructor=1");
    expect(params).toEqual({ filter: "risk" });
    expect(ignored).toEqual(["tier", "colour", "w", "cols", "constructor"]);
    expect(allOf("filter=risk&tier=T9")).toMatchObject({ filter: "risk", tier: null, q: null, cols: null });
  });
});

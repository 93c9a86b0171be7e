import { describe, expect, it } from "vitest";
import { BALANCED } from "@/lib/routing/policy";
import {
  familiesOf,
  routingChanges,
  routingRows,
  routingTenths,
  routingWeights,
  synonymsFault,
  synonymsOf,
} from "./routing-fields";

describe("weights on screen", () => {
  it("are tenths of a percent that sum to 1000, there and back", () => {
    expect(routingTenths(BALANCED.weights)).toEqual([400, 200, 200, 150, 50]);
    expect(routingWeights(routingTenths(BALANCED.weights))).toEqual(BALANCED.weights);
    const thirds = { capability: 1 / 3, price: 1 / 3, trust: 1 / 3, track: 0, load: 0 };
    expect(routingTenths(thirds).reduce((a, b) => a + b)).toBe(1000);
  });
});

describe("synonyms as they are typed", () => {
  it("are words between commas, each once; rows without any are none", () => {
    const typed = [
      { key: 0, heads: " law,  legal ,law", related: "contract; clause," },
      { key: 1, heads: "", related: " " },
    ];
    expect(synonymsOf(typed)).toEqual([{ heads: ["law", "legal"], related: ["contract", "clause"] }]);
    expect(synonymsOf(familiesOf(BALANCED.synonyms))).toEqual(BALANCED.synonyms);
  });

  it("are refused before they are sent where the server would refuse them", () => {
    expect(synonymsFault(BALANCED.synonyms)).toBeNull();
    expect(synonymsFault([{ heads: ["law"], related: [] }])).toBe("Family 1 of synonyms needs a skill and a related word.");
    expect(synonymsFault([{ heads: ["x".repeat(65)], related: ["y"] }])).toContain("has 65");
    const many = Array.from({ length: 65 }, (_, i) => `w${i}`);
    expect(synonymsFault([{ heads: ["law"], related: many }])).toContain("more than 64 words");
    expect(synonymsFault(many.map((word) => ({ heads: [word], related: [word] })))).toContain("At most 64 families");
  });
});

describe("what differs between two versions", () => {
  const weights = { ...BALANCED.weights, capability: 0.35, price: 0.25 };
  const synonyms = [...BALANCED.synonyms.slice(1), { heads: ["law"], related: ["contract"] }];

  it("is said in words", () => {
    expect(routingChanges(BALANCED, BALANCED)).toEqual([]);
    expect(routingChanges(BALANCED, { ...BALANCED, weights, minimumCapability: 0.255, synonyms })).toEqual([
      "Capability 40\u00a0% → 35\u00a0%",
      "Price 20\u00a0% → 25\u00a0%",
      "Minimum capability 20\u00a0% → 25.5\u00a0%",
      "Synonyms removed: code, program: function, class, bug, fix, implement",
      "Synonyms added: law: contract",
    ]);
  });

  it("stands beside what was before", () => {
    const rows = routingRows(BALANCED, { ...BALANCED, weights, synonyms });
    expect(rows.find(({ key }) => key === "price")).toMatchObject({
      before: "20.0\u00a0%",
      after: "25.0\u00a0%",
      change: "+5.0 points",
    });
    expect(rows.filter(({ name }) => name === "Synonyms").map(({ change }) => change)).toEqual(["removed", "added"]);
  });
});

import { describe, expect, it } from "vitest";
import { agentLike } from "./agent.fixture";
import { verdictOf } from "./verdict";

const robustness = { cc: 0.9, er: 0.7, as: 0.74, ih: 0.9 };

describe("the verdict on an agent", () => {
  it("says up to which tier it may act, and when the next one is lost by what", () => {
    const agent = agentLike({ mayAct: true, mayNotBecause: [], tier: "T3" });
    expect(verdictOf(agent, { at: 5, from: 3, to: 2, dimensions: ["er", "as"] })).toMatchObject({
      lead: "May act up to T3",
      next: { to: "T2", at: 5, by: "ER and AS" },
    });
    expect(verdictOf(agent, null).next).toBeNull();
  });

  it("says every reason why it may not act", () => {
    const agent = agentLike({ mayAct: false, mayNotBecause: ["not_certified", "unrated"], tier: "T0" });
    expect(verdictOf(agent, null)).toMatchObject({ lead: "May not act: not certified, unrated", holds: "" });
  });

  it("names all that holds the tier, with what each lacks", () => {
    const bindingDimensions = [
      { dimension: "er", gap: 0.1091 },
      { dimension: "as", gap: 0.014 },
    ];
    expect(verdictOf(agentLike({ tier: "T3", robustness, bindingDimensions }), null).holds).toBe(
      "Held at T3 by ER and AS together: T4 needs ER +0.109 and AS +0.014.",
    );
    const unsound = agentLike({ tier: "T0", robustness, bindingDimensions: [{ dimension: "ih", gap: 0.2 }] });
    expect(verdictOf(unsound, null).holds).toBe("Held at T0 by IH: to leave it, it needs IH +0.200.");
  });
});

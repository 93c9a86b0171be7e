import { describe, expect, it } from "vitest";
import { INELIGIBLE_CODES } from "../registry/agent";
import { CODE_SHORT } from "./code-words";
import { reasonParts } from "./reason-parts";

const shown = (reason: string) =>
  reasonParts(reason)
    .map((part) => ("agent" in part ? `<${part.agent}>` : part.text))
    .join("");

describe("the reason of a decision beside the winner's name", () => {
  it("leaves the winner out and names the agent it was compared with", () => {
    expect(
      shown(
        "demo-a has the best combined score, 0.836, of 3 eligible agents, 0.063 ahead of demo-b: price +0.070, track record −0.007. 26 more were stopped by a gate.",
      ),
    ).toBe("0.836, best of 3, 0.063 ahead of <demo-b>: price +0.070, track record −0.007. 26 more were stopped by a gate.");
  });

  it("knows ids with dots and colons from the sentence around them", () => {
    expect(shown("a has the best combined score, 0.836, of 2 eligible agents, 0.063 ahead of a.b:1:: price +0.063.")).toBe(
      "0.836, best of 2, 0.063 ahead of <a.b:1:>: price +0.063.",
    );
    expect(shown("a has the best combined score, 0.836, of 2 eligible agents, 0.000 ahead of b.c.")).toBe(
      "0.836, best of 2, 0.000 ahead of <b.c>.",
    );
  });

  it("names the other one of a tie", () => {
    expect(
      shown("a has the best combined score, 0.500, of 2 eligible agents, as b has; it comes first because its id comes first."),
    ).toBe("0.500, best of 2, as <b> has; it comes first because its id comes first.");
  });

  it("says who was stopped in words instead of codes", () => {
    expect(shown("No gate lets any of 6 agents pass: hold_integrity 3, below_tier 4.")).toBe(
      "none of 6 agents passes its gates: 3 held for integrity, 4 below the tier",
    );
    const every = INELIGIBLE_CODES.map((code) => `${code} 1`).join(", ");
    expect(shown(`No gate lets any of 9 agents pass: ${every}.`)).toBe(
      `none of 9 agents passes its gates: ${INELIGIBLE_CODES.map((code) => `1 ${CODE_SHORT[code]}`).join(", ")}`,
    );
  });

  it("keeps what has another form", () => {
    for (const reason of ["No bids received.", "because I said so", "x has the best combined score, ever"])
      expect(shown(reason)).toBe(reason);
    expect(shown("a is the only eligible agent, at 0.791.")).toBe("the only eligible agent, at 0.791.");
  });
});

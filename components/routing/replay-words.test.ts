import { describe, expect, it } from "vitest";
import { changedWords } from "./replay-words";

const words = (difference: Parameters<typeof changedWords>[0][number]) =>
  changedWords([difference], (id) => id.toUpperCase()).map(({ what, was, is }) => [what, was, is])[0];

describe("what differs today, in words", () => {
  it("says outcome, winner and policy", () => {
    expect(words({ of: "outcome", was: "assigned", is: "no_suitable_agent" })).toEqual([
      "Outcome",
      "Assigned",
      "No suitable agent",
    ]);
    expect(words({ of: "recommended", was: "scout", is: null })).toEqual(["Winner", "SCOUT", "nobody"]);
    expect(words({ of: "policy", was: "balanced v1: 0.4 0.2", is: "balanced v2: 0.5 0.1" })).toEqual([
      "Policy",
      "balanced v1",
      "balanced v2",
    ]);
  });

  it("says what changed about an agent", () => {
    expect(words({ of: "trustScore", agentId: "scout", was: 0.79, is: 0.734 })).toEqual(["trust", "0.790", "0.734"]);
    expect(words({ of: "bidSats", agentId: "scout", was: 1200, is: null })).toEqual(["price", "1\u202f200 sats", "–"]);
    expect(words({ of: "codes", agentId: "scout", was: ["no_capacity"], is: [] })).toEqual([
      "gates",
      "it has no free capacity",
      "passed all",
    ]);
    expect(words({ of: "candidate", agentId: "scout", was: 2, is: null })).toEqual(["rank", "2", "none"]);
  });

  it("leaves out what the gates say already, and shows what it does not know", () => {
    expect(words({ of: "eligible", agentId: "scout", was: true, is: false })).toBeUndefined();
    expect(words({ of: "mood", agentId: "scout", was: 1, is: "good" })).toEqual(["mood", "1", '"good"']);
  });
});

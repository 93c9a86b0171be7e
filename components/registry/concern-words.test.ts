import { describe, expect, it } from "vitest";
import { agentLike } from "@/lib/registry/agent.fixture";
import { attention } from "@/lib/registry/attention";
import { minutesAgo, NOW, rowOf, type Situation } from "@/lib/registry/fleet.fixture";
import { DEFAULT_TRUST_POLICY } from "@/lib/trust/policy";
import { wordsOf } from "./concern-words";

function say(situation: Omit<Situation, "agentId">, agent?: Parameters<typeof agentLike>[0]) {
  const [concern] = attention([rowOf({ agentId: "scout", ...situation })], DEFAULT_TRUST_POLICY, NOW);
  if (!concern) throw new Error("nothing to say");
  const { what, follows, action } = wordsOf({
    concern,
    agent: agent && agentLike(agent),
    policy: DEFAULT_TRUST_POLICY,
    now: NOW,
    fellAt: null,
  });
  return `${what} | ${follows} | ${action}`.replace(/\s/g, " ");
}

describe("what the queue says", () => {
  it("of a revoked agent, before and after its reason is known", () => {
    expect(say({ revoked: true, score: 240 })).toBe("Revoked | Its score is 240 now; only a person can reinstate it. | Review");
    expect(
      say({ revoked: true, score: 240, atRisk: true }, { revoked: true, revocationReason: "Trust score 240 below threshold" }),
    ).toBe(
      "Revoked | Trust score 240 below threshold. Its score is 240 now; only a person can reinstate it. Also at risk. | Review",
    );
  });

  it("of a hold with its cause and who set it", () => {
    const holds = [{ cause: "critical_violation" as const, actor: "gateway", since: "2026-11-20T13:36:00Z", note: "egress" }];
    expect(say({ held: true }, { holds })).toBe(
      "On hold: critical violation | Set by gateway: egress. It may not act until the hold is lifted. | Review hold",
    );
  });

  it("of an agent at risk, with the room left", () => {
    expect(say({ atRisk: true, score: 480, delta24h: -56 })).toBe(
      "Score fell 56 points in 24 h | 480: 20 under the warning line, 180 above revocation. | Explain",
    );
  });

  it("of silence and of evidence nearly complete", () => {
    expect(say({ lastSignalAt: minutesAgo(26), score: 734 })).toBe(
      "No signal for 26 m | Its score of 734 rests on what was reported before. | Check source",
    );
    expect(say({ rated: false, signals: 4, coverage: 2 })).toBe(
      "Nearly rated | 1 more signal and 1 more dimension needed before it is ranked. | See evidence",
    );
  });
});

import { describe, expect, it } from "vitest";
import { evidenceOf, RawSignal, Signal, type TypedSignal } from "./signal";

const agentId = "scout";

describe("what was observed becomes evidence", () => {
  it.each<[string, TypedSignal, object]>([
    [
      "a compliant decision",
      { agentId, kind: "policy_compliance", compliant: true, policyName: "egress" },
      { dimension: "policy_compliance", value: 1, source: "policy_engine", details: "Policy: egress" },
    ],
    [
      "a violation of an unnamed policy",
      { agentId, kind: "policy_compliance", compliant: false },
      { dimension: "policy_compliance", value: 0, source: "policy_engine" },
    ],
    [
      "use within both budgets",
      { agentId, kind: "resource_usage", tokensUsed: 80, tokensBudget: 100, computeMs: 5, computeBudgetMs: 9 },
      { dimension: "resource_efficiency", value: 1, source: "resource_monitor", details: "tokens=80/100, compute=5/9ms" },
    ],
    [
      "twice both budgets",
      { agentId, kind: "resource_usage", tokensUsed: 200, tokensBudget: 100, computeMs: 20, computeBudgetMs: 10 },
      { dimension: "resource_efficiency", value: 0.5, source: "resource_monitor", details: "tokens=200/100, compute=20/10ms" },
    ],
    [
      "four times one budget, nothing of the other",
      { agentId, kind: "resource_usage", tokensUsed: 400, tokensBudget: 100, computeMs: 0, computeBudgetMs: 10 },
      { dimension: "resource_efficiency", value: 0.625, source: "resource_monitor", details: "tokens=400/100, compute=0/10ms" },
    ],
    [
      "an accepted output",
      { agentId, kind: "output_quality", accepted: true, consumer: "ledger" },
      { dimension: "output_quality", value: 1, source: "consumer:ledger" },
    ],
    [
      "a rejected output",
      { agentId, kind: "output_quality", accepted: false, consumer: "ledger", rejectionReason: "bad schema" },
      { dimension: "output_quality", value: 0, source: "consumer:ledger", details: "bad schema" },
    ],
    [
      "an event within the boundary, of whatever severity",
      { agentId, kind: "security_event", withinBoundary: true, eventType: "egress", severity: "critical" },
      { dimension: "security_posture", value: 1, source: "security_monitor", details: "egress" },
    ],
    [
      "a breach",
      { agentId, kind: "security_event", withinBoundary: false, eventType: "egress", severity: "high" },
      { dimension: "security_posture", value: 0, source: "security_monitor", details: "egress" },
    ],
    [
      "a critical breach",
      { agentId, kind: "security_event", withinBoundary: false, eventType: "egress", severity: "critical" },
      { dimension: "security_posture", value: 0, source: "security_monitor", details: "egress", critical: true },
    ],
    [
      "a failed handoff",
      { agentId, kind: "collaboration", handoffSuccessful: false, peerId: "ledger" },
      { dimension: "collaboration_health", value: 0, source: "collaboration:ledger" },
    ],
  ])("%s", (_, signal, evidence) => {
    expect(Signal.safeParse(signal).success).toBe(true);
    expect(evidenceOf(signal)).toEqual({ agentId, weight: 1, ...evidence });
  });

  it("keeps who, when and how much", () => {
    const about = { agentId, traceId: "t-1", weight: 2, id: "s-1", observedAt: "2026-11-20T14:00:00Z" };
    expect(evidenceOf({ ...about, kind: "collaboration", handoffSuccessful: true, peerId: "ledger" })).toMatchObject(about);
  });

  it("a raw signal is taken as it is", () => {
    const raw: RawSignal = { agentId, dimension: "output_quality", value: 0.4, source: "judge", details: "terse" };
    expect(evidenceOf(raw)).toEqual({ ...raw, weight: 1 });
  });
});

describe("a signal is refused", () => {
  const raw = { agentId, dimension: "output_quality", value: 0.4, source: "judge" };
  it.each([
    ["for an agent id that is a path", { ...raw, agentId: "../etc" }],
    ["for a dimension nobody knows", { ...raw, dimension: "charm" }],
    ["for a weight of zero", { ...raw, weight: 0 }],
    ["for a weight over 10", { ...raw, weight: 10.1 }],
    ["without a source", { ...raw, source: "" }],
    ["for a time without zone", { ...raw, observedAt: "2026-11-20T14:00:00" }],
    ["for a field nobody knows", { ...raw, score: 1000 }],
  ])("%s", (_, signal) => {
    expect(RawSignal.safeParse(signal).success).toBe(false);
  });
});

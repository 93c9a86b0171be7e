import { describe, expect, it } from "vitest";
import type { ConcernKind } from "@/lib/registry/attention";
import type { AttentionAgent, AttentionTask } from "@/lib/registry/attention-shape";
import { DEFAULT_TRUST_POLICY } from "@/lib/trust/policy";
import { wayOf } from "./concern-ways";
import { wordsOf } from "./concern-words";

const NOW = Date.parse("2026-11-20T14:00:00Z");
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

const AGENT: AttentionAgent = {
  id: "scout",
  name: "Scout",
  score: 700,
  rated: true,
  delta24h: 0,
  tier: "T3",
  auditable: true,
  revocationReason: null,
  holds: [],
  audit: null,
  inconclusive: 0,
  drop: null,
  missing: { signals: 0, dimensions: 0 },
  lastSignalAt: ago(0),
  usualGapMs: null,
};

const TASK: AttentionTask = {
  id: "t-1",
  title: "Translate the notes",
  decisionId: "d-1",
  status: "posted",
  minTier: "T4",
  requiredCapabilities: ["german-tax-law"],
  attempts: 0,
  failureReason: null,
  considered: 48,
  refused: { below_tier: 40, capability_missing: 8 },
  expiresAt: ago(-20),
};

const line = (item: Parameters<typeof wordsOf>[0]) => {
  const { what, follows } = wordsOf(item, DEFAULT_TRUST_POLICY, NOW);
  return `${what} | ${follows} | ${wayOf(item).label}`.replace(/\s/g, " ");
};
const agent = (kind: ConcernKind, facts: Partial<AttentionAgent> = {}, also: ConcernKind[] = [], at: string | null = null) =>
  line({ kind, also, at, agent: { ...AGENT, ...facts }, task: null });
const hold = (cause: AttentionAgent["holds"][number]["cause"]) => ({ cause, actor: "gateway", since: ago(5), note: "egress" });

describe("what the queue says and offers", () => {
  it.each<[ConcernKind, Partial<AttentionAgent>, string]>([
    [
      "revoked",
      { score: 240, revocationReason: "Trust score 240 below threshold" },
      "Revoked | Trust score 240 below threshold. Its score is 240 now; only a person can reinstate it. | Reinstate…",
    ],
    [
      "hold",
      { holds: [hold("critical_violation")] },
      "On hold: critical violation | It may not act. Set by gateway: egress. | Lift hold…",
    ],
    [
      "audit_failed",
      { tier: "T0", audit: { id: "a-1", tier: "T0", previousTier: "T1", causes: [] } },
      "Audit failed: T1 to T0 | It gets no tasks at T0. | See evidence",
    ],
    [
      "audit_inconclusive",
      { tier: "T2", inconclusive: 1, audit: { id: "a-1", tier: null, previousTier: null, causes: ["AS was not measured"] } },
      "Audit inconclusive | AS was not measured. The T2 certificate still holds. | Run again",
    ],
    [
      "at_risk",
      { score: 480, delta24h: -56 },
      "At risk: score fell 56 points in 24 h | 480: 20 under the warning line, 180 above revocation. | Explain",
    ],
    [
      "tier_drop",
      { drop: { at: ago(-60), from: "T4", to: "T3", dimensions: ["cc", "er"] } },
      "Drops from T4 to T3 on 20 Nov, 15:00 | CC, ER decay. An audit renews the certificate. | Re-audit",
    ],
    [
      "expired",
      { tier: "T0", auditable: false, drop: { at: ago(60), from: "T1", to: "T0", dimensions: ["ih"] } },
      "Certificate expired | IH decayed. It gets no tasks until an audit or an import certifies it again. | Certify",
    ],
    [
      "silent",
      { lastSignalAt: ago(26), usualGapMs: 15_000, score: 734 },
      "No signal for 26 m | Reports usually come every 15 s. Its score of 734 rests on what was reported before. | Check source",
    ],
    [
      "nearly_rated",
      { missing: { signals: 1, dimensions: 1 } },
      "Nearly rated | 1 more signal and 1 more dimension needed before it is ranked. | See evidence",
    ],
  ])("of %s", (kind, facts, said) => {
    expect(agent(kind, facts)).toBe(said);
  });

  it.each([
    ["operator", "Resume…"],
    ["integrity", "Re-audit"],
    ["architecture_drift", "Review drift"],
    ["insolvent", "Top up"],
  ] as const)("ends the hold %s by what ends it", (cause, label) => {
    expect(agent("hold", { holds: [hold(cause)] })).toMatch(new RegExp(`${label}$`));
  });

  it("adds what else is wrong", () => {
    expect(agent("revoked", { score: 240 }, ["hold", "at_risk"])).toContain("Also on hold and at risk.");
  });

  it("says why nobody got a task, and what became of one", () => {
    expect(line({ kind: "unroutable", also: [], at: null, agent: null, task: TASK })).toBe(
      "No suitable agent | Needs T4, german-tax-law. Of 48 agents: 40 under the tier, 8 without the capability. Waits 20 m more. | Open task",
    );
    const lost = { ...TASK, status: "failed", attempts: 3, failureReason: "timeout", expiresAt: null };
    expect(line({ kind: "task_failed", also: [], at: ago(1), agent: null, task: lost })).toBe(
      "Failed after 3 attempts | timeout. | Open task",
    );
  });
});

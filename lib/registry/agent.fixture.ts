import { byDimension } from "../trust/dimension";
import type { Agent } from "./agent";

/** A healthy agent, Trusted by 34 points, for tests; give what differs. */
export function agentLike(differs: Partial<Agent> = {}): Agent {
  return {
    id: "scout",
    name: "scout",
    model: "claude-haiku-4.5",
    status: "pending",
    holds: [],
    score: 734,
    rated: true,
    rank: 12,
    delta: { h1: -4, h24: -56, d7: -28 },
    band: "trusted",
    revoked: false,
    atRisk: false,
    trend: "stable",
    dimensions: byDimension(() => ({ score: 73.4, windowCount: 80, totalCount: 400 })),
    coverage: 5,
    lastSignalAt: "2026-11-20T14:02:07Z",
    tier: "T0",
    certifiedTier: "T0",
    bindingDimensions: [],
    budgetCeilingSats: 0,
    mayAct: false,
    mayNotBecause: ["not_certified"],
    architectureHash: null,
    provenance: {},
    capabilities: [],
    keywords: [],
    rateSats: null,
    capacity: 4,
    openTasks: 0,
    externalIds: {},
    account: { balanceSats: 0, earnedSats: 0, spentSats: 0, penaltiesSats: 0, topUpsSats: 0 },
    trackRecord: { tasks: 0, completed: 0, failed: 0, successRate: null, avgDurationMs: null },
    registeredAt: "2026-11-01T09:00:00Z",
    version: 1,
    ...differs,
  };
}

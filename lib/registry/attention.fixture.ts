import type { AgentFacts } from "./attention";
import { NOW } from "./fleet.fixture";

/** An agent in the words of a test; what is left out is healthy: rated, certified by nobody, and reported 2 s ago. */
export type Situation = Partial<AgentFacts> & { agentId: string };

export function factsOf(situation: Situation): AgentFacts {
  return {
    score: 700,
    rated: true,
    atRisk: false,
    revokedAt: null,
    heldAt: null,
    atRiskAt: null,
    delta24h: 0,
    lastSignalAt: NOW - 2000,
    signals: 100,
    coverage: 5,
    certified: null,
    lastDrop: null,
    nextDrop: null,
    auditOpen: false,
    auditFailedAt: null,
    inconclusiveAt: null,
    overdueAt: null,
    ...situation,
  };
}

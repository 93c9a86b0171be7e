import type { AuditDetail, AuditedComponent, AuditProbe, ProbeState } from "./audit";

const NOTHING: AuditedComponent = {
  done: 0,
  total: 0,
  passed: 0,
  failed: 0,
  unmeasured: 0,
  estimate: null,
  lower: null,
  upper: null,
  certified: null,
  weakestFacet: null,
};

/** What an audit has seen of one component; nothing, but for what is given. */
function componentOf(over: Partial<AuditedComponent> = {}): AuditedComponent {
  return { ...NOTHING, ...over };
}

/** A probe of the template er.ledger, but for what is given. */
export function probeOf(over: Partial<AuditProbe> = {}): AuditProbe {
  return { id: "er.ledger:load:0", dimension: "er", facet: "load", family: "er.ledger", state: "queued", code: null, ...over };
}

/** Probes `p-0`, `p-1`, … of CC in these states. */
export function probesOf(states: readonly ProbeState[]): AuditProbe[] {
  return states.map((state, i) => probeOf({ id: `p-${i}`, dimension: "cc", facet: "L1", family: "cc.words", state }));
}

/** An audit of scout that waits for its turn, but for what is given. */
export function auditOf(over: Partial<AuditDetail> = {}): AuditDetail {
  return {
    id: "audit-1",
    agentId: "scout",
    type: "re-certification",
    status: "queued",
    reason: null,
    requestedBy: "mara",
    requestedAt: "2026-11-20T14:00:00.000Z",
    battery: "muster-en",
    batteryVersion: "1.0.0",
    batterySha256: "ab".repeat(32),
    seed: null,
    seedCommitment: "cd".repeat(32),
    samples: 1,
    progress: { done: 0, total: 81, dimension: null },
    components: { cc: componentOf(), er: componentOf(), as: componentOf(), ih: componentOf() },
    before: null,
    flags: [],
    critical: 0,
    rounds: 0,
    calls: 0,
    startedAt: null,
    finishedAt: null,
    evidenceHash: null,
    probes: [],
    previousAuditId: null,
    ...over,
  };
}

/** Everything the journal can say. A new type breaks the build where an exhaustive table must know it. */
export const ENTRY_TYPES = [
  "agent.registered",
  "agent.updated",
  "agent.suspended",
  "agent.resumed",
  "agent.revoked",
  "agent.reinstated",
  "agent.deregistered",
  "agent.at_risk",
  "agent.recovered",
  "agent.band_changed",
  "agent.hold_set",
  "agent.hold_lifted",
  "agent.architecture_accepted",
  "certification.issued",
  "certification.tier_dropped",
  "certification.expired",
  "certification.architecture_mismatch",
  "audit.requested",
  "audit.started",
  "audit.finished",
  "audit.cancelled",
  "account.topped_up",
  "routing_policy.changed",
  "task.posted",
  "routing.decided",
  "routing.overridden",
  "task.started",
  "task.completed",
  "task.failed",
  "task.expired",
  "weights.changed",
  "trust_policy.changed",
  "gate.changed",
  "key.created",
  "key.updated",
  "key.revoked",
  "key.rotated",
  "user.created",
  "user.updated",
  "session.ended",
  "operator.signed_in",
  "retention.changed",
  "backup.created",
  "view.shared",
  "view.unshared",
  "signals.recorded",
] as const;

export type EntryType = (typeof ENTRY_TYPES)[number];

/** One journal entry as it is answered and pushed; `at` is RFC 3339 UTC. */
export type Entry = {
  seq: number;
  id: string;
  at: string;
  type: EntryType;
  agentId: string | null;
  actor: string;
  cause: string | null;
  data: Record<string, unknown>;
  prevHash: string;
  hash: string;
};

/** What a command says happened; sequence, time and hashes are assigned in the writer's slot. */
export type NewEntry = {
  /** Given where other rows of the same transaction must name the entry; made in the slot otherwise. */
  id?: string;
  type: EntryType;
  agentId?: string;
  actor: string;
  /** Id of the entry that caused this one. */
  cause?: string;
  data: Record<string, unknown>;
};

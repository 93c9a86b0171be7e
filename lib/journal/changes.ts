import type { Entry, EntryType } from "./entry";

/** Entries that belong together when somebody asks what changed; `status` and `nobody` narrow them further. */
type Group = {
  types: readonly EntryType[];
  /** What the entry's data must say. */
  status?: "failed";
  /** Entries that are about no agent: nobody got the task. */
  nobody?: true;
};

const CHANGES = {
  revoked: { types: ["agent.revoked"] },
  held: { types: ["agent.hold_set", "agent.suspended"] },
  dropped: { types: ["certification.tier_dropped", "certification.expired"] },
  certified: { types: ["certification.issued"] },
  audited: { types: ["audit.finished"] },
  failed: { types: ["audit.finished"], status: "failed" },
  routed: { types: ["routing.decided"] },
  unroutable: { types: ["routing.decided"], nobody: true },
  settings: {
    types: ["weights.changed", "trust_policy.changed", "gate.changed", "routing_policy.changed", "retention.changed"],
  },
  registered: { types: ["agent.registered"] },
} as const satisfies Record<string, Group>;
export type Change = keyof typeof CHANGES;
export const CHANGE_NAMES = Object.keys(CHANGES) as Change[];

/** What a group of changes is, with the parts that only some have. */
export function groupOf(change: Change): Group {
  return CHANGES[change];
}

/** Whether an entry is one of these changes. */
export function isChange({ type, agentId, data }: Pick<Entry, "type" | "agentId" | "data">, change: Change): boolean {
  const { types, status, nobody } = groupOf(change);
  return types.includes(type) && (status === undefined || data.status === status) && (!nobody || agentId === null);
}

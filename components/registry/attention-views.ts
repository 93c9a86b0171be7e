import { CONCERNS, type ConcernKind } from "@/lib/registry/attention";

/** Kinds of concern that somebody looks at together; in the address as `queue`. */
export const QUEUE_VIEWS = {
  all: { label: "All", kinds: CONCERNS },
  stopped: { label: "Stopped", kinds: ["revoked", "hold", "expired"] },
  audits: { label: "Audits", kinds: ["audit_failed", "audit_inconclusive", "audit_overdue"] },
  tasks: { label: "Tasks", kinds: ["unroutable", "task_failed"] },
  "at-risk": { label: "At risk", kinds: ["at_risk", "falling"] },
  drops: { label: "Tier drops", kinds: ["tier_drop"] },
  silent: { label: "Silent", kinds: ["silent"] },
  unrated: { label: "Nearly rated", kinds: ["nearly_rated"] },
} as const satisfies Record<string, { label: string; kinds: readonly ConcernKind[] }>;
export type QueueView = keyof typeof QUEUE_VIEWS;
export const QUEUE_VIEW_KEYS = Object.keys(QUEUE_VIEWS) as QueueView[];

export function kindsOf(view: QueueView): readonly ConcernKind[] {
  return QUEUE_VIEWS[view].kinds;
}

/** Asked for at once: enough for the views of most fleets. */
export const ASKED = 40;

/** How many there are in a view. */
export function countIn(view: QueueView, counts: Partial<Record<ConcernKind, number>>): number {
  return kindsOf(view).reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
}

import type { Change } from "@/lib/journal/changes";

type Words = { one: string; many: string; title: string };

/** What changes are called: counted in a line, and as what the journal is narrowed to. */
export const CHANGE_WORDS = {
  revoked: { one: "revocation", many: "revocations", title: "Revocations" },
  held: { one: "new hold", many: "new holds", title: "New holds" },
  dropped: { one: "tier drop", many: "tier drops", title: "Tier drops" },
  certified: { one: "certificate", many: "certificates", title: "Certificates" },
  audited: { one: "audit", many: "audits", title: "Audits that ended" },
  failed: { one: "failed", many: "failed", title: "Audits that failed" },
  routed: { one: "task routed", many: "tasks routed", title: "Decisions about tasks" },
  unroutable: { one: "unroutable", many: "unroutable", title: "Tasks that nobody got" },
  settings: { one: "setting changed", many: "settings changed", title: "Changes of settings" },
  registered: { one: "new agent", many: "new agents", title: "New agents" },
} as const satisfies Record<Change, Words>;

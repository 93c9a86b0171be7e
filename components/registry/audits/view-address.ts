import type { AuditStatus } from "@/lib/registry/audit";

/** Which audits are listed; null = all. In the URL, so that Back, reload and a link keep it. */
export type AuditsView = { status: AuditStatus | null; agent: string | null };

export const EVERY_AUDIT: AuditsView = { status: null, agent: null };

/** The address of an audit, with the list beside it filtered as it is. */
export function auditHref(id: string, view: AuditsView = EVERY_AUDIT, probe?: string): string {
  const query = new URLSearchParams();
  if (view.status) query.set("status", view.status);
  if (view.agent) query.set("agent", view.agent);
  if (probe) query.set("probe", probe);
  return `/audits/${encodeURIComponent(id)}${query.size > 0 ? `?${query}` : ""}`;
}

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { AuditStatus } from "@/lib/registry/audit";

const STATUSES = ["queued", "running", "passed", "failed", "inconclusive", "cancelled"] as const satisfies readonly AuditStatus[];

/** Which audits are listed; null = all. In the URL, so that Back, reload and a link keep it. */
export type AuditsView = { status: AuditStatus | null; agent: string | null };

export const EVERY_AUDIT: AuditsView = { status: null, agent: null };

export function useAuditsView(): [AuditsView, (view: Partial<AuditsView>) => void] {
  const [view, setView] = useQueryStates(
    { status: parseAsStringLiteral(STATUSES), agent: parseAsString },
    { history: "push", scroll: false },
  );
  return [view, (next) => void setView(next)];
}

/** The address of an audit, with the list beside it filtered as it is. */
export function auditHref(id: string, view: AuditsView = EVERY_AUDIT, probe?: string): string {
  const query = new URLSearchParams();
  if (view.status) query.set("status", view.status);
  if (view.agent) query.set("agent", view.agent);
  if (probe) query.set("probe", probe);
  return `/audits/${encodeURIComponent(id)}${query.size > 0 ? `?${query}` : ""}`;
}

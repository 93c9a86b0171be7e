import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { AuditStatus } from "@/lib/registry/audit";
import type { AuditsView } from "./view-address";

const STATUSES = ["queued", "running", "passed", "failed", "inconclusive", "cancelled"] as const satisfies readonly AuditStatus[];

export function useAuditsView(): [AuditsView, (view: Partial<AuditsView>) => void] {
  const [view, setView] = useQueryStates(
    { status: parseAsStringLiteral(STATUSES), agent: parseAsString },
    { history: "push", scroll: false },
  );
  return [view, (next) => void setView(next)];
}

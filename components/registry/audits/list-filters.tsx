"use client";

import { AgentBox } from "@/components/chips/agent-box";
import { Select } from "@/components/ui/select";
import type { AuditStatus } from "@/lib/registry/audit";
import type { AuditsView } from "./view-address";
import { STATUS_NAMES } from "./words";

const ALL = "all";

/** Which audits to list, by status and by agent; in the URL. */
export function ListFilters({ view, setView }: { view: AuditsView; setView: (view: Partial<AuditsView>) => void }) {
  return (
    <search aria-label="Filter the audits" className="grid grid-cols-2 gap-2 pr-5 pb-1 pl-6 phone:px-4">
      <Select
        aria-label="Status"
        className="min-w-0 [&>span:first-child]:truncate"
        value={view.status ?? ALL}
        onValueChange={(value) => setView({ status: value === ALL ? null : (value as AuditStatus) })}
        options={[
          { value: ALL, label: "Any status" },
          ...(Object.keys(STATUS_NAMES) as AuditStatus[]).map((value) => ({ value, label: STATUS_NAMES[value] })),
        ]}
      />
      <AgentBox aria-label="Agent" placeholder="Any agent" value={view.agent} onChange={(agent) => setView({ agent })} />
    </search>
  );
}

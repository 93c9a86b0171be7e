"use client";

import { useParams } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { AuditActs } from "./acts";
import { AuditList } from "./audit-list";
import { ShowsAudit } from "./shown-audit";

/** The list of audits with the chosen one beside it; on a phone one or the other. */
export function AuditsFrame({ acts, children }: { acts: AuditActs; children: ReactNode }) {
  const { auditId } = useParams<{ auditId?: string }>();
  const selected = auditId === undefined ? null : decoded(auditId);
  const [unnamed, setUnnamed] = useState<string | null>(null);
  return (
    <NuqsAdapter>
      <div className="grid grid-cols-[272px_minmax(0,1fr)] desk:h-[calc(100dvh-var(--bar-height)-var(--strip-height))] phone:block">
        <div className={cn("min-h-0 overflow-y-auto border-line border-r phone:border-r-0", selected !== null && "phone:hidden")}>
          <AuditList selected={selected ?? unnamed} acts={acts} />
        </div>
        <div className={cn("min-h-0 min-w-0", selected === null && "phone:hidden")}>
          {/* On a phone the list with its heading is not there. */}
          {selected === null ? null : <h1 className="sr-only desk:hidden">Audits</h1>}
          <ShowsAudit value={setUnnamed}>{children}</ShowsAudit>
        </div>
      </div>
    </NuqsAdapter>
  );
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

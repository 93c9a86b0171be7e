"use client";

import { useQueryClient } from "@tanstack/react-query";
import { attempt } from "@/components/live/use-act";
import { Confirm } from "@/components/ui/confirm";
import { notify } from "@/components/ui/toast";
import { queries, queryGroups } from "@/lib/http/queries";
import type { Audit } from "@/lib/registry/audit";
import type { AuditActs } from "./acts";

type Props = { audit: Pick<Audit, "id" | "status" | "progress">; name: string; cancel: AuditActs["cancel"]; close: () => void };

/** Asks before an audit is stopped: what it measured certifies nothing then. */
export function CancelAudit({ audit, name, cancel, close }: Props) {
  const client = useQueryClient();
  const { done, total } = audit.progress;
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && close()}
      title={`Cancel the audit of ${name}?`}
      consequence={
        audit.status === "queued"
          ? "It has not begun. The certificate in force stays as it is."
          : `${done} of ${total} probes are done. They are kept as evidence but certify nothing; the certificate in force stays as it is and decays on.`
      }
      action="Cancel audit"
      cancel="Keep it running"
      onConfirm={async () => {
        const { failure } = await attempt(cancel, { id: audit.id });
        if (failure) return failure;
        notify({ text: `Audit of ${name} cancelled` });
        void client.invalidateQueries({ queryKey: queries.audit(audit.id).queryKey });
        void client.invalidateQueries({ queryKey: queryGroups.auditLists });
      }}
    />
  );
}

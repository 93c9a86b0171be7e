import type { AuditActs } from "@/components/registry/audits/acts";
import { cancelAudit, requestAudit } from "../actions";

/** What can be done about audits, for the pages that show them. */
export const AUDIT_ACTS: AuditActs = { request: requestAudit, cancel: cancelAudit };

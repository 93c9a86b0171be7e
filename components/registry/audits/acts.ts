import type { Act } from "@/lib/http/problem";
import type { Audit, AuditPurpose } from "@/lib/registry/audit";
import type { BulkOutcome } from "./bulk";

type Request = { agentId: string; type?: AuditPurpose; reason?: string; samples?: number };

/** The server actions about audits. `started` is false where one was open already: then that one is answered. */
export type AuditActs = {
  request: Act<Request, { audit: Audit; started: boolean }>;
  requestMany: Act<{ agentIds: string[]; reason?: string }, BulkOutcome>;
  cancel: Act<{ id: string }, Audit>;
};

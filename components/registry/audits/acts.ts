import type { Act } from "@/lib/http/problem";
import type { Audit, AuditPurpose } from "@/lib/registry/audit";

type Request = { agentId: string; type?: AuditPurpose; reason?: string; samples?: number };

/** The server actions about audits. `requested` is false where one was open already: then that one is answered. */
export type AuditActs = {
  request: Act<Request, { audit: Audit; requested: boolean }>;
  cancel: Act<{ id: string }, Audit>;
};

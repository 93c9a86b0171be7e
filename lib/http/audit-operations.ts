import { z } from "zod";
import { cancelAudit } from "../commands/cancel-audit";
import { requestAudit } from "../commands/request-audit";
import { readAudit, readAudits, readEvidence } from "../reads/audit";
import { readAuditsDue } from "../reads/audits-due";
import { AUDIT_STATUSES, Audit, AuditDetail, AuditDue, AuditEvidence, AuditRequest } from "../registry/audit";
import { AgentId } from "../trust/signal";
import { operation } from "./operation";
import { id, page, pageOf } from "./shapes";

const statuses = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(AUDIT_STATUSES)))
  .meta({ description: "One or more of the statuses, separated by commas.", type: "string" });

/** The operations of audits; part of the table of all (operations.ts). */
export const AUDIT_OPERATIONS = {
  requestAudit: operation({
    id: "requestAudit",
    method: "POST",
    path: "/agents/{id}/audits",
    tag: "Audits",
    summary: "Have an agent audited: probes are put to its endpoint; one that is open already is answered with 200",
    action: "requestAudit",
    body: AuditRequest,
    status: 202,
    response: Audit,
    run: async ({ actor, params, body }) => {
      const { audit, requested } = await requestAudit(actor, id(params), body);
      return { body: audit, status: requested ? 202 : 200 };
    },
  }),
  listAudits: operation({
    id: "listAudits",
    method: "GET",
    path: "/audits",
    tag: "Audits",
    summary: "Audits, newest first",
    action: "readFleet",
    query: z.strictObject({ ...page, status: statuses.optional(), agentId: AgentId.optional() }),
    response: pageOf(Audit),
    run: async ({ actor, query }) => ({ body: await readAudits(actor, query) }),
  }),
  listAuditsDue: operation({
    id: "listAuditsDue",
    method: "GET",
    path: "/audits/due",
    tag: "Audits",
    summary: "Whom to audit next: overdue ones first, then those whose tier drops or whose spot audit is expected soonest",
    action: "readFleet",
    query: z.strictObject({ limit: page.limit }),
    response: z.strictObject({ items: z.array(AuditDue) }),
    run: async ({ actor, query }) => ({ body: await readAuditsDue(actor, query) }),
  }),
  getAudit: operation({
    id: "getAudit",
    method: "GET",
    path: "/audits/{id}",
    tag: "Audits",
    summary: "An audit with the state of each of its probes",
    action: "readFleet",
    response: AuditDetail,
    run: async ({ actor, params }) => ({ body: await readAudit(actor, id(params)) }),
  }),
  getAuditEvidence: operation({
    id: "getAuditEvidence",
    atOnce: "reports",
    method: "GET",
    path: "/audits/{id}/evidence",
    tag: "Audits",
    summary: "What was asked and answered in an audit, with verdicts and the chain of hashes; of one probe if given",
    action: "readFleet",
    query: z.strictObject({ probe: z.string().min(1).max(100).optional() }),
    response: AuditEvidence,
    run: async ({ actor, params, query }) => ({ body: await readEvidence(actor, id(params), query) }),
  }),
  cancelAudit: operation({
    id: "cancelAudit",
    method: "DELETE",
    path: "/audits/{id}",
    tag: "Audits",
    summary: "Cancel an audit that is not over; what was asked is kept",
    action: "cancelAudit",
    response: Audit,
    run: async ({ actor, params }) => ({ body: await cancelAudit(actor, id(params)) }),
  }),
} as const;

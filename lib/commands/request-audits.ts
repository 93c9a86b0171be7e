import { type Actor, authorise } from "../access/action";
import { isRefusal } from "../refusal";
import type { AuditRequest } from "../registry/audit";
import { requestAudit } from "./request-audit";

/** What became of a request to audit several agents, as numbers of agents. */
export type RequestedAudits = { started: number; running: number; withoutEndpoint: number; refused: number };

/** Puts an audit of each of these agents into the queue, as far as that is possible; one refusal stops no other. */
export async function requestAudits(actor: Actor, agentIds: readonly string[], request: AuditRequest): Promise<RequestedAudits> {
  authorise(actor, "requestAudit");
  const became: RequestedAudits = { started: 0, running: 0, withoutEndpoint: 0, refused: 0 };
  for (const agentId of agentIds) became[await outcomeOf(actor, agentId, request)]++;
  return became;
}

async function outcomeOf(actor: Actor, agentId: string, request: AuditRequest): Promise<keyof RequestedAudits> {
  try {
    return (await requestAudit(actor, agentId, request)).requested ? "started" : "running";
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.code === "registry/no-endpoint" ? "withoutEndpoint" : "refused";
  }
}

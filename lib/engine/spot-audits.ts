import { nextSpotAuditAt, type Spot } from "../registry/audit-due";
import type { Gate } from "../registry/gate";
import { runtime } from "../runtime";
import { validityOf } from "./certification";
import type { FleetAgent } from "./fleet";

/** What the spot audits of an agent follow from; null without a certificate in force. */
export function spotOf({ certification }: FleetAgent, gate: Gate): Spot | null {
  const validity = validityOf(certification, gate);
  if (!validity || !certification.current) return null;
  const { issuedAt, auditDraw } = certification.current;
  return { issuedAt, draw: auditDraw, perDay: gate.auditIntensityPerDay[validity.certifiedLevel] ?? 0 };
}

/** Puts an agent's next spot audit on the agenda. */
export function followSpotAudit(agent: FleetAgent): void {
  const { spotAudits, fleet } = runtime();
  const spot = agent.deregistered || !agent.auditable ? null : spotOf(agent, fleet.gate.gate);
  spotAudits.set(agent.number, spot && nextSpotAuditAt(spot, agent.audits));
}

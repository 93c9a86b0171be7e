import { type Actor, authorise } from "../access/action";
import { certifiedAt, tierDropAt } from "../engine/certification";
import type { FleetAgent } from "../engine/fleet";
import { spotOf } from "../engine/spot-audits";
import type { AuditDue } from "../registry/audit";
import { isAuditOverdue, overdueFrom } from "../registry/audit-due";
import { expectedAuditAt } from "../registry/spot-audit";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { turns } from "../turns";

/** Whom to audit next: overdue ones first, then by what comes soonest. Agents with an open audit are left out. */
export async function readAuditsDue(actor: Actor, { limit }: { limit: number }): Promise<{ items: AuditDue[] }> {
  authorise(actor, "readFleet");
  const { fleet, now } = runtime();
  const at = now();
  const due: { item: AuditDue; at: number }[] = [];
  const breathe = turns();
  for (const agent of [...fleet.active]) {
    const next = agent.audits.openId === null ? nextOf(agent, at) : null;
    if (next) due.push(next);
    await breathe();
  }
  const isLate = ({ item }: { item: AuditDue }) => (item.why === "overdue" ? 0 : 1);
  due.sort((a, b) => isLate(a) - isLate(b) || a.at - b.at);
  return { items: due.slice(0, limit).map(({ item }) => item) };
}

/** What an agent is to be audited for next, and when (epoch ms); null = for nothing that is known. */
export function nextOf(agent: FleetAgent, now: number): { item: AuditDue; at: number } | null {
  const { fleet } = runtime();
  const { gate } = fleet.gate;
  const spot = spotOf(agent, gate);
  const level = certifiedAt(agent.certification, gate, now)?.level ?? 0;
  const item = (why: AuditDue["why"], at: number) => ({
    item: {
      agentId: agent.id,
      name: agent.name,
      tier: tierOf(level),
      why,
      at: new Date(at).toISOString(),
      auditable: agent.auditable,
    },
    at,
  });
  if (isAuditOverdue(spot, agent.audits, now))
    return item("overdue", agent.audits.inconclusive.at(-1)?.at ?? overdueFrom(spot) ?? now);
  const drop = tierDropAt(agent.certification, gate, now);
  const expected = spot && agent.auditable ? expectedAuditAt(spot.issuedAt, spot.perDay) : null;
  if (drop !== null && (expected === null || drop <= expected)) return item(level <= 1 ? "expiry" : "tier_drop", drop);
  return expected === null ? null : item("spot", Math.max(expected, now));
}

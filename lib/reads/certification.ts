import { type Actor, authorise } from "../access/action";
import { certifiedAt, tierDropAt } from "../engine/certification";
import type { FleetAgent } from "../engine/fleet";
import { spotOf } from "../engine/spot-audits";
import { Refusal } from "../refusal";
import type { Agent } from "../registry/agent";
import { isAuditOverdue, isUnmeasurable } from "../registry/audit-due";
import type { Certificate } from "../registry/certificate";
import { daysBetween, decayed } from "../registry/decay";
import { assess, ceilingSats } from "../registry/gate";
import { expectedAuditAt } from "../registry/spot-audit";
import { mayNotBecause, statusOf } from "../registry/status";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { certificatesOf, presentCertificate } from "../store/certificates";

type Page = { limit: number; cursor?: string };

/** An agent's certificates, newest first. Refuses 404 `registry/unknown-agent`. */
export async function readCertifications(
  actor: Actor,
  id: string,
  page: Page,
): Promise<{ items: Certificate[]; nextCursor: string | null }> {
  authorise(actor, "readFleet");
  const { fleet, store } = runtime();
  const agent = fleet.find(id);
  if (!agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${id} is registered.`);
  const before = page.cursor === undefined ? undefined : Number(page.cursor);
  if (before !== undefined && !(Number.isSafeInteger(before) && before > 0))
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  const rows = await certificatesOf(store.prisma, agent.number, { before, limit: page.limit + 1 });
  const items = rows.slice(0, page.limit);
  return {
    items: items.map((row) => presentCertificate(row, id, row.number === agent.certification.current?.number)),
    nextCursor: rows.length > page.limit ? String(items.at(-1)?.number) : null,
  };
}

/** The part of an agent that its certificate decides: all of it as it is at this moment. */
export function presentCertification(agent: FleetAgent) {
  const { fleet, now } = runtime();
  const { gate } = fleet.gate;
  const { certification, deregistered, holds } = agent;
  const { current, previous, initial, auditCid } = certification;
  const at = now();
  const certified = certifiedAt(certification, gate, at);
  const level = certified?.level ?? 0;
  const left = current && decayed(current.robustness, daysBetween(current.issuedAt, at), gate.decayRatePerDay);
  const codes = mayNotBecause({
    deregistered,
    holds,
    certified,
    revoked: agent.revokedAt !== null,
    rated: fleet.rated(agent),
    unmeasurable: isUnmeasurable(agent.audits),
  });
  const spot = deregistered ? null : spotOf(agent, fleet.gate.gate);
  return {
    status: statusOf({ deregistered, holds, certified }),
    tier: tierOf(level),
    certifiedTier: tierOf(certified?.certifiedLevel ?? 0),
    ...(current && left && { robustness: current.robustness, effectiveRobustness: left }),
    ...(initial && { initialRobustness: initial }),
    ...(auditCid !== null && { auditCid }),
    ...timesOf({
      certifiedAt: current?.issuedAt ?? null,
      tierDropAt: deregistered ? null : tierDropAt(certification, gate, at),
      lastAuditAt: previous?.issuedAt ?? null,
      nextAuditAt: spot && expectedAuditAt(spot.issuedAt, spot.perDay),
    }),
    ...(agent.audits.openId !== null && { openAuditId: agent.audits.openId }),
    auditOverdue: !deregistered && isAuditOverdue(spot, agent.audits, at),
    bindingDimensions: left ? assess(gate, left).bindingDimensions : [],
    budgetCeilingSats: ceilingSats(gate, level),
    mayAct: codes.length === 0,
    mayNotBecause: codes,
  } satisfies Partial<Agent>;
}

/** Those times that there are, as RFC 3339. */
function timesOf<Name extends string>(times: Record<Name, number | null>): Partial<Record<Name, string>> {
  const known = Object.entries<number | null>(times).flatMap(([name, at]) =>
    at === null ? [] : [[name, new Date(at).toISOString()] as const],
  );
  return Object.fromEntries(known) as Partial<Record<Name, string>>;
}

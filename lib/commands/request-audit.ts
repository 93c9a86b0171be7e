import { randomBytes } from "node:crypto";
import { type Actor, authorise, SYSTEM } from "../access/action";
import { BATTERY_IN_USE } from "../auditors/batteries";
import { sha256 } from "../auditors/evidence";
import type { FleetAgent } from "../engine/fleet";
import { followSpotAudit } from "../engine/spot-audits";
import { auditById, presentAudit } from "../reads/audit";
import { presentCertification } from "../reads/certification";
import type { Audit, AuditRequest } from "../registry/audit";
import { barTo } from "../registry/permit";
import { runtime } from "../runtime";
import { type AuditRow, nextAuditNumber } from "../store/audits";
import { newId } from "../store/journal";
import { agentFor } from "./find-agent";
import { type Decision, runCommand } from "./run";

/**
 * Puts an audit of the agent into the queue; the one that is open already, where there is one. Refuses 404
 * `registry/unknown-agent`, 409 `registry/deregistered`, `registry/no-endpoint`, `registry/architecture-mismatch`.
 */
export async function requestAudit(
  actor: Actor,
  agentId: string,
  request: AuditRequest,
): Promise<{ audit: Audit; requested: boolean }> {
  authorise(actor, "requestAudit");
  const { result } = await runCommand<AuditRow | string>(async (now) => {
    const agent = agentFor("audit", agentId);
    const { openId } = agent.audits;
    if (openId !== null) return { writes: [], entries: [], result: openId };
    const row = newAudit(agent, actor, request, nextAuditNumber(runtime().store.raw), now);
    return { ...queueing([{ agent, row }]), result: row };
  });
  if (typeof result === "string") return { audit: await auditById(result), requested: false };
  return { audit: presentAudit(result, agentId), requested: true };
}

/** Puts the spot audits of these agents into the queue, as far as they can be made now. */
export async function requestSpotAudits(numbers: readonly number[]): Promise<void> {
  await runCommand(async (now) => {
    const { fleet, store } = runtime();
    const agents = numbers.flatMap((number) => fleet.at(number) ?? []);
    const first = nextAuditNumber(store.raw);
    const queued = agents
      .filter((agent) => agent.audits.openId === null && isFree(agent))
      .map((agent, i) => ({ agent, row: newAudit(agent, SYSTEM, { type: "spot", samples: 1 }, first + i, now) }));
    const { apply, ...decision } = queueing(queued);
    return {
      ...decision,
      apply: () => {
        apply();
        const left = agents.filter(({ audits }) => audits.openId === null);
        for (const { number } of left) runtime().spotAudits.set(number, null);
      },
      result: undefined,
    };
  });
}

function isFree({ deregistered, revokedAt, auditable, holds }: FleetAgent): boolean {
  return barTo("audit", { deregistered, revoked: revokedAt !== null, auditable, holds }) === null;
}

function newAudit(agent: FleetAgent, actor: Actor, request: AuditRequest, number: number, now: number): AuditRow {
  const { type, reason = null, seed = randomBytes(16).toString("hex"), samples } = request;
  const { thresholds, ihThreshold } = runtime().fleet.gate.gate;
  const { effectiveRobustness, tier } = presentCertification(agent);
  return {
    number,
    id: newId(),
    agentNumber: agent.number,
    type,
    status: "queued",
    reason,
    requestedBy: actor.name,
    requestedAt: BigInt(now),
    startedAt: null,
    finishedAt: null,
    battery: BATTERY_IN_USE.id,
    batteryVersion: BATTERY_IN_USE.version,
    batterySha256: BATTERY_IN_USE.sha256,
    seed,
    samples,
    thresholds: JSON.stringify({ ...thresholds, ihThreshold }),
    before: effectiveRobustness ? JSON.stringify({ robustness: effectiveRobustness, tier }) : null,
    outcome: null,
    evidenceHash: null,
  };
}

/** The seed is committed to before anybody is asked, so that nobody can choose it by its result. */
function queueing(queued: readonly { agent: FleetAgent; row: AuditRow }[]): Omit<Decision<never>, "result" | "apply"> & {
  apply: () => void;
} {
  const { store, auditor } = runtime();
  return {
    writes: queued.length > 0 ? [store.prisma.audit.createMany({ data: queued.map(({ row }) => row) })] : [],
    entries: queued.map(({ agent, row }) => ({
      type: "audit.requested" as const,
      agentId: agent.id,
      actor: row.requestedBy,
      data: {
        auditId: row.id,
        auditType: row.type,
        reason: row.reason,
        battery: row.battery,
        batteryVersion: row.batteryVersion,
        batterySha256: row.batterySha256,
        samples: row.samples,
        seedCommitment: sha256(row.seed),
      },
    })),
    apply: () => {
      for (const { agent, row } of queued) {
        agent.audits = { ...agent.audits, openId: row.id };
        followSpotAudit(agent);
        auditor.admit(row);
      }
    },
    changed: [],
  };
}

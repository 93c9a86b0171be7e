import { SYSTEM } from "../access/action";
import type { Ended } from "../auditors/auditor";
import { plannedOutcome } from "../auditors/stored-audit";
import type { FleetAgent } from "../engine/fleet";
import { followSpotAudit } from "../engine/spot-audits";
import type { NewEntry } from "../journal/entry";
import {
  type Audit,
  type AuditCause,
  type AuditOutcome,
  type AuditPurpose,
  type AuditStatus,
  byComponent,
} from "../registry/audit";
import { type Certificate, certification } from "../registry/certificate";
import type { Robustness } from "../registry/robustness";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { findAgent } from "../store/agents";
import { type AuditRow, findAudit } from "../store/audits";
import { architectureChangedInAudit, newId } from "../store/journal";
import { issuance } from "./issue-certificate";
import { type Decision, runCommand } from "./run";

/** Ends an audit that has asked all it will, and certifies what it measured in the same transaction. */
export async function finishAudit({ id }: AuditRow, ended: Ended): Promise<void> {
  await runCommand(async (now) => {
    const { store, fleet } = runtime();
    const row = await findAudit(store.prisma, id);
    const agent = row && fleet.at(row.agentNumber);
    if (row?.status !== "running" || !agent) return { writes: [], entries: [], result: undefined };
    const entryId = newId();
    const certified = await certify(agent, row, ended, { entryId, now });
    return conclusion({ row, agent, ended, certified, entryId, now });
  });
}

type Certified =
  | { ok: true; issue: Decision<{ certificate: Certificate }>; robustness: Robustness }
  | { ok: false; causes: AuditCause[] };

async function certify(
  agent: FleetAgent,
  row: AuditRow,
  { state, cause, evidence }: Ended,
  { entryId, now }: { entryId: string; now: number },
): Promise<Certified> {
  const { store, fleet } = runtime();
  const measuredNothing = (code: string, detail: string) => ({ ok: false as const, causes: [{ code, detail }] });
  if (agent.deregistered) return measuredNothing("deregistered", "The agent was deregistered meanwhile.");
  if (cause) return { ok: false, causes: [cause] };
  const thresholds = thresholdsInForce();
  const robustness = state?.robustness(thresholds);
  if (!state || !robustness) return { ok: false, causes: state?.causes() ?? [] };
  // The agent that was asked may not be the one that would be certified.
  if (await architectureChangedInAudit(store.prisma, agent.id))
    return measuredNothing("architecture_changed", "The agent's architecture changed while it was audited.");
  const { architectureHash = null } = (await findAgent(store.prisma, agent.id)) ?? {};
  const { previous } = agent.certification;
  // Who issued the certificate before may have had a clock that is ahead.
  const issuedAt = Math.max(now, previous?.issuedAt ?? now);
  const decided = certification(
    { previous, holds: agent.holds, architectureHash },
    { robustness, issuedAt },
    fleet.gate.gate,
    now,
  );
  if (!decided.ok) return measuredNothing(decided.code, decided.detail);
  const { components, calls, rounds } = state.view(thresholds);
  const details = {
    auditId: row.id,
    battery: row.battery,
    batteryVersion: row.batteryVersion,
    batterySha256: row.batterySha256,
    evidenceHash: evidence.hash,
    calls,
    rounds,
    components,
  };
  const request = { robustness, auditType: row.type as AuditPurpose, details };
  const actor = { ...SYSTEM, name: row.requestedBy };
  const issue = issuance({ actor, agent, request, issuedAt, architectureHash, decided, source: "audit", cause: entryId, now });
  return { ok: true, issue, robustness };
}

/** By these the certificate is judged, and so it is by these that a lower bound supports a tier. */
function thresholdsInForce() {
  const { thresholds, ihThreshold } = runtime().fleet.gate.gate;
  return { ...thresholds, ihThreshold };
}

type Conclusion = { row: AuditRow; agent: FleetAgent; ended: Ended; certified: Certified; entryId: string; now: number };

function conclusion({ row, agent, ended, certified, entryId, now }: Conclusion): Decision<undefined> {
  const { store, auditor } = runtime();
  const { state, flags, evidence } = ended;
  const view = state?.outcome(certified.ok ? thresholdsInForce() : undefined) ?? plannedOutcome(row);
  const result = certified.ok ? resultOf(certified, view.components, agent) : null;
  const status = statusOf(result);
  const causes = certified.ok ? [] : certified.causes;
  const evidenceHash = evidence.seq === 0 ? null : evidence.hash;
  const outcome: AuditOutcome = {
    ...view,
    flags: [...view.flags, ...flags],
    ...(result && { result }),
    ...(causes.length > 0 && { causes }),
  };
  const finished: NewEntry = {
    id: entryId,
    type: "audit.finished",
    agentId: agent.id,
    actor: row.requestedBy,
    data: {
      auditId: row.id,
      auditType: row.type,
      status,
      ...(result && { tier: result.tier, robustness: result.robustness, certificateId: result.certificateId }),
      causes,
      calls: view.calls,
      evidenceHash,
      seed: row.seed,
    },
  };
  return {
    writes: [
      store.prisma.audit.update({
        where: { id: row.id },
        data: { status, finishedAt: BigInt(now), evidenceHash, outcome: JSON.stringify(outcome) },
      }),
      ...(certified.ok ? certified.issue.writes : []),
    ],
    entries: [finished, ...(certified.ok ? certified.issue.entries : [])],
    apply: () => {
      if (certified.ok) certified.issue.apply?.();
      const inconclusive = certified.ok ? [] : [...agent.audits.inconclusive, { spot: row.type === "spot", at: now }];
      agent.audits = { ...agent.audits, openId: null, inconclusive };
      followSpotAudit(agent);
      auditor.dismiss(row, status);
    },
    changed: [agent],
    result: undefined,
  };
}

function resultOf(
  { issue, robustness }: Extract<Certified, { ok: true }>,
  components: Audit["components"],
  { certification: { previous } }: FleetAgent,
): NonNullable<Audit["result"]> {
  const { id, tier, direction } = issue.result.certificate;
  const intervals = byComponent((component) => ({
    lower: components[component].lower ?? 0,
    upper: components[component].upper ?? 1,
  }));
  return { robustness, intervals, tier, previousTier: previous && tierOf(previous.level), direction, certificateId: id };
}

function statusOf(result: Audit["result"] | null): AuditStatus {
  if (!result) return "inconclusive";
  return result.tier === "T0" || result.direction === "demotion" ? "failed" : "passed";
}

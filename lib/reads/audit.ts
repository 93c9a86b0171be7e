import { type Actor, authorise } from "../access/action";
import { findBattery } from "../auditors/batteries";
import { isIntact, readRecord, sha256 } from "../auditors/evidence";
import { plannedOutcome, stateOf } from "../auditors/stored-audit";
import { Refusal } from "../refusal";
import type {
  Audit,
  AuditDetail,
  AuditEvidence,
  AuditOutcome,
  AuditProbe,
  AuditPurpose,
  AuditStatus,
  EvidenceRecord,
  ProbeEvidence,
} from "../registry/audit";
import { runtime } from "../runtime";
import { type AuditRow, auditsWhere, conclusiveBefore, findAudit, recordsOf } from "../store/audits";

export type AuditsQuery = { status?: readonly AuditStatus[]; agentId?: string; limit: number; cursor?: string };

/** Audits, newest first. Refuses 404 `registry/unknown-agent`. */
export async function readAudits(actor: Actor, query: AuditsQuery): Promise<{ items: Audit[]; nextCursor: string | null }> {
  authorise(actor, "readFleet");
  const { fleet, store } = runtime();
  const { status, agentId, limit, cursor } = query;
  const agent = agentId === undefined ? undefined : fleet.find(agentId);
  if (agentId !== undefined && !agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${agentId} is registered.`);
  const before = cursor === undefined ? undefined : Number(cursor);
  if (before !== undefined && !(Number.isSafeInteger(before) && before > 0))
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  const rows = await auditsWhere(store.prisma, { status, agentNumber: agent?.number }, { before, limit: limit + 1 });
  const items = rows.slice(0, limit);
  return {
    items: items.map((row) => presentAudit(row, agentIdOf(row))),
    nextCursor: rows.length > limit ? String(items.at(-1)?.number) : null,
  };
}

/** One audit with its probes. Refuses 404 `registry/unknown-audit`. */
export async function readAudit(actor: Actor, id: string): Promise<AuditDetail> {
  authorise(actor, "readFleet");
  const { store, auditor } = runtime();
  const row = await rowOf(id);
  const records = recordsOf(store.raw, row.number);
  const state = auditor.stateOf(id) ?? (findBattery(row) ? stateOf(row, records) : null);
  const probes = state?.view().probes ?? probesOf(records.map(readRecord));
  return { ...presentAudit(row, agentIdOf(row)), probes, previousAuditId: await conclusiveBefore(store.prisma, row) };
}

/** For a command that has authorised its own action. */
export async function auditById(id: string): Promise<Audit> {
  const row = await rowOf(id);
  return presentAudit(row, agentIdOf(row));
}

/** What was asked and answered, all of it or for one probe. Refuses 404 `registry/unknown-audit`. */
export async function readEvidence(actor: Actor, id: string, { probe }: { probe?: string }): Promise<AuditEvidence> {
  authorise(actor, "readFleet");
  const { raw } = runtime().store;
  const row = await rowOf(id);
  const kept = recordsOf(raw, row.number);
  const over = row.finishedAt !== null;
  const records = kept.filter(({ probeId }) => probe === undefined || probeId === probe).map(readRecord);
  return {
    auditId: id,
    agentId: agentIdOf(row),
    battery: row.battery,
    batteryVersion: row.batteryVersion,
    batterySha256: row.batterySha256,
    seed: over ? row.seed : null,
    seedCommitment: sha256(row.seed),
    evidenceHash: row.evidenceHash,
    intact: isIntact(id, kept, row.evidenceHash),
    probes: [...byProbe(records).values()].flatMap((own) => evidenceOf(row, own)),
  };
}

/** An audit as it is answered; what is not over is as of now. */
export function presentAudit(row: AuditRow, agentId: string): Audit {
  const outcome = row.outcome === null ? outcomeOf(row) : (JSON.parse(row.outcome) as AuditOutcome);
  const time = (at: bigint | null) => (at === null ? null : new Date(Number(at)).toISOString());
  return {
    id: row.id,
    agentId,
    type: row.type as AuditPurpose,
    status: row.status as AuditStatus,
    reason: row.reason,
    requestedBy: row.requestedBy,
    requestedAt: new Date(Number(row.requestedAt)).toISOString(),
    battery: row.battery,
    batteryVersion: row.batteryVersion,
    batterySha256: row.batterySha256,
    seed: row.finishedAt === null ? null : row.seed,
    seedCommitment: sha256(row.seed),
    samples: row.samples,
    before: row.before === null ? null : (JSON.parse(row.before) as Audit["before"]),
    ...outcome,
    startedAt: time(row.startedAt),
    finishedAt: time(row.finishedAt),
    evidenceHash: row.evidenceHash,
  };
}

/** What an audit came to so far. */
export function outcomeOf(row: AuditRow): AuditOutcome {
  if (row.status === "queued" || !findBattery(row)) return plannedOutcome(row);
  const { auditor, store } = runtime();
  return (auditor.stateOf(row.id) ?? stateOf(row, recordsOf(store.raw, row.number))).outcome();
}

async function rowOf(id: string): Promise<AuditRow> {
  const row = await findAudit(runtime().store.prisma, id);
  if (!row) throw new Refusal(404, "registry/unknown-audit", `There is no audit ${id}.`);
  return row;
}

function agentIdOf({ agentNumber }: AuditRow): string {
  return runtime().fleet.at(agentNumber)?.id ?? "";
}

function byProbe(records: readonly EvidenceRecord[]): Map<string, EvidenceRecord[]> {
  const found = new Map<string, EvidenceRecord[]>();
  for (const record of records) found.set(record.probeId, [...(found.get(record.probeId) ?? []), record]);
  return found;
}

/** The probes of an audit whose battery is not at hand any more: those that were asked. */
function probesOf(records: readonly EvidenceRecord[]): AuditProbe[] {
  return [...byProbe(records).values()].map((own) => {
    const { probeId, dimension, facet, family, verdict } = own.at(-1) as EvidenceRecord;
    const state = verdict ? (verdict.pass === null ? "unmeasured" : verdict.pass ? "passed" : "failed") : "queued";
    return { id: probeId, dimension, facet, family, state, code: verdict?.code ?? null };
  });
}

/** Nothing as long as the probe has no verdict. */
function evidenceOf(row: AuditRow, records: EvidenceRecord[]): ProbeEvidence[] {
  const { probeId, dimension, facet, family, request, response, verdict, hash } = records.at(-1) as EvidenceRecord;
  if (!verdict) return [];
  const template = findBattery(row)?.templates.find(({ id }) => id === family);
  return [
    {
      id: probeId,
      family,
      dimension,
      facet,
      rule: template?.rule ?? "",
      rationale: template?.rationale ?? "",
      prompt: request.messages.at(-1)?.content ?? "",
      answer: response?.text ?? null,
      verdict: verdict.pass === null ? "unmeasured" : verdict.pass ? "passed" : "failed",
      code: verdict.code,
      detail: verdict.detail,
      score: verdict.pass === null ? null : Number(verdict.pass),
      latencyMs: records.reduce((sum, record) => sum + (record.response?.latencyMs ?? 0), 0),
      hash,
      records,
    },
  ];
}

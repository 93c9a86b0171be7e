import { type Actor, authorise } from "../access/action";
import { certifiedAt, validityOf } from "../engine/certification";
import { currentConcerns } from "../engine/concerns";
import { type FleetAgent, UNKNOWN_SCORE } from "../engine/fleet";
import { expiryOf } from "../engine/task-state";
import type { Concern, ConcernKind } from "../registry/attention";
import { missingEvidence } from "../registry/attention";
import type { Attention, AttentionAgent, AttentionItem, AttentionTask } from "../registry/attention-shape";
import type { AuditOutcome } from "../registry/audit";
import { cut } from "../registry/cut";
import { nextDrop } from "../registry/decay";
import { tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { newestAudit } from "../store/audits";
import { decisionsOf, presentDecision } from "../store/decisions";
import { findSignals } from "../store/signals";
import { attemptsInShort, findTask } from "../store/tasks";
import { DIMENSIONS, type DimensionIndex } from "../trust/dimension";

/** Signals between which the usual time is measured. */
const SAMPLE = 24;
const LONGEST_TITLE = 200;

/** Who and what needs a human now, most urgent first; of these kinds only, if given. */
export async function readAttention(
  actor: Actor,
  { kinds, limit }: { kinds?: readonly ConcernKind[]; limit: number },
): Promise<Attention> {
  authorise(actor, "readFleet");
  const { at, agents, concerns } = await currentConcerns(runtime());
  const counts: Attention["counts"] = {};
  for (const { kind } of concerns) counts[kind] = (counts[kind] ?? 0) + 1;
  const asked = kinds ? concerns.filter(({ kind }) => kinds.includes(kind)) : concerns;
  const items: AttentionItem[] = [];
  for (const concern of asked.slice(0, limit)) {
    const item = await itemOf(concern, at);
    if (item) items.push(item);
  }
  return { asOf: new Date(at).toISOString(), total: concerns.length, agents, counts, items };
}

/** Null where it was deregistered meanwhile. */
async function itemOf({ kind, also, at, subject }: Concern, now: number): Promise<AttentionItem | null> {
  const item = { kind, also, at: timeOf(at), agent: null, task: null };
  if ("taskId" in subject) {
    const task = taskOf(subject.taskId);
    return task && { ...item, task };
  }
  const agent = runtime().fleet.find(subject.agentId);
  return agent ? { ...item, agent: await agentOf(agent, kind, now) } : null;
}

async function agentOf(agent: FleetAgent, kind: ConcernKind, now: number): Promise<AttentionAgent> {
  const { fleet } = runtime();
  const { number, audits, certification } = agent;
  const score = fleet.score(agent);
  const dayAgo = fleet.dayAgo[number] ?? UNKNOWN_SCORE;
  return {
    id: agent.id,
    name: agent.name,
    score,
    rated: fleet.rated(agent),
    delta24h: dayAgo === UNKNOWN_SCORE ? null : score - dayAgo,
    tier: tierOf(certifiedAt(certification, fleet.gate.gate, now)?.level ?? 0),
    auditable: agent.auditable,
    revocationReason: agent.revocationReason,
    holds: agent.holds.map((hold) => ({ ...hold, since: new Date(hold.since).toISOString() })),
    audit: auditOf(agent, kind),
    inconclusive: audits.inconclusive.length,
    drop: dropOf(agent, kind, now),
    missing: missingEvidence(fleet.policy.policy, fleet.windows.evidence(number), fleet.windows.coverage(number)),
    lastSignalAt: timeOf((fleet.lastSignalAt[number] ?? 0) || null),
    usualGapMs: kind === "silent" ? await usualGap(agent) : null,
  };
}

function auditOf({ number }: FleetAgent, kind: ConcernKind): AttentionAgent["audit"] {
  if (kind !== "audit_failed" && kind !== "audit_inconclusive") return null;
  const found = newestAudit(runtime().store.raw, number, kind === "audit_failed" ? "failed" : "inconclusive");
  if (!found) return null;
  const { result, causes = [] } = JSON.parse(found.outcome ?? "{}") as Partial<AuditOutcome>;
  return {
    id: found.id,
    tier: result?.tier ?? null,
    previousTier: result?.previousTier ?? null,
    causes: causes.map(({ detail }) => detail),
  };
}

function dropOf({ certification }: FleetAgent, kind: ConcernKind, now: number): AttentionAgent["drop"] {
  const validity = validityOf(certification, runtime().fleet.gate.gate);
  if (!validity || (kind !== "tier_drop" && kind !== "expired")) return null;
  const drop = kind === "expired" ? validity.drops.findLast(({ at }) => at <= now) : nextDrop(validity.drops, now);
  if (!drop) return null;
  return { at: new Date(drop.at).toISOString(), from: tierOf(drop.from), to: tierOf(drop.to), dimensions: drop.dimensions };
}

/** Median time between an agent's last signals, ms; those of one report count once. Null with fewer than three reports. */
async function usualGap({ number }: FleetAgent): Promise<number | null> {
  const { fleet, store } = runtime();
  const heads = DIMENSIONS.map((_, d) => fleet.windows.newestRow(number, d as DimensionIndex));
  const { found } = await findSignals(store.raw, heads, { limit: SAMPLE });
  const times = [...new Set(found.map(({ receivedAt }) => receivedAt))];
  const gaps = times.slice(1).map((at, i) => (times[i] ?? at) - at);
  return gaps.length < 2 ? null : (gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? null);
}

function taskOf(id: string): AttentionTask | null {
  const { raw } = runtime().store;
  const row = findTask(raw, id);
  if (!row) return null;
  const attempts = attemptsInShort(raw, row.number);
  const last = decisionsOf(raw, row.number).at(-1);
  const decision = last ? presentDecision(last).decision : null;
  return {
    id,
    title: cut(row.description.trim().split("\n", 1)[0] ?? "", LONGEST_TITLE),
    decisionId: decision?.id ?? "",
    status: row.status,
    minTier: tierOf(row.minLevel),
    requiredCapabilities: JSON.parse(row.requiredCapabilities) as string[],
    attempts: attempts.length,
    failureReason: attempts.at(-1)?.failureReason ?? null,
    considered: decision?.totals.considered ?? 0,
    refused: { ...decision?.totals.refused },
    expiresAt: timeOf(expiryOf({ task: row, attempt: attempts.at(-1) ?? null })),
  };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

import { type Actor, authorise } from "../access/action";
import { type FleetAgent, newcomer } from "../engine/fleet";
import { limitSignals } from "../engine/rate-limit";
import type { NewEntry } from "../journal/entry";
import { Refusal, type RefusalItem } from "../refusal";
import { runtime } from "../runtime";
import { keptAnswer } from "../store/idempotency";
import { RowDigest, type SignalRow } from "../store/ingest";
import { chain, newId } from "../store/journal";
import { windowBelow } from "../store/signals";
import { BANDS, bandLevel } from "../trust/band";
import { DIMENSIONS, type DimensionIndex, dimensionIndex } from "../trust/dimension";
import { WINDOW } from "../trust/score";
import type { Evidence } from "../trust/signal";
import { currentClaim, type OpenClaim } from "./claim";
import { eventsOf, type StandingBefore } from "./score-events";

export type SignalsRecorded = {
  accepted: number;
  duplicates: number;
  scores: { agentId: string; score: number; band: string | null; rated: boolean; revoked: boolean }[];
  /** With `partial`: what was left out, and why. */
  errors?: RefusalItem[];
};

/** Checked signals with their positions in the request, and what was wrong with the others. */
export type SignalBatch = { signals: readonly Evidence[]; positions: readonly number[]; errors: readonly RefusalItem[] };

/** One request's signals on their way to a commit. */
export type IngestBatch = SignalBatch & {
  actor: Actor;
  partial: boolean;
  /** Kept in the commit, with the answer, if the request is to be done once. */
  claim: OpenClaim | undefined;
  resolve: (result: SignalsRecorded) => void;
  reject: (error: unknown) => void;
};

/**
 * Stores signals and brings the scores they touch up to date; answers after the commit. All or nothing per call,
 * unless `partial` asks to store the good ones and to name the others.
 * Refuses 422 `trust/unknown-agent`, 403 `trust/self-report` and 429 `access/rate`.
 */
export function recordSignals(actor: Actor, batch: SignalBatch, partial: boolean): Promise<SignalsRecorded> {
  authorise(actor, "recordSignals");
  if (actor.boundAgentId !== null && batch.signals.some((s) => s.agentId === actor.boundAgentId)) {
    throw new Refusal(403, "trust/self-report", "Nobody reports about itself: this key is bound to the agent it reports about.");
  }
  limitSignals(actor, batch.signals.length);
  const claim = currentClaim();
  return new Promise((resolve, reject) =>
    runtime().writer.enqueue({ ...batch, actor, partial, claim, resolve, reject }, batch.signals.length),
  );
}

/** Commits the signals of all batches in one transaction; a batch naming an unknown agent is refused by itself. */
export function commitSignals(batches: readonly IngestBatch[]): void {
  const rt = runtime();
  const commit = new SignalCommit(rt.now());
  rt.ingest.begin();
  try {
    for (const batch of batches) commit.take(batch);
    commit.store();
    rt.ingest.commit();
  } catch (error) {
    rt.ingest.rollback();
    commit.undo();
    throw error;
  }
  commit.publish();
}

type Outcome = { batch: IngestBatch; errors: RefusalItem[]; accepted: number; duplicates: number; agents: Set<FleetAgent> };

/** One group commit: applies signals in order, gathers what happened, and can take it all back. */
class SignalCommit {
  private readonly rt = runtime();
  private readonly entryId = newId();
  private readonly version: number;
  private readonly digest = new RowDigest();
  private readonly before = new Map<FleetAgent, StandingBefore>();
  private readonly created: FleetAgent[] = [];
  private readonly outcomes: Outcome[] = [];
  private readonly caused: NewEntry[] = [];
  private readonly registered: NewEntry[] = [];
  private readonly firstRow: number;
  private row: number;
  private entries: ReturnType<typeof chain> = [];

  constructor(private readonly now: number) {
    this.row = this.rt.lastSignalRow;
    this.firstRow = this.row + 1;
    this.version = this.rt.fleet.version + 1;
  }

  take(batch: IngestBatch): void {
    const unknown = this.unknownAgents(batch);
    if (unknown.length > 0 && !batch.partial) {
      batch.reject(
        new Refusal(422, "trust/unknown-agent", "A signal names an agent that is not registered. Nothing was stored.", unknown),
      );
      return;
    }
    const outcome: Outcome = { batch, errors: [...batch.errors, ...unknown], accepted: 0, duplicates: 0, agents: new Set() };
    const skipped = new Set(unknown.map(({ pointer }) => pointer));
    batch.signals.forEach((signal, i) => {
      if (skipped.size === 0 || !skipped.has(pointerOf(batch, i))) this.record(signal, outcome);
    });
    this.outcomes.push(outcome);
  }

  store(): void {
    const { rt } = this;
    for (const { batch, accepted, duplicates } of this.outcomes)
      if (batch.claim) rt.idempotency.insert(batch.claim, 200, keptAnswer({ accepted, duplicates }));
    if (this.row < this.firstRow) return;
    const recorded: NewEntry = {
      id: this.entryId,
      type: "signals.recorded",
      actor: this.outcomes.length === 1 ? (this.outcomes[0]?.batch.actor.name ?? "system") : "system",
      data: {
        count: this.row - this.firstRow + 1,
        firstRow: this.firstRow,
        lastRow: this.row,
        digest: this.digest.hex(),
        version: this.version,
      },
    };
    const events = [...this.before].flatMap(([agent, before]) => eventsOf(agent, before, this.entryId, this.now));
    this.entries = chain(rt.journal, [...this.registered, recorded, ...this.caused, ...events], this.now);
    for (const entry of this.entries) rt.ingest.insertEntry(entry);
    rt.ingest.setVersion(this.version);
  }

  publish(): void {
    const { rt } = this;
    const last = this.entries.at(-1);
    if (last) {
      rt.journal = { seq: last.seq, hash: last.hash };
      rt.lastSignalRow = this.row;
      rt.fleet.version = this.version;
      for (const agent of this.before.keys()) rt.fleet.changedAt[agent.number] = this.version;
      rt.publisher.scores(this.before.keys());
      rt.publisher.entries(this.entries);
      rt.metrics.signals.inc(this.row - this.firstRow + 1);
    }
    for (const outcome of this.outcomes) {
      if (outcome.batch.claim) outcome.batch.claim.kept = "answer";
      outcome.batch.resolve(this.answer(outcome));
    }
  }

  /** Brings the hot state back to what the database holds; the transaction was rolled back. */
  undo(): void {
    const { fleet, store } = this.rt;
    for (const [agent, before] of this.before) {
      agent.revokedAt = before.revokedAt;
      agent.revocationReason = before.revocationReason;
      agent.revocationCause = before.revocationCause;
      agent.holds = before.holds;
      agent.journaled = before.journaled;
      fleet.windows.clear(agent.number);
      before.heads.forEach((head, d) => {
        const dimension = d as DimensionIndex;
        for (const { row, value, weight, maxShare, reporter } of windowBelow(store.raw, head, WINDOW))
          fleet.windows.push(agent.number, dimension, value, weight, row, maxShare ?? 1, reporter);
        fleet.windows.setTotal(agent.number, dimension, before.totals[d] ?? 0);
      });
      fleet.lastSignalAt[agent.number] = before.lastSignalAt;
      fleet.settle(agent);
    }
    for (const agent of this.created) fleet.remove(agent);
  }

  private unknownAgents(batch: IngestBatch): RefusalItem[] {
    const { fleet } = this.rt;
    const { autoRegister } = fleet.policy.policy;
    const refused: RefusalItem[] = [];
    batch.signals.forEach((signal, i) => {
      const agent = fleet.find(signal.agentId);
      if (agent ? !agent.deregistered : autoRegister) return;
      refused.push({
        pointer: pointerOf(batch, i),
        code: "trust/unknown-agent",
        detail: `No agent ${signal.agentId} is registered.`,
      });
    });
    return refused;
  }

  private record(signal: Evidence, outcome: Outcome): void {
    const { rt, now } = this;
    const { reporter, maxShare } = outcome.batch.actor;
    if (signal.id !== undefined && !rt.ingest.takeKey(reporter, signal.id, this.row + 1)) {
      outcome.duplicates += 1;
      return;
    }
    const agent = rt.fleet.find(signal.agentId) ?? this.register(signal.agentId, outcome.batch.actor);
    if (!this.before.has(agent)) this.before.set(agent, rememberStanding(agent));
    outcome.agents.add(agent);
    outcome.accepted += 1;
    this.row += 1;
    const dimension = dimensionIndex(signal.dimension);
    const row: SignalRow = [
      this.row,
      agent.number,
      dimension,
      signal.value,
      signal.weight,
      signal.source,
      signal.details ?? null,
      signal.traceId ?? null,
      signal.id ?? null,
      signal.observedAt === undefined ? null : Date.parse(signal.observedAt),
      now,
      reporter,
      rt.fleet.windows.newestRow(agent.number, dimension),
      maxShare < 1 ? maxShare : null,
    ];
    rt.ingest.insertSignal(row);
    this.digest.add(row);
    const falls = rt.fleet.push(agent, dimension, signal, this.row, now, outcome.batch.actor);
    if (signal.critical) this.hold(agent, signal, outcome.batch.actor);
    if (falls) this.revoke(agent);
  }

  private register(id: string, actor: Actor): FleetAgent {
    const { rt } = this;
    const number = rt.ingest.nextAgentNumber();
    const agent = newcomer({ number, id, name: id, model: "unknown", registeredBy: actor.reporter, auditable: false });
    rt.ingest.insertAgent(agent, this.now);
    rt.fleet.put(agent);
    this.created.push(agent);
    this.registered.push({
      type: "agent.registered",
      agentId: id,
      actor: actor.name,
      data: { name: id, model: "unknown", automatic: true },
    });
    return agent;
  }

  private hold(agent: FleetAgent, signal: Evidence, actor: Actor): void {
    if (agent.holds.some((hold) => hold.cause === "critical_violation")) return;
    const hold = { cause: "critical_violation" as const, actor: actor.name, since: this.now, note: signal.details ?? null };
    agent.holds = [...agent.holds, hold];
    this.rt.ingest.setHold(agent.number, hold);
    this.rt.fleet.settle(agent);
    this.caused.push({
      type: "agent.hold_set",
      agentId: agent.id,
      actor: actor.name,
      cause: this.entryId,
      data: { cause: hold.cause, note: hold.note },
    });
  }

  private revoke(agent: FleetAgent): void {
    const score = this.rt.fleet.score(agent);
    const reason = `Trust score ${score} below threshold`;
    agent.revokedAt = this.now;
    agent.revocationReason = reason;
    agent.revocationCause = this.entryId;
    this.rt.ingest.revoke(agent.number, this.now, reason, this.entryId);
    this.rt.fleet.settle(agent);
    this.caused.push({ type: "agent.revoked", agentId: agent.id, actor: "system", cause: this.entryId, data: { score, reason } });
  }

  private answer({ batch, accepted, duplicates, agents, errors }: Outcome): SignalsRecorded {
    const { fleet } = this.rt;
    const scores = [...agents].map((agent) => ({
      agentId: agent.id,
      score: fleet.score(agent),
      band: fleet.rated(agent) ? (BANDS[bandLevel(fleet.score(agent))]?.band ?? null) : null,
      rated: fleet.rated(agent),
      revoked: agent.revokedAt !== null,
    }));
    return { accepted, duplicates, scores, ...(batch.partial ? { errors } : {}) };
  }
}

const pointerOf = (batch: SignalBatch, index: number): string => `/signals/${batch.positions[index]}/agentId`;

function rememberStanding(agent: FleetAgent): StandingBefore {
  const { fleet } = runtime();
  return {
    score: fleet.score(agent),
    level: fleet.level(agent),
    atRisk: fleet.atRisk(agent),
    revokedAt: agent.revokedAt,
    revocationReason: agent.revocationReason,
    revocationCause: agent.revocationCause,
    holds: agent.holds,
    journaled: agent.journaled,
    lastSignalAt: fleet.lastSignalAt[agent.number] ?? 0,
    heads: DIMENSIONS.map((_, d) => fleet.windows.newestRow(agent.number, d as DimensionIndex)),
    totals: DIMENSIONS.map((_, d) => fleet.windows.total(agent.number, d as DimensionIndex)),
  };
}

import type { Actor } from "../access/action";
import { type FleetAgent, newcomer } from "../engine/fleet";
import type { NewEntry } from "../journal/entry";
import { isRefusal } from "../refusal";
import { type Account, afterPosting, isInsolvent, type PostingKind } from "../routing/account";
import { runtime } from "../runtime";
import { RowDigest, type SignalRow } from "../store/ingest";
import { chain, newId } from "../store/journal";
import { windowBelow } from "../store/signals";
import { failureOf } from "../store/writer";
import { DIMENSIONS, type DimensionIndex, dimensionIndex } from "../trust/dimension";
import { WINDOW } from "../trust/score";
import type { Evidence } from "../trust/signal";
import { currentClaim, withoutClaim } from "./claim";
import { eventsOf, type StandingBefore } from "./score-events";

/**
 * What shares a commit with others: signals of a request, one act of routing. `run` reads, decides, writes and changes the hot
 * state in one synchronous stretch; it may refuse by throwing, before it has changed anything.
 */
export type GroupItem = { run: (commit: GroupCommit) => void; reject: (error: unknown) => void };

/** Runs all items and commits what they wrote in one transaction; an item that refuses is left out of it. */
export function commitGroup(items: readonly GroupItem[]): void {
  const rt = runtime();
  const commit = new GroupCommit(rt.now());
  const refused: (() => void)[] = [];
  rt.ingest.begin();
  try {
    for (const item of items) {
      try {
        item.run(commit);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refused.push(() => item.reject(error));
      }
    }
    commit.store();
    rt.ingest.commit();
  } catch (error) {
    rt.ingest.rollback();
    commit.undo();
    // An item that is broken in itself must not take the others with it.
    if (items.length === 1 || failureOf(error) !== "none") throw error;
    for (const item of items) commitAlone(item);
    return;
  }
  // The request that woke the writer is not the one that a task is put to its agent for, or a timer armed.
  withoutClaim(() => commit.publish());
  for (const refuse of refused) refuse();
}

function commitAlone(item: GroupItem): void {
  try {
    commitGroup([item]);
  } catch (error) {
    item.reject(error);
  }
}

/**
 * Runs one act in the next group commit and answers what it answered, once that is on disk. `size` is what it weighs beside
 * signals. If the request on whose behalf it runs is to be done once, its claim is in the same transaction.
 */
export function inGroup<T>(size: number, act: (commit: GroupCommit) => T): Promise<T> {
  const claim = currentClaim();
  return new Promise((resolve, reject) => {
    const run = (commit: GroupCommit) => {
      const result = act(commit);
      if (claim?.kept === "nothing") {
        runtime().idempotency.insert(claim, null, null);
        commit.onCommitted(() => {
          claim.kept = "effect";
        });
      }
      commit.onCommitted(() => resolve(result));
    };
    runtime().writer.enqueue({ run, reject }, size);
  });
}

/** One transaction that several items write: signals in order, postings, entries; and how to take it all back. */
export class GroupCommit {
  private readonly rt = runtime();
  private readonly recordedId = newId();
  private readonly version: number;
  private readonly digest = new RowDigest();
  private readonly before = new Map<FleetAgent, StandingBefore>();
  private readonly scored = new Set<FleetAgent>();
  private readonly changed = new Set<FleetAgent>();
  private readonly created: FleetAgent[] = [];
  private readonly reporters = new Set<string>();
  private readonly registered: NewEntry[] = [];
  private readonly acts: NewEntry[] = [];
  private readonly caused: NewEntry[] = [];
  private readonly undone: (() => void)[] = [];
  private readonly committed: (() => void)[] = [];
  private readonly firstRow: number;
  private row: number;
  private transfer: number | null = null;
  private entries: ReturnType<typeof chain> = [];

  constructor(readonly now: number) {
    this.row = this.rt.lastSignalRow;
    this.firstRow = this.row + 1;
    this.version = this.rt.fleet.version + 1;
  }

  /** Adds to the journal, in the order of the calls. */
  entry(entry: NewEntry): void {
    this.acts.push(entry);
  }

  /** Runs when everything is on disk. */
  onCommitted(then: () => void): void {
    this.committed.push(then);
  }

  /** Takes back a change of the hot state, should the commit fail; the last change first. */
  onUndo(undo: () => void): void {
    this.undone.push(undo);
  }

  /** Notes what the agent is before it is changed, for `undo`. */
  remember(agent: FleetAgent): void {
    if (!this.before.has(agent)) this.before.set(agent, standingBefore(agent));
  }

  /** Records one signal; `duplicate` if its reporter has used its id before. Registers whoever is not known. */
  signal(signal: Evidence, actor: Actor): { agent: FleetAgent } | "duplicate" {
    const { rt, now } = this;
    const { reporter, maxShare } = actor;
    if (signal.id !== undefined && !rt.ingest.takeKey(reporter, signal.id, this.row + 1)) return "duplicate";
    const agent = rt.fleet.find(signal.agentId) ?? this.register(signal.agentId, actor);
    this.remember(agent);
    this.scored.add(agent);
    this.changed.add(agent);
    this.reporters.add(actor.name);
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
    const falls = rt.fleet.push(agent, dimension, signal, this.row, now, actor);
    if (signal.critical) this.hold(agent, "critical_violation", signal.details ?? null, actor.name, this.recordedId);
    if (falls) this.revoke(agent);
    return { agent };
  }

  /**
   * Pays sats from the treasury to an agent (negative: the other way). An account that falls below 0 sets the hold
   * `insolvent`, with the entry `cause` as its cause.
   */
  pay(agent: FleetAgent, kind: PostingKind, amountSats: number, actor: string, reason: string, cause: string): Account {
    const { rt } = this;
    this.remember(agent);
    this.transfer = (this.transfer ?? rt.ledger.lastTransfer()) + 1;
    rt.ledger.post({ transfer: this.transfer, agentNumber: agent.number, amountSats, kind, at: this.now, actor, reason });
    agent.account = afterPosting(agent.account, kind, amountSats);
    if (isInsolvent(agent.account)) {
      const note = `The balance is ${agent.account.balanceSats} sats`;
      this.hold(agent, "insolvent", note, "system", cause);
    }
    return agent.account;
  }

  store(): void {
    const { rt } = this;
    const recorded: NewEntry[] = [];
    if (this.row >= this.firstRow)
      recorded.push({
        id: this.recordedId,
        type: "signals.recorded",
        actor: this.reporters.size === 1 ? ([...this.reporters][0] ?? "system") : "system",
        data: {
          count: this.row - this.firstRow + 1,
          firstRow: this.firstRow,
          lastRow: this.row,
          digest: this.digest.hex(),
          version: this.version,
        },
      });
    const events = [...this.scored].flatMap((agent) => {
      const before = this.before.get(agent);
      return before ? eventsOf(agent, before, this.recordedId, this.now) : [];
    });
    const said = [...this.registered, ...this.acts, ...recorded, ...this.caused, ...events];
    this.entries = chain(rt.journal, said, this.now);
    for (const entry of this.entries) rt.ingest.insertEntry(entry);
    if (this.changed.size > 0) rt.ingest.setVersion(this.version);
  }

  publish(): void {
    const { rt } = this;
    const last = this.entries.at(-1);
    if (last) rt.journal = { seq: last.seq, hash: last.hash };
    rt.lastSignalRow = this.row;
    if (this.changed.size > 0) {
      rt.fleet.version = this.version;
      for (const agent of this.changed) rt.fleet.changedAt[agent.number] = this.version;
      rt.publisher.scores(this.changed);
    }
    rt.publisher.entries(this.entries);
    rt.metrics.signals.inc(this.row - this.firstRow + 1);
    for (const then of this.committed) this.afterwards(then);
  }

  /** What is on disk stays so whatever follows: an error here would make the writer refuse or repeat the whole group. */
  private afterwards(then: () => void): void {
    try {
      then();
    } catch (error) {
      this.rt.log.error({ err: error }, "what follows from a commit failed");
    }
  }

  /** Brings the hot state back to what the database holds; the transaction was rolled back. */
  undo(): void {
    const { fleet, store } = this.rt;
    for (const undo of this.undone.toReversed()) undo();
    for (const [agent, before] of this.before) {
      agent.revokedAt = before.revokedAt;
      agent.revocationReason = before.revocationReason;
      agent.revocationCause = before.revocationCause;
      agent.holds = before.holds;
      agent.journaled = before.journaled;
      agent.account = before.account;
      agent.work = before.work;
      if (this.scored.has(agent)) {
        fleet.windows.clear(agent.number);
        before.heads.forEach((head, d) => {
          const dimension = d as DimensionIndex;
          const kept = before.capped[d];
          if (kept) for (const entry of kept) fleet.windows.pushEntry(agent.number, dimension, entry);
          else
            for (const { row, value, weight } of windowBelow(store.raw, head, WINDOW))
              fleet.windows.push(agent.number, dimension, value, weight, row);
          fleet.windows.setTotal(agent.number, dimension, before.totals[d] ?? 0);
        });
        fleet.lastSignalAt[agent.number] = before.lastSignalAt;
      }
      fleet.settle(agent);
    }
    for (const agent of this.created) fleet.remove(agent);
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

  private hold(
    agent: FleetAgent,
    cause: "critical_violation" | "insolvent",
    note: string | null,
    actor: string,
    entryId: string,
  ): void {
    if (agent.holds.some((hold) => hold.cause === cause)) return;
    const hold = { cause, actor, since: this.now, note };
    agent.holds = [...agent.holds, hold];
    this.rt.ingest.setHold(agent.number, hold);
    this.rt.fleet.settle(agent);
    this.changed.add(agent);
    this.caused.push({ type: "agent.hold_set", agentId: agent.id, actor, cause: entryId, data: { cause, note } });
  }

  private revoke(agent: FleetAgent): void {
    const score = this.rt.fleet.score(agent);
    const reason = `Trust score ${score} below threshold`;
    agent.revokedAt = this.now;
    agent.revocationReason = reason;
    agent.revocationCause = this.recordedId;
    this.rt.ingest.revoke(agent.number, this.now, reason, this.recordedId);
    this.rt.fleet.settle(agent);
    this.caused.push({
      type: "agent.revoked",
      agentId: agent.id,
      actor: "system",
      cause: this.recordedId,
      data: { score, reason },
    });
  }
}

function standingBefore(agent: FleetAgent): StandingBefore {
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
    account: agent.account,
    work: agent.work,
    lastSignalAt: fleet.lastSignalAt[agent.number] ?? 0,
    heads: DIMENSIONS.map((_, d) => fleet.windows.newestRow(agent.number, d as DimensionIndex)),
    totals: DIMENSIONS.map((_, d) => fleet.windows.total(agent.number, d as DimensionIndex)),
    capped: DIMENSIONS.map((_, d) => fleet.windows.cappedEntries(agent.number, d as DimensionIndex)),
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import type { AuditFrame } from "../live/events";
import type { AuditCause, AuditProbe, AuditStatus } from "../registry/audit";
import type { AuditRow } from "../store/audits";
import type { AuditState } from "./audit-state";
import { findBattery } from "./batteries";
import type { Probe } from "./battery/probe";
import { type EvidenceHead, type KeptRecord, noEvidence, type Unlinked } from "./evidence";
import { type Ask, Interview } from "./interview";
import { type LaneLimits, Lanes } from "./lanes";
import { plannedOutcome, stateOf } from "./stored-audit";
import { untilWritten } from "./until-written";

/** What was heard in one audit since its evidence was last kept, and where that ended. */
export type Heard = { auditNumber: number; head: EvidenceHead; records: readonly Unlinked[] };

/** How an interview ended; without a state where there could be none. */
export type Ended = { state: AuditState | null; cause: AuditCause | null; flags: string[]; evidence: EvidenceHead };

/** What the auditor does not do itself: everything that is written, looked up, asked or pushed. */
export type AuditorHost = {
  now: () => number;
  /** Audits that are not over, in the order they were asked for. */
  openAudits: () => Promise<AuditRow[]>;
  records: (row: AuditRow) => KeptRecord[];
  /** Whether some came due while nothing ran. */
  isSpotAuditDue: () => boolean;
  /** Notes that it begins; false where it must not. */
  begin: (row: AuditRow) => Promise<boolean>;
  /** Whom to ask: the endpoint's address, by which requests are limited, and how to ask it. Null where there is none. */
  endpoint: (row: AuditRow) => Promise<{ url: string; ask: Ask } | null>;
  /** Keeps what `heard` answers once it is its turn to write; answers where the evidence of each ends then. */
  keep: (heard: () => readonly Heard[]) => Promise<readonly EvidenceHead[]>;
  finish: (row: AuditRow, ended: Ended) => Promise<void>;
  push: (frame: Omit<AuditFrame, "agentId">, row: AuditRow) => void;
  onError: (error: unknown, row: AuditRow | null) => void;
};

export type AuditorLimits = LaneLimits & {
  audits: number;
  /** What an audit may take. */
  auditMs: number;
  /** Between two looks at what is to be kept and pushed. */
  keepMs: number;
  /** Before audits go on after a start: agents that start beside Muster need a moment to answer again. */
  graceMs: number;
};

export const AUDITOR_LIMITS: AuditorLimits = {
  audits: 4,
  requests: 4,
  requestsPerSecond: 25,
  auditMs: 600_000,
  keepMs: 300,
  graceMs: 10_000,
};

const NO_ENDPOINT: AuditCause = { code: "no_endpoint", detail: "The agent has no endpoint that audits can be put to any more." };

const NO_BATTERY: AuditCause = { code: "no_battery", detail: "This Muster does not have the questions of this audit's version." };
const BROKEN: AuditCause = { code: "internal", detail: "Muster could not go on with this audit. Its log says why." };

/** An audit that is not over. */
type Open = {
  row: AuditRow;
  /** Null until it begins: a plan takes a while to draw, and thousands may wait. */
  state: AuditState | null;
  head: EvidenceHead;
  waiting: Unlinked[];
  changes: Map<string, AuditProbe>;
  stop: AbortController;
};

/**
 * Works off the queue of audits: a few at a time, a few requests at a time for each endpoint. What was heard is kept every
 * moment, so that an audit goes on where it was after a restart.
 */
export class Auditor {
  private readonly open = new Map<string, Open>();
  private readonly queue: PQueue;
  private readonly lanes: Lanes;
  private readonly working = new Set<Promise<void>>();
  private keeping: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private grace: NodeJS.Timeout | null = null;
  private stopping = false;

  constructor(
    private readonly host: AuditorHost,
    private readonly limits: AuditorLimits = AUDITOR_LIMITS,
  ) {
    this.queue = new PQueue({ concurrency: limits.audits, autoStart: false });
    this.lanes = new Lanes(limits);
  }

  /** Takes up what was not over when the process ended, and begins to work. */
  async start(): Promise<void> {
    const open = await this.host.openAudits();
    for (const row of open) this.admit(row);
    const grace = open.length > 0 || this.host.isSpotAuditDue() ? this.limits.graceMs : 0;
    if (grace > 0) this.grace = setTimeout(() => this.queue.start(), grace);
    else this.queue.start();
    this.timer = setInterval(() => void this.keep(), this.limits.keepMs);
  }

  /** Asks nothing more, keeps what was heard, and leaves the audits open. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.timer) clearInterval(this.timer);
    if (this.grace) clearTimeout(this.grace);
    this.queue.pause();
    for (const { stop } of this.open.values()) stop.abort();
    await this.idle();
    await this.keep();
  }

  /** Resolves when no audit is being worked on. */
  async idle(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working);
  }

  /** Takes an audit into the queue. What somebody asked for goes before what Muster drew. */
  admit(row: AuditRow): void {
    if (this.open.has(row.id)) return;
    const open: Open = {
      row,
      state: null,
      head: noEvidence(row.id),
      waiting: [],
      changes: new Map(),
      stop: new AbortController(),
    };
    this.open.set(row.id, open);
    void this.queue.add(
      () => {
        const work = this.workOn(open).catch((error: unknown) => this.fail(open, error));
        this.working.add(work);
        return work.finally(() => this.working.delete(work));
      },
      { priority: row.type === "spot" ? 0 : 1 },
    );
  }

  /** The state of an audit that is worked on; null for others. */
  stateOf(id: string): AuditState | null {
    return this.open.get(id)?.state ?? null;
  }

  /** Lets go of an audit that is over, and says so. */
  dismiss(row: AuditRow, status: AuditStatus): void {
    const open = this.open.get(row.id);
    if (!open) return;
    this.open.delete(row.id);
    open.stop.abort();
    this.push(open, status);
  }

  private async workOn(open: Open): Promise<void> {
    const { row, stop } = open;
    if (this.stopping || !this.open.has(row.id)) return;
    if (!(await this.written(open, () => this.host.begin(row)))) return;
    const kept = this.host.records(row);
    open.head = kept.at(-1) ?? open.head;
    if (!findBattery(row)) return this.conclude(open, NO_BATTERY);
    const state = stateOf(row, kept);
    open.state = state;
    this.push(open, "running");
    const endpoint = await this.host.endpoint(row);
    const deadline = AbortSignal.timeout(this.limits.auditMs);
    const interview =
      endpoint &&
      new Interview(state, {
        ask: endpoint.ask,
        lane: this.lanes.of(endpoint.url),
        signal: AbortSignal.any([stop.signal, deadline]),
        onAsking: (probe) => open.changes.set(probe.id, state.probe(probe)),
        onHeard: (probe, heard) => {
          open.waiting.push({ ...labelled(row, probe), ...heard, at: new Date(this.host.now()).toISOString() });
          open.changes.set(probe.id, state.probe(probe));
        },
      });
    await interview?.run();
    if (endpoint) this.lanes.leave(endpoint.url);
    await this.keepAll(open);
    if (stop.signal.aborted) return;
    const flags = interview?.systemAsUser ? ["system_as_user"] : [];
    const late = { code: "deadline", detail: `The audit was not done within ${this.limits.auditMs / 60_000} minutes.` };
    const cause = interview === null ? NO_ENDPOINT : (interview.cause ?? (deadline.aborted && !state.end ? late : null));
    await this.conclude(open, cause, flags);
  }

  private async conclude(open: Open, cause: AuditCause | null, flags: string[] = []): Promise<void> {
    await this.written(open, () => this.host.finish(open.row, { state: open.state, cause, flags, evidence: open.head }));
  }

  private written<T>({ row, stop }: Open, write: () => Promise<T>): Promise<T> {
    const onRefused = (error: unknown) => this.host.onError(error, row);
    return untilWritten(write, { signal: stop.signal, pauseMs: this.limits.keepMs, onRefused });
  }

  /** An audit that cannot be worked on has measured nothing: left open, it would bar every other one of the agent. */
  private async fail(open: Open, error: unknown): Promise<void> {
    this.host.onError(error, open.row);
    if (open.stop.signal.aborted) return;
    try {
      await this.keepAll(open);
      await this.conclude(open, BROKEN);
    } catch (again) {
      this.host.onError(again, open.row);
    } finally {
      open.stop.abort();
    }
  }

  private async keepAll({ waiting, stop }: Open): Promise<void> {
    for (await this.keep(); waiting.length > 0 && !stop.signal.aborted; await this.keep()) await sleep(this.limits.keepMs);
  }

  /** Keeps what was heard, then pushes it: nothing is shown that is not on disk. */
  private keep(): Promise<void> {
    this.keeping ??= this.keepNow().finally(() => {
      this.keeping = null;
    });
    return this.keeping;
  }

  private async keepNow(): Promise<void> {
    const some = [...this.open.values()].filter(({ waiting, changes }) => waiting.length > 0 || changes.size > 0);
    if (some.length === 0) return;
    let heard: { open: Open; count: number; changes: AuditProbe[] }[] = [];
    try {
      const heads = await this.host.keep(() => {
        // It may have been cancelled while this waited for its turn to write.
        heard = some
          .filter(({ row }) => this.open.has(row.id))
          .map((open) => ({ open, count: open.waiting.length, changes: [...open.changes.values()] }));
        return heard.map(({ open, count }) => ({
          auditNumber: open.row.number,
          head: open.head,
          records: open.waiting.slice(0, count),
        }));
      });
      for (const [i, { open, count, changes }] of heard.entries()) {
        open.head = heads[i] as EvidenceHead;
        open.waiting.splice(0, count);
        for (const change of changes) if (open.changes.get(change.id) === change) open.changes.delete(change.id);
      }
      for (const { open, changes } of heard) this.push(open, "running", changes);
    } catch (error) {
      this.host.onError(error, null);
    }
  }

  private push({ row, state }: Open, status: AuditStatus, probes: readonly AuditProbe[] = []): void {
    const changes = probes.map(({ id, state: now, code }) => ({ id, state: now, code }));
    const progress = state?.progress() ?? plannedOutcome(row).progress;
    this.host.push({ id: row.id, status, progress, changes }, row);
  }
}

function labelled({ id, battery, batteryVersion }: AuditRow, { id: probeId, template, dimension, facet }: Probe) {
  return { auditId: id, probeId, family: template, dimension, facet, battery, batteryVersion };
}

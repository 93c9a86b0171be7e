import PQueue from "p-queue";
import type { Completion } from "../auditors/completion";
import { type LaneLimits, Lanes } from "../auditors/lanes";
import { untilWritten } from "../auditors/until-written";

/** An attempt at a task that is to be put to its agent's endpoint. */
export type Errand = { taskNumber: number; attempt: number; agentNumber: number };

/** What to put to it. `maxTokens` bounds the answer, `timeMs` is what is left of the attempt's time. */
export type Prompt = { description: string; maxTokens: number; timeMs: number };

type Recipient = { url: string; ask: (prompt: Prompt, signal: AbortSignal) => Promise<Completion> };

/** What the dispatcher does not do itself: everything that is looked up, written or asked. */
export type DispatcherHost = {
  /** Whom to ask; null where there is nobody. */
  recipient: (errand: Errand) => Promise<Recipient | null>;
  /** Notes that the attempt begins, or goes on after a restart; a sentence where it must not, null where it is no more. */
  begin: (errand: Errand) => Promise<Prompt | string | null>;
  /** What came of it, or why nobody was asked. */
  settle: (errand: Errand, completion: Completion | string) => Promise<void>;
  onError: (error: unknown, errand: Errand) => void;
};

export type DispatcherLimits = LaneLimits & {
  /** Tasks under way at once. */
  tasks: number;
  /** Before a database that is busy or full is tried again. */
  pauseMs: number;
  /** Before tasks go on after a start: agents that start beside Muster need a moment to answer again. */
  graceMs: number;
};

export const DISPATCHER_LIMITS: DispatcherLimits = {
  tasks: 64,
  requests: 4,
  requestsPerSecond: 25,
  pauseMs: 300,
  graceMs: 2_000,
};

const NO_ENDPOINT = "The agent has no endpoint that tasks can be put to.";

// Agents are looked up a few at a time, because thousands of tasks may be open at a start.
const LOOKUPS = 8;

type Open = { errand: Errand; stop: AbortController };

/**
 * Puts tasks to the endpoints of those who got them, several at a time, a few for each endpoint. It keeps nothing: what is open
 * stands in the store, and a timer ends what comes to no end here.
 */
export class Dispatcher {
  private readonly open = new Map<number, Open>();
  private readonly working = new Set<Promise<void>>();
  private readonly lookups = new PQueue({ concurrency: LOOKUPS });
  private readonly queue: PQueue;
  private readonly lanes: Lanes;
  private grace: NodeJS.Timeout | null = null;
  private stopping = false;

  constructor(
    private readonly host: DispatcherHost,
    private readonly limits: DispatcherLimits = DISPATCHER_LIMITS,
  ) {
    this.queue = new PQueue({ concurrency: limits.tasks, autoStart: false });
    this.lanes = new Lanes(limits);
  }

  /** Begins to work. */
  start(): void {
    const grace = this.open.size > 0 ? this.limits.graceMs : 0;
    if (grace > 0) this.grace = setTimeout(() => this.queue.start(), grace);
    else this.queue.start();
  }

  /** Asks nobody any more and leaves what is under way open: it is asked again after a start. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.grace) clearTimeout(this.grace);
    this.queue.pause();
    for (const { stop } of this.open.values()) stop.abort();
    await this.idle();
  }

  /** Resolves when nothing is under way and nothing waits. */
  async idle(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working);
  }

  /** Takes up an attempt, unless it is taken up already; whoever had the task before is asked no more. */
  admit(errand: Errand): void {
    const known = this.open.get(errand.taskNumber)?.errand;
    if (known?.attempt === errand.attempt && known.agentNumber === errand.agentNumber) return;
    this.dismiss(errand.taskNumber);
    if (this.stopping) return;
    const open: Open = { errand, stop: new AbortController() };
    this.open.set(errand.taskNumber, open);
    const work = this.workOn(open).catch((error: unknown) => {
      if (!open.stop.signal.aborted) this.host.onError(error, errand);
    });
    this.working.add(work);
    void work.finally(() => this.working.delete(work));
  }

  /** Lets go of a task: it is over, or with nobody. */
  dismiss(taskNumber: number): void {
    this.open.get(taskNumber)?.stop.abort();
    this.open.delete(taskNumber);
  }

  private async workOn(open: Open): Promise<void> {
    const { errand, stop } = open;
    const { signal } = stop;
    const url = (await this.lookups.add(() => this.host.recipient(errand), { signal }))?.url ?? "";
    const lane = this.lanes.of(url);
    try {
      await lane.add(() => this.queue.add(() => this.ask(open), { signal }), { signal });
    } finally {
      this.lanes.leave(url);
    }
  }

  /** Its endpoint may have changed while it waited. */
  private async ask(open: Open): Promise<void> {
    const { errand, stop } = open;
    const recipient = await this.host.recipient(errand);
    if (!recipient) return this.settle(open, NO_ENDPOINT);
    const prompt = await this.written(open, () => this.host.begin(errand));
    if (prompt === null || stop.signal.aborted) return;
    const completion = typeof prompt === "string" ? prompt : await recipient.ask(prompt, stop.signal);
    if (!stop.signal.aborted) await this.settle(open, completion);
  }

  private settle(open: Open, completion: Completion | string): Promise<void> {
    return this.written(open, () => this.host.settle(open.errand, completion));
  }

  private written<T>({ errand, stop }: Open, write: () => Promise<T>): Promise<T> {
    const onRefused = (error: unknown) => this.host.onError(error, errand);
    return untilWritten(write, { signal: stop.signal, pauseMs: this.limits.pauseMs, onRefused });
  }
}

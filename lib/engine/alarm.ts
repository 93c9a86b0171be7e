import type { Agenda } from "./agenda";

/** Arms one timer; answers how to disarm it. Injected, so that tests need not wait. */
export type Arm = (ms: number, run: () => void) => () => void;

export const realTimer: Arm = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

// A timer beyond 24.8 days fires at once, and a clock may be set meanwhile: it is looked at every hour anyway.
const LONGEST_MS = 3_600_000;
const AGAIN_AFTER_FAILURE_MS = 5_000;

type Surroundings = { now: () => number; arm: Arm; onError: (error: unknown) => void };

/**
 * Does the work of an agenda when its instants come, what was missed at once, a batch at a time. One timer for all of it:
 * nothing is polled. `work` must set the instants of its batch anew.
 */
export class Alarm {
  private disarm: () => void = () => undefined;
  private working: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly agenda: Agenda,
    private readonly batch: number,
    private readonly work: (numbers: number[]) => Promise<void>,
    private readonly around: Surroundings,
  ) {
    agenda.onEarlier = () => this.rearm();
    this.rearm();
  }

  /** Takes on nothing new and resolves when what was begun is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.disarm();
    await this.done();
  }

  /** Resolves when what was begun is done, well or not. */
  async done(): Promise<void> {
    await this.working?.catch(() => undefined);
  }

  private rearm(): void {
    if (this.stopped || this.working) return;
    this.disarm();
    const { next } = this.agenda;
    if (next === null) return;
    this.armFor(Math.min(Math.max(0, next - this.around.now()), LONGEST_MS));
  }

  private armFor(ms: number): void {
    this.disarm = this.around.arm(ms, () => {
      this.working = this.workOff().finally(() => {
        this.working = null;
      });
      void this.working.then(
        () => this.rearm(),
        (error: unknown) => {
          this.around.onError(error);
          if (!this.stopped) this.armFor(AGAIN_AFTER_FAILURE_MS);
        },
      );
    });
  }

  private async workOff(): Promise<void> {
    for (let due = this.nextBatch(); due.length > 0 && !this.stopped; due = this.nextBatch()) await this.work(due);
  }

  private nextBatch(): number[] {
    return this.agenda.due(this.around.now(), this.batch);
  }
}

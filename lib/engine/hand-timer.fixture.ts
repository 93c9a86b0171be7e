import type { Alarm, Arm } from "./alarm";

/** For tests: a timer that rings when the test lets time pass, by the test's own clock (epoch ms). */
export class HandTimer {
  /** What rings next. */
  armed: { at: number; run: () => void } | null = null;

  constructor(private readonly clock: { now: number }) {}

  readonly arm: Arm = (ms, run) => {
    const mine = { at: this.clock.now + ms, run };
    this.armed = mine;
    return () => {
      if (this.armed === mine) this.armed = null;
    };
  };

  /** Forgets what was armed, as a process that ends does. */
  forget(): void {
    this.armed = null;
  }

  /** Moves the clock on, ringing whenever the time has come; resolves when the alarm has done its work. */
  async pass(to: number, alarm: Alarm): Promise<void> {
    while (this.armed && this.armed.at <= to) {
      const { at, run } = this.armed;
      this.clock.now = Math.max(this.clock.now, at);
      this.armed = null;
      run();
      await alarm.done();
      await Promise.resolve();
    }
    this.clock.now = to;
  }
}

import type { Actor } from "../access/action";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";

/**
 * So many a second, with room for a burst. Something larger than the burst passes while nothing is owed, and is paid off
 * afterwards: over time the rate holds whatever the sizes. Times are seconds of a clock that never goes back.
 */
export class Bucket {
  private level: number;
  private at: number;

  constructor(
    readonly perSecond: number,
    private readonly burst: number,
    now: number,
  ) {
    this.level = burst;
    this.at = now;
  }

  /** Takes `count` and answers 0, or takes nothing and answers how many seconds to wait. */
  take(count: number, now: number): number {
    this.refill(now);
    const missing = Math.min(count, this.burst) - this.level;
    if (missing > 0) return missing / this.perSecond;
    this.level -= count;
    return 0;
  }

  /** Takes `count` whatever is there. */
  charge(count: number, now: number): void {
    this.refill(now);
    this.level -= count;
  }

  /** Seconds until nothing is owed. */
  debt(now: number): number {
    this.refill(now);
    return Math.max(0, -this.level / this.perSecond);
  }

  private refill(now: number): void {
    this.level = Math.min(this.burst, this.level + (now - this.at) * this.perSecond);
    this.at = now;
  }
}

/** Counts one request of a key. Refuses 429 `access/rate`. */
export function limitRequests(actor: Actor): void {
  const held = runtime().keys.limits(actor);
  if (held) take(held.requests, 1, "requests");
}

/** Counts signals of a key. Refuses 429 `access/rate`. */
export function limitSignals(actor: Actor, count: number): void {
  const held = runtime().keys.limits(actor);
  if (held) take(held.signals, count, "signals");
}

function take(bucket: Bucket, count: number, what: "requests" | "signals"): void {
  const wait = bucket.take(count, performance.now() / 1000);
  if (wait === 0) return;
  runtime().metrics.limited.inc({ limit: what });
  const unit = bucket.perSecond === 1 ? what.slice(0, -1) : what;
  throw new Refusal(
    429,
    "access/rate",
    `This key may send ${bucket.perSecond.toLocaleString("en")} ${unit} a second. Wait for Retry-After; an admin can raise the limit in Settings → API keys.`,
    undefined,
    Math.max(1, Math.ceil(wait)),
  );
}

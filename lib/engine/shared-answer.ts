import { setTimeout as pause } from "node:timers/promises";
import type { Runtime } from "../runtime";

/** An answer may serve for so long where nothing was committed meanwhile, ms. */
const SHARED_MS = 500;
/** After an answer that took long there is a rest, so many times as long, but no longer than this (ms). */
const REST_SHARE = 3;
const LONGEST_REST_MS = 1_000;
/** What takes less needs no rest, ms. */
const QUICK_MS = 5;

/**
 * An answer about the whole fleet, shared by all who ask together: one is found at a time, with a rest after it, so that many
 * open pages cost little more than one. Who asks gets everything that was committed before.
 */
export class SharedAnswer<T> {
  private latest: { by: Runtime; at: number; seq: number; version: number; answer: Promise<T> } | null = null;
  private resting: Promise<void> | null = null;
  private following: Promise<T> | null = null;

  /** `now` in epoch ms. */
  constructor(private readonly find: (rt: Runtime, now: number) => Promise<T>) {}

  ask(rt: Runtime): Promise<T> {
    if (this.latest && isCurrent(this.latest, rt)) return this.latest.answer;
    if (!this.resting) return this.begin(rt);
    this.following ??= this.resting.then(() => {
      this.following = null;
      return this.begin(rt);
    });
    return this.following;
  }

  private begin(rt: Runtime): Promise<T> {
    const at = rt.now();
    const started = performance.now();
    const answer = this.find(rt, at);
    this.latest = { by: rt, at, seq: rt.journal.seq, version: rt.fleet.version, answer };
    this.resting = this.rest(answer, started);
    return answer;
  }

  private async rest(answer: Promise<T>, started: number): Promise<void> {
    try {
      await answer;
    } catch {
      this.latest = null;
    }
    const took = performance.now() - started;
    if (took >= QUICK_MS) await pause(Math.min(LONGEST_REST_MS, took * REST_SHARE), undefined, { ref: false });
    this.resting = null;
  }
}

type Made = { by: Runtime; at: number; seq: number; version: number };

function isCurrent({ by, at, seq, version }: Made, rt: Runtime): boolean {
  const age = rt.now() - at;
  return by === rt && seq === rt.journal.seq && version === rt.fleet.version && age >= 0 && age < SHARED_MS;
}

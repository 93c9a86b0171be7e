import { existsSync, statSync } from "node:fs";
import type Database from "better-sqlite3";
import type { MusterServer } from "../../server";
import { pause } from "../../server";

const BATCH = 100;
const LANES = 8;
const AGENTS = 20;
const DIMENSIONS = ["policy_compliance", "resource_efficiency", "output_quality", "security_posture", "collaboration_health"];

/** Signals at a steady rate, in batches of 100 whose ids are known, and what came back when. */
export class Load {
  /** Numbers of the batches that were acknowledged. */
  readonly acknowledged: number[] = [];
  /** Longest write-ahead log that was seen, bytes. */
  longestLog = 0;
  private durations: number[] = [];
  private next = 0;
  private startedAt = 0;
  private endedAt = 0;
  private running = false;
  private readonly lanes: Promise<void>[] = [];

  constructor(
    private readonly server: MusterServer,
    private readonly rate: number,
  ) {}

  async begin(): Promise<void> {
    for (let i = 0; i < AGENTS; i++)
      await this.server.call("POST", "/agents", { body: { id: `agent-${i}`, name: `Agent ${i}`, model: "m" } });
    this.running = true;
    this.startedAt = performance.now();
    for (let lane = 0; lane < LANES; lane++) this.lanes.push(this.send());
    this.lanes.push(this.watchLog());
  }

  async end(): Promise<void> {
    if (this.running) this.endedAt = performance.now();
    this.running = false;
    await Promise.all(this.lanes.splice(0));
  }

  /** Times of the answers since they were last taken, ms. */
  takeDurations(): number[] {
    const taken = this.durations;
    this.durations = [];
    return taken;
  }

  /** Signals that were acknowledged, a second. */
  perSecond(): number {
    return Math.round((this.acknowledged.length * BATCH) / ((this.endedAt - this.startedAt) / 1_000));
  }

  /** How many signals of some batches a database does not hold. */
  missingIn(db: Database.Database, batches: readonly number[]): number {
    const kept = new Set(db.prepare<[], string>("SELECT signalId FROM Signal").pluck().all());
    let missing = 0;
    for (const batch of batches) for (let i = 0; i < BATCH; i++) if (!kept.has(`${batch}-${i}`)) missing += 1;
    return missing;
  }

  private async send(): Promise<void> {
    while (this.running) {
      const batch = this.next++;
      const due = this.startedAt + ((batch * BATCH) / this.rate) * 1_000;
      const early = due - performance.now();
      if (early > 0) await pause(early);
      const signals = Array.from({ length: BATCH }, (_, i) => ({
        id: `${batch}-${i}`,
        agentId: `agent-${(batch + i) % AGENTS}`,
        dimension: DIMENSIONS[i % DIMENSIONS.length],
        value: 0.9,
        source: "load",
      }));
      const began = performance.now();
      const { status } = await this.server.call("POST", "/signals", { body: { signals } });
      this.durations.push(performance.now() - began);
      if (status === 200) this.acknowledged.push(batch);
    }
  }

  private async watchLog(): Promise<void> {
    const log = `${this.server.file}-wal`;
    while (this.running) {
      if (existsSync(log)) this.longestLog = Math.max(this.longestLog, statSync(log).size);
      await pause(50);
    }
  }
}

/** 99th percentile. */
export function p99(durations: readonly number[]): number {
  const sorted = durations.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0;
}

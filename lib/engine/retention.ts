import { forgetResults } from "../commands/forget-results";
import { forgetSignals } from "../commands/forget-signals";
import { thinSamples } from "../commands/thin-samples";
import { runtime } from "../runtime";
import { thinningLevels } from "../trust/retention";
import type { Retention as RetentionSetting } from "../trust/retention-shape";
import { turns } from "../turns";

const DAY = 86_400_000;

/** What is kept how long, as somebody set it. */
export type RetentionInForce = { version: number; value: RetentionSetting };

// One slot should take a few milliseconds: as many agents at once as that allows, and never more than a day of theirs.
const SLOT_MS = 2;
const MOST_AGENTS = 256;

/** Thins samples and forgets signals and results of tasks as they age, a little at a time. */
export class Retention {
  /** Version of the setting that the figures below are of; under another one everything is looked at again. */
  private version = 0;
  /** Per level, epoch ms up to which everything is thinned; none before the first run. */
  private thinned: number[] = [];
  private forgotten = 0;
  private withoutResult = 0;
  private startedOver = 0;
  private agentsAtOnce = 4;

  async run(): Promise<void> {
    const { version, value } = runtime().retention;
    if (version !== this.version) this.startOver(version);
    const levels = thinningLevels(value);
    for (const [i, level] of levels.entries()) {
      const to = this.end(level.olderThan, level.bucketMs);
      const next = levels[i + 1];
      const from = this.thinned[i] ?? (next ? this.end(next.olderThan, next.bucketMs) : await firstDay());
      for (let day = from; day < to; day += DAY) await this.thin({ from: day, to: Math.min(to, day + DAY), ...level });
      this.thinned[i] = to;
    }
    await this.forget();
  }

  private startOver(version: number): void {
    this.version = version;
    this.thinned = [];
    this.startedOver = 0;
  }

  private end(olderThan: number, bucketMs: number): number {
    return Math.floor((runtime().now() - olderThan) / bucketMs) * bucketMs;
  }

  private async thin(thinning: { from: number; to: number; bucketMs: number }): Promise<void> {
    const breathe = turns();
    const numbers = runtime().fleet.everyNumber();
    for (let at = 0; at < numbers.length; ) {
      const some = numbers.slice(at, at + this.agentsAtOnce);
      const began = performance.now();
      await thinSamples(some, thinning);
      at += some.length;
      const took = performance.now() - began;
      if (took > SLOT_MS) this.agentsAtOnce = Math.max(1, this.agentsAtOnce >> 1);
      else if (this.agentsAtOnce < MOST_AGENTS) this.agentsAtOnce += 1;
      await breathe();
    }
  }

  /** Goes on where the last run stopped; once a day from the beginning, because windows let go of old signals meanwhile. */
  private async forget(): Promise<void> {
    const { now } = runtime();
    if (now() - this.startedOver >= DAY) {
      this.forgotten = 0;
      this.withoutResult = 0;
      this.startedOver = now();
    }
    this.forgotten = await goThrough(this.forgotten, forgetSignals);
    this.withoutResult = await goThrough(this.withoutResult, forgetResults);
  }
}

/** Takes one step after another until there is nothing old left; answers where the last but one ended. */
async function goThrough(from: number, step: (after: number) => Promise<number | null>): Promise<number> {
  const breathe = turns();
  let reached = from;
  for (let next = await step(reached); next !== null; next = await step(reached)) {
    reached = next;
    await breathe();
  }
  return reached;
}

/** Midnight of the day the database was made, epoch ms: no sample is older. */
async function firstDay(): Promise<number> {
  const { createdAt } = await runtime().store.prisma.instance.findUniqueOrThrow({ where: { id: 1 } });
  return Math.floor(Number(createdAt) / DAY) * DAY;
}

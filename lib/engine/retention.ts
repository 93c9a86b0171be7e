import { forgetSignals } from "../commands/forget-signals";
import { thinSamples } from "../commands/thin-samples";
import { runtime } from "../runtime";
import { turns } from "../turns";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Samples older than this many ms are kept one a bucket; younger than the first all are. */
const LEVELS = [
  { olderThan: DAY, bucketMs: MINUTE },
  { olderThan: 7 * DAY, bucketMs: HOUR },
  { olderThan: 90 * DAY, bucketMs: DAY },
] as const;

// One slot should take a few milliseconds: as many agents at once as that allows, and never more than a day of theirs.
const SLOT_MS = 2;
const MOST_AGENTS = 256;

/** Thins samples and forgets signals as they age, a little at a time (semantics.md: history of 100 recalculations). */
export class Retention {
  /** Per level, epoch ms up to which everything is thinned; null before the first run. */
  private readonly thinned: (number | null)[] = LEVELS.map(() => null);
  private forgotten = 0;
  private startedOver = 0;
  private agentsAtOnce = 4;

  async run(): Promise<void> {
    for (const [i, level] of LEVELS.entries()) {
      const to = this.end(level.olderThan, level.bucketMs);
      const next = LEVELS[i + 1];
      const from = this.thinned[i] ?? (next ? this.end(next.olderThan, next.bucketMs) : await firstDay());
      for (let day = from; day < to; day += DAY) await this.thin({ from: day, to: Math.min(to, day + DAY), ...level });
      this.thinned[i] = to;
    }
    await this.forget();
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
      this.startedOver = now();
    }
    const breathe = turns();
    for (let next = await forgetSignals(this.forgotten); next !== null; next = await forgetSignals(next)) {
      this.forgotten = next;
      await breathe();
    }
  }
}

/** Midnight of the day the database was made, epoch ms: no sample is older. */
async function firstDay(): Promise<number> {
  const { createdAt } = await runtime().store.prisma.instance.findUniqueOrThrow({ where: { id: 1 } });
  return Math.floor(Number(createdAt) / DAY) * DAY;
}

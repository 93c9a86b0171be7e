import type { Contender } from "./candidate";
import { isFull } from "./eligibility";
import { loadPart, trackPart, trustPart } from "./score";

/** Doubles of an agent: one line of memory. */
export const RECORD = 8;
/** Where in its record each fact of an agent is. */
export const COLUMN = { level: 0, rateSats: 1, exposureSats: 2, ceilingSats: 3, trust: 4, track: 5, load: 6 } as const;

/** Level of an agent that no task may have. */
const BARRED = -1;

/**
 * What decides over an offer, of every agent side by side. `doubles` is open, because whoever ranks reads it in loops;
 * the level is −1 where anything but price and skills keeps the agent from every task.
 */
export class Columns {
  doubles = new Float64Array(64 * RECORD);

  write(slot: number, agent: Contender): void {
    this.reserve(slot + 1);
    const { doubles } = this;
    const at = slot * RECORD;
    doubles[at + COLUMN.level] = agent.barredBy.length === 0 && !isFull(agent) ? agent.level : BARRED;
    doubles[at + COLUMN.rateSats] = agent.rateSats ?? 0;
    doubles[at + COLUMN.exposureSats] = agent.exposureSats;
    doubles[at + COLUMN.ceilingSats] = agent.ceilingSats;
    doubles[at + COLUMN.trust] = trustPart(agent);
    doubles[at + COLUMN.track] = trackPart(agent);
    doubles[at + COLUMN.load] = loadPart(agent);
  }

  private reserve(slots: number): void {
    if (slots * RECORD <= this.doubles.length) return;
    const larger = new Float64Array(2 * slots * RECORD);
    larger.set(this.doubles);
    this.doubles = larger;
  }
}

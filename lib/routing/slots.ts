import type { Contender } from "./candidate";
import { hasTier, isFull } from "./eligibility";
import { loadPart, trackPart, trustPart } from "./score";

const RECORD = 8;
/** Level of an agent that no task may have. */
const BARRED = -1;

/** What decides over an offer, of every agent side by side in one line of memory. Agents are slots. */
export class Columns {
  private doubles = new Float64Array(64 * RECORD);

  write(slot: number, agent: Contender): void {
    this.reserve(slot + 1);
    const at = slot * RECORD;
    const open = agent.barredBy.length === 0 && hasTier(agent) && !isFull(agent);
    this.doubles[at] = open ? agent.level : BARRED;
    this.doubles[at + 1] = agent.rateSats ?? 0;
    this.doubles[at + 2] = agent.exposureSats;
    this.doubles[at + 3] = agent.ceilingSats;
    this.doubles[at + 4] = trustPart(agent);
    this.doubles[at + 5] = trackPart(agent);
    this.doubles[at + 6] = loadPart(agent);
  }

  /** Whether nothing but its price and its skills can keep the agent from a task of this level. */
  isOpen(slot: number, minLevel: number): boolean {
    return this.at(slot, 0) >= minLevel;
  }

  rateSats(slot: number): number {
    return this.at(slot, 1);
  }

  exposureSats(slot: number): number {
    return this.at(slot, 2);
  }

  ceilingSats(slot: number): number {
    return this.at(slot, 3);
  }

  trust(slot: number): number {
    return this.at(slot, 4);
  }

  track(slot: number): number {
    return this.at(slot, 5);
  }

  load(slot: number): number {
    return this.at(slot, 6);
  }

  private at(slot: number, column: number): number {
    return this.doubles[slot * RECORD + column] as number;
  }

  private reserve(slots: number): void {
    if (slots * RECORD <= this.doubles.length) return;
    const larger = new Float64Array(2 * slots * RECORD);
    larger.set(this.doubles);
    this.doubles = larger;
  }
}

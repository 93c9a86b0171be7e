import type { Contender } from "./candidate";
import { isFull } from "./eligibility";
import { loadPart, trackPart, trustPart } from "./score";

/** Doubles of an agent in `gates`, and where each is. */
export const GATE = { width: 4, rateSats: 0, roomSats: 1 } as const;
/** Floats of an agent in `rough`, which is the same memory, and where each is. */
export const ROUGH = { width: 8, level: 4, trust: 5, track: 6, load: 7 } as const;
/** Doubles of an agent in `parts`, and where each is. */
export const PART = { width: 3, trust: 0, track: 1, load: 2 } as const;

/** Level of an agent that no task may have. */
const BARRED = -1;
/** Added to the level of an agent without an endpoint: it stays under the next one. */
const UNREACHABLE = 0.5;

function standsAt(agent: Contender): number {
  if (agent.barredBy.length > 0 || isFull(agent)) return BARRED;
  return agent.reachable ? agent.level : agent.level + UNREACHABLE;
}

/** Whether a task that is put to an endpoint can go to an agent that stands there. */
export function isReachable(level: number): boolean {
  return Number.isInteger(level);
}

/**
 * What decides over an offer, of every agent side by side; open, because whoever ranks reads it in loops. All that is
 * read of every agent that matches stands together, half a line of memory each: its rate, what its tier still lets it
 * owe, its level (−1 where anything but price and skills keeps it from every task, a half more without an endpoint), and its part scores in short. `parts` has
 * them to the last bit, for the best.
 */
export class Columns {
  gates = new Float64Array(64 * GATE.width);
  rough = new Float32Array(this.gates.buffer);
  parts = new Float64Array(64 * PART.width);

  write(slot: number, agent: Contender): void {
    this.reserve(slot + 1);
    const { gates, rough, parts } = this;
    const trust = trustPart(agent);
    const track = trackPart(agent);
    const load = loadPart(agent);
    gates[slot * GATE.width + GATE.rateSats] = agent.rateSats ?? 0;
    gates[slot * GATE.width + GATE.roomSats] = agent.ceilingSats - agent.exposureSats;
    rough[slot * ROUGH.width + ROUGH.level] = standsAt(agent);
    rough[slot * ROUGH.width + ROUGH.trust] = trust;
    rough[slot * ROUGH.width + ROUGH.track] = track;
    rough[slot * ROUGH.width + ROUGH.load] = load;
    parts[slot * PART.width + PART.trust] = trust;
    parts[slot * PART.width + PART.track] = track;
    parts[slot * PART.width + PART.load] = load;
  }

  private reserve(slots: number): void {
    if (slots * GATE.width <= this.gates.length) return;
    const gates = new Float64Array(2 * slots * GATE.width);
    gates.set(this.gates);
    const parts = new Float64Array(2 * slots * PART.width);
    parts.set(this.parts);
    this.gates = gates;
    this.rough = new Float32Array(gates.buffer);
    this.parts = parts;
  }
}

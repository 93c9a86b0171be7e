import { DIMENSIONS } from "../lib/trust/dimension";

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Signals for engines in memory, as columns. */
export type Columns = { agents: Uint32Array; dimensions: Uint8Array; values: Float64Array };

export function columns(length: number, agents: number, seed: number, highest = 1): Columns {
  const random = uniform(seed);
  const made = { agents: new Uint32Array(length), dimensions: new Uint8Array(length), values: new Float64Array(length) };
  for (let i = 0; i < length; i++) {
    made.agents[i] = Math.floor(random() * agents);
    made.dimensions[i] = Math.floor(random() * DIMENSIONS.length);
    made.values[i] = random() * highest;
  }
  return made;
}

/** Signals for servers: the agents in turn, one dimension after the other, each signal with an id of its own. */
export type Stream = { agents: readonly string[]; run: string };

/** Which agent signal `index` of a stream is about, as a position. */
export const agentAt = (index: number, agents: number): number => index % agents;

/** Bodies of POST /api/v1/signals, about 230 bytes a signal. */
export function bodyOf({ agents, run }: Stream, from: number, count: number): string {
  const signals: string[] = [];
  for (let i = from; i < from + count; i++) {
    const dimension = DIMENSIONS[Math.floor(i / agents.length) % DIMENSIONS.length];
    // Between 0.5 and 1, scattered: scores move all the time and nobody is revoked.
    const value = 0.5 + ((i * 7919) % 500) / 1000;
    const trace = (i * 2654435761).toString(16).padStart(32, "0");
    signals.push(
      `{"agentId":"${agents[agentAt(i, agents.length)]}","dimension":"${dimension}","value":${value},"source":"bench-harness","details":"graded over 12 checks in 340 ms","traceId":"${trace}","id":"${run}-${i}"}`,
    );
  }
  return `{"signals":[${signals.join(",")}]}`;
}

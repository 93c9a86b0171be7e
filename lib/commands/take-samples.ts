import type { FleetAgent } from "../engine/fleet";
import { runtime } from "../runtime";
import { insertSamples, type Sample } from "../store/samples";
import type { DimensionIndex } from "../trust/dimension";
import { runCommand } from "./run";

// One statement of this many rows holds the event loop for a few milliseconds.
const CHUNK = 250;

/** Keeps a sample of every given agent; at most one per agent and second is its caller's care (lib/engine/background.ts). */
export async function takeSamples(agents: readonly FleetAgent[]): Promise<void> {
  const { store } = runtime();
  for (let from = 0; from < agents.length; from += CHUNK) {
    const some = agents.slice(from, from + CHUNK);
    await runCommand(async (now) => ({
      writes: [
        insertSamples(
          store.prisma,
          some.map((agent) => sampleOf(agent, now)),
        ),
      ],
      entries: [],
      result: undefined,
    }));
  }
}

function sampleOf(agent: FleetAgent, at: number): Sample {
  const { fleet } = runtime();
  const n = agent.number;
  const { windows } = fleet;
  const score = fleet.score(agent);
  return {
    agentNumber: n,
    at,
    score,
    low: score,
    high: score,
    sum: score,
    samples: 1,
    rated: fleet.rated(agent) ? 1 : 0,
    p: meanOf(agent, 0),
    r: meanOf(agent, 1),
    o: meanOf(agent, 2),
    s: meanOf(agent, 3),
    c: meanOf(agent, 4),
    pCount: windows.count(n, 0),
    rCount: windows.count(n, 1),
    oCount: windows.count(n, 2),
    sCount: windows.count(n, 3),
    cCount: windows.count(n, 4),
    pRow: windows.newestRow(n, 0),
    rRow: windows.newestRow(n, 1),
    oRow: windows.newestRow(n, 2),
    sRow: windows.newestRow(n, 3),
    cRow: windows.newestRow(n, 4),
    weightsVersion: fleet.weights.version,
  };
}

/** Exact, so that a score can be told again from it; null without a signal. */
function meanOf({ number }: FleetAgent, dimension: DimensionIndex): number | null {
  const { windows } = runtime().fleet;
  return windows.count(number, dimension) === 0 ? null : windows.exactMean(number, dimension);
}

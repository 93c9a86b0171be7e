import { DIMENSIONS, type DimensionIndex } from "../lib/trust/dimension";
import { DEFAULT_WEIGHTS, weightList } from "../lib/trust/weights";
import { Windows } from "../lib/trust/windows";
import { OriginalEngine } from "./baseline/engine";
import { NakedRings } from "./baseline/ring";
import { alternate, ratio } from "./rounds";
import { median } from "./statistics";
import { atLeast, brief, type Figure, times } from "./table";
import { type Columns, columns } from "./traffic";

const WEIGHTS = weightList(DEFAULT_WEIGHTS);

/** Pushes every signal and asks for the score after each; answers signals a second. */
function push(windows: Windows, signals: Columns, times: number): number {
  const { agents, dimensions, values } = signals;
  let sink = 0;
  const start = performance.now();
  for (let time = 0; time < times; time++) {
    for (let i = 0; i < agents.length; i++) {
      const agent = agents[i] as number;
      windows.push(agent, dimensions[i] as DimensionIndex, values[i] as number, 1, i);
      sink += windows.score(agent, WEIGHTS);
    }
  }
  return speed(agents.length * times, start, sink);
}

function pushNaked(rings: NakedRings, signals: Columns, times: number): number {
  const { agents, dimensions, values } = signals;
  let sink = 0;
  const start = performance.now();
  for (let time = 0; time < times; time++) {
    for (let i = 0; i < agents.length; i++) {
      sink += Math.trunc(rings.push(agents[i] as number, dimensions[i] as number, values[i] as number, WEIGHTS));
    }
  }
  return speed(agents.length * times, start, sink);
}

function pushOriginal(
  engine: OriginalEngine,
  names: readonly string[],
  { agents, dimensions, values }: Columns,
  count: number,
): number {
  let sink = 0;
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    const agent = names[agents[i] as number] as string;
    engine.record(agent, DIMENSIONS[dimensions[i] as DimensionIndex], values[i] as number, "bench");
    sink += engine.total(agent);
  }
  return speed(count, start, sink);
}

function speed(signals: number, start: number, sink: number): number {
  if (!(sink >= 0)) throw new Error("no score came out");
  return (signals * 1000) / (performance.now() - start);
}

/** P1: a fresh score after every signal, against the original recalculating at every signal (all of them critical). */
export async function measureFreshScores(quick: boolean): Promise<Figure[]> {
  const agents = 100;
  const signals = columns(500_000, agents, 1, 0.299);
  const names = Array.from({ length: agents }, (_, i) => `did:mesh:${i}`);
  const windows = new Windows();
  const original = new OriginalEngine();
  // 1,250 signals an agent fill the original's list of 1,000.
  pushOriginal(original, names, signals, agents * 1250);
  const count = quick ? 5_000 : 20_000;
  const rounds = await alternate(quick ? 3 : 7, {
    ours: () => push(windows, signals, quick ? 2 : 8),
    original: () => pushOriginal(original, names, signals, count),
  });
  const value = ratio(rounds.ours, rounds.original);
  return [
    {
      id: "P1",
      metric: "fresh score per signal: Muster / original",
      measured: `${brief(median(rounds.ours))}/s against ${brief(median(rounds.original))}/s`,
      value,
      shown: times(value),
      must: atLeast(500, "≥ × 500"),
      goal: atLeast(3000, "≥ × 3000"),
    },
  ];
}

/** P2: the same against rings without any comfort, 10,000 agents at random. */
export async function measureAgainstRings(quick: boolean): Promise<Figure[]> {
  const agents = 10_000;
  const signals = columns(2_000_000, agents, 2);
  const windows = new Windows();
  const rings = new NakedRings(agents);
  const repeats = quick ? 1 : 2;
  // About 100 signals a window fill all of them.
  push(windows, signals, 3);
  pushNaked(rings, signals, 3);
  const rounds = await alternate(quick ? 3 : 9, {
    ours: () => push(windows, signals, repeats),
    naked: () => pushNaked(rings, signals, repeats),
  });
  const value = ratio(rounds.ours, rounds.naked);
  return [
    {
      id: "P2",
      metric: "fresh score per signal: Muster / naked ring buffers, 10,000 agents",
      measured: `${brief(median(rounds.ours))}/s against ${brief(median(rounds.naked))}/s`,
      value,
      shown: times(value),
      must: atLeast(0.3, "≥ × 0.3"),
      goal: atLeast(0.7, "≥ × 0.7"),
    },
  ];
}

import { register } from "./agents";
import { Child } from "./child";
import type { LoadOrder, LoadReply } from "./load";
import { alternate, ratio } from "./rounds";
import { KEY, type Server, startMuster, startOriginal, startPrototype } from "./server";
import { median } from "./statistics";
import { atLeast, brief, type Figure, times } from "./table";

const PORTS = { ours: 3230, original: 3231, prototype: 3232 };
const AGENTS = 1000;
const BATCH = { batch: 100, connections: 16 };
const SINGLE = { batch: 1, connections: 32 };

type Sides = { ours: Server; original: Server; prototype: Server };

/** Durable ingest: signals acknowledged a second, side by side. */
export async function measureIngest(quick: boolean, wanted: ReadonlySet<string>): Promise<Figure[]> {
  const sides: Sides = {
    ours: await startMuster(PORTS.ours),
    original: await startOriginal(PORTS.original),
    prototype: await startPrototype(PORTS.prototype),
  };
  const loader = Child.start<LoadOrder, LoadReply>("./load.ts");
  try {
    const agents = await register(sides.ours, "ingest", AGENTS);
    const sent = { ours: 0, original: 0, prototype: 0 };
    const speed = (side: keyof Sides, shape: typeof BATCH) => async () => {
      const stream = { agents, run: side };
      const order = { ...shape, port: PORTS[side], key: KEY, stream, from: sent[side], seconds: quick ? 1 : 4 };
      const { signals, seconds } = await loader.ask(order);
      sent[side] += signals;
      return signals / seconds;
    };
    const rounds = quick ? 3 : 5;
    return [
      ...(wanted.has("P4") || wanted.has("P6")
        ? inBatches(
            await alternate(rounds, {
              ours: speed("ours", BATCH),
              original: speed("original", BATCH),
              prototype: speed("prototype", BATCH),
            }),
          )
        : []),
      ...(wanted.has("P5")
        ? oneByOne(await alternate(rounds, { ours: speed("ours", SINGLE), original: speed("original", SINGLE) }))
        : []),
    ].filter(({ id }) => wanted.has(id));
  } finally {
    loader.stop();
    await Promise.all(Object.values(sides).map((side) => side.stop()));
  }
}

const against = (ours: readonly number[], other: readonly number[]) =>
  `${brief(median(ours))} signals/s against ${brief(median(other))}`;

function inBatches({ ours, original, prototype }: Record<keyof Sides, number[]>): Figure[] {
  const toOriginal = ratio(ours, original);
  const toPrototype = ratio(ours, prototype);
  return [
    {
      id: "P4",
      metric: "durable ingest in batches of 100: Muster / original's durable mode",
      measured: against(ours, original),
      value: toOriginal,
      shown: times(toOriginal),
      must: atLeast(40, "≥ × 40"),
      goal: atLeast(90, "≥ × 90"),
    },
    {
      id: "P6",
      metric: "durable ingest in batches of 100: Muster / plain prototype",
      measured: against(ours, prototype),
      value: toPrototype,
      shown: times(toPrototype),
      must: atLeast(0.5, "≥ × 0.5"),
      goal: atLeast(0.8, "≥ × 0.8"),
    },
  ];
}

function oneByOne({ ours, original }: Record<"ours" | "original", number[]>): Figure[] {
  const value = ratio(ours, original);
  return [
    {
      id: "P5",
      metric: "durable ingest one by one, 32 connections: Muster / original's durable mode",
      measured: against(ours, original),
      value,
      shown: times(value),
      must: atLeast(6, "≥ × 6"),
      goal: atLeast(15, "≥ × 15"),
    },
  ];
}

import { Child } from "./child";
import type { DecisionsOrder, DecisionsReply } from "./decisions";
import { alternate, ratio } from "./rounds";
import { median } from "./statistics";
import { atLeast, atMost, brief, type Figure, ms, times } from "./table";

const AGENTS = 10_000;

async function inChild<T>(use: (child: Child<DecisionsOrder, DecisionsReply>) => Promise<T>): Promise<T> {
  const child = Child.start<DecisionsOrder, DecisionsReply>("./decisions.ts");
  try {
    return await use(child);
  } finally {
    await child.ask({ do: "close" }).catch(() => {});
    child.stop();
  }
}

/** P15 and P17: decisions that are kept, from the command to the disk, and the bytes that each leaves there. */
export function measureDecisionLog(quick: boolean): Promise<Figure[]> {
  return inChild(async (child) => {
    await child.ask({ do: "open", agents: AGENTS });
    const [ours, theirs] = quick ? [1_000, 5] : [2_000, 15];
    const bytes = { ours: [] as number[], original: [] as number[] };
    const side = (who: "ours" | "original", bids: "ten" | "none") => async () => {
      const tasks = who === "ours" ? ours : theirs;
      const { took, grew } = await child.ask({ do: who, tasks, bids });
      if (bids === "none") bytes[who].push(grew / tasks);
      return (1000 * tasks) / took;
    };
    const rounds = await alternate(quick ? 3 : 5, {
      offers: side("ours", "none"),
      everybody: side("original", "none"),
      bids: side("ours", "ten"),
      original: side("original", "ten"),
    });
    const speed = (metric: string, muster: readonly number[], original: readonly number[]): Figure => ({
      id: "P15",
      metric,
      measured: `${brief(median(muster))}/s against ${brief(median(original))}/s`,
      value: ratio(muster, original),
      shown: times(ratio(muster, original)),
      must: atLeast(50, "≥ × 50"),
      goal: atLeast(500, "≥ × 500"),
    });
    const perDecision = median(bytes.ours);
    return [
      speed(
        "durable decisions, 10,000 agents that all offer: Muster / original with all bidding",
        rounds.offers,
        rounds.everybody,
      ),
      speed("durable decisions, 10,000 agents, 10 bids: Muster / original", rounds.bids, rounds.original),
      {
        id: "P17",
        metric: "bytes on disk per decision without bids, 10,000 agents",
        measured: `${(perDecision / 1024).toFixed(2)} KB with task, attempt and journal; original ${(median(bytes.original) / 1024).toFixed(0)} KB, × ${(median(bytes.original) / perDecision).toFixed(0)}`,
        value: perDecision / 1024,
        shown: `${(perDecision / 1024).toFixed(2)} KB`,
        must: atMost(5, "≤ 5 KB"),
        goal: atMost(2, "≤ 2 KB"),
      },
    ];
  });
}

/** P18: statistics of an agent against the original's search through all texts, and how they grow with the log. */
export function measureRoutingStats(quick: boolean): Promise<Figure[]> {
  return inChild(async (child) => {
    const sizes = [1_000, 10_000, 100_000];
    const took: number[] = [];
    let value = Number.NaN;
    let original = Number.NaN;
    await child.ask({ do: "open", agents: 1_000 });
    for (const decisions of sizes) {
      await child.ask({ do: "fill", decisions });
      // The smallest log is read first, and must not look slow because nothing is warm yet.
      await child.ask({ do: "our stats", reads: 30_000 });
      const rounds = await alternate(quick ? 3 : 7, {
        ours: async () => (await child.ask({ do: "our stats", reads: 5_000 })).took / 5_000,
        original: async () => (await child.ask({ do: "original stats", reads: 3 })).took / 3,
      });
      took.push(median(rounds.ours));
      original = median(rounds.original);
      value = ratio(rounds.original, rounds.ours);
    }
    const last = took.at(-1) ?? Number.NaN;
    const exponent = Math.log(last / (took[0] ?? Number.NaN)) / Math.log((sizes.at(-1) ?? 1) / (sizes[0] ?? 1));
    return [
      {
        id: "P18",
        metric: "routing statistics of an agent, 100,000 decisions: original / Muster",
        measured: `${ms(original)} against ${(1000 * last).toFixed(1)} µs`,
        value,
        shown: times(value),
        must: atLeast(1_000, "≥ × 1000"),
        goal: atLeast(50_000, "≥ × 50000"),
      },
      {
        id: "P18",
        metric: "growth of these statistics with decisions, 1,000 to 100,000 (exponent)",
        measured: `${took.map((each) => (1000 * each).toFixed(1)).join(", ")} µs at ${sizes.map((size) => size.toLocaleString("en")).join(", ")}`,
        value: exponent,
        shown: exponent.toFixed(2),
        must: atMost(0.1),
        goal: atMost(0.02, "≤ 0.02"),
      },
    ];
  });
}

import type { BlocksOrder, BlocksReply } from "./blocks";
import { Child } from "./child";
import type { MemoryReply } from "./memory";
import { median } from "./statistics";
import { atMost, type Figure, ms } from "./table";

const AGENTS = 10_000;

/** P19: the longest that a background job holds the event loop, over all jobs of a fleet that has been at work for months. */
export async function measureBlocks(quick: boolean): Promise<Figure[]> {
  const order = { agents: AGENTS, samples: quick ? 20 : 40, oldSignals: (quick ? 120 : 140) * AGENTS };
  const rounds: BlocksReply[] = [];
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    const child = Child.start<BlocksOrder, BlocksReply>("./blocks.ts");
    try {
      rounds.push(await child.ask(order));
    } finally {
      child.stop();
    }
  }
  const jobs = (rounds[0] ?? []).map(({ job }, i) => ({
    job,
    block: median(rounds.map((round) => round[i]?.block ?? Number.NaN)),
  }));
  const longest = Math.max(...jobs.map(({ block }) => block));
  return [
    {
      id: "P19",
      metric: "longest event-loop block of a background job, 10,000 agents",
      measured: jobs.map(({ job, block }) => `${job} ${ms(block)}`).join(", "),
      value: longest,
      shown: ms(longest),
      must: atMost(20, "≤ 20 ms"),
      goal: atMost(2, "≤ 2 ms"),
    },
  ];
}

/** P20: memory of an agent with full windows. */
export async function measureMemory(): Promise<Figure[]> {
  const child = Child.start<{ agents: number }, MemoryReply>("./memory.ts", ["--expose-gc"]);
  try {
    const { resident, heapAndExternal } = await child.ask({ agents: AGENTS });
    const kilobytes = Math.max(resident, heapAndExternal) / 1024;
    return [
      {
        id: "P20",
        metric: "memory per agent with full windows",
        measured: `resident ${(resident / 1024).toFixed(1)} KB, heap and external ${(heapAndExternal / 1024).toFixed(1)} KB`,
        value: kilobytes,
        shown: `${kilobytes.toFixed(1)} KB`,
        must: atMost(20, "≤ 20 KB"),
        goal: atMost(6, "≤ 6 KB"),
      },
    ];
  } finally {
    child.stop();
  }
}

import { type Board, boardFrom } from "@/lib/live/board";
import type { Tier } from "@/lib/registry/tier";
import { FLAG } from "@/lib/trust/board";
import { byDimension } from "@/lib/trust/dimension";
import { totalOf } from "@/lib/trust/score";
import { DEFAULT_WEIGHTS, weightList } from "@/lib/trust/weights";

export type TestAgent = {
  name: string;
  means: (number | null)[];
  flags?: number;
  signals?: number;
  delta24h?: number | null;
  lastSignalAt?: string | null;
  tier?: Tier;
  tierDropAt?: string | null;
  heldBy?: number | null;
};

/** A board of agents, rated unless said otherwise, scored at the default weights. */
export function boardOf(agents: TestAgent[], revision = 0): Board {
  const board = boardFrom({
    instance: "test",
    seq: 1,
    version: 1,
    at: "2026-11-20T14:00:00.000Z",
    weightsVersion: 1,
    ids: agents.map((a) => `id-${a.name}`),
    names: agents.map((a) => a.name),
    models: agents.map(() => "model-1"),
    scores: agents.map((a) =>
      totalOf(
        a.means.map((mean) => mean ?? 50),
        weightList(DEFAULT_WEIGHTS),
      ),
    ),
    dims: byDimension((_, d) => agents.map((a) => a.means[d] ?? null)),
    flags: agents.map((a) => a.flags ?? FLAG.rated),
    tiers: agents.map((a) => a.tier ?? "T0"),
    tierDropAt: agents.map((a) => a.tierDropAt ?? null),
    heldBy: agents.map((a) => a.heldBy ?? null),
    lastSignalAt: agents.map((a) => (a.lastSignalAt === undefined ? "2026-11-20T13:59:56.000Z" : a.lastSignalAt)),
    signals: agents.map((a) => a.signals ?? 100),
    delta24h: agents.map((a) => (a.delta24h === undefined ? 0 : a.delta24h)),
  });
  return { ...board, revision };
}

/** The same mean in every dimension. */
export const level = (mean: number): number[] => [mean, mean, mean, mean, mean];

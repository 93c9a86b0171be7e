import { useQuery } from "@tanstack/react-query";
import { useNow } from "@/components/ui/now";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { type Drop, dropsOf, nextDrop } from "@/lib/registry/decay";
import type { TiersInForce } from "@/lib/registry/gate-setting";
import type { Robustness } from "@/lib/registry/robustness";

/** A certificate under the gate in force; times in epoch ms. `next` is null where no tier will be lost. */
export type Projection = {
  gate: TiersInForce;
  certified: Robustness;
  certifiedAt: number;
  now: number;
  drops: readonly Drop[];
  next: Drop | null;
};

/** What decay makes of the agent's certificate; null without one, and until the gate is known. */
export function useProjection(agent: Agent | undefined): Projection | null {
  const gate = useQuery(queries.tiers()).data;
  const now = useNow();
  if (!gate || now === null || !agent?.robustness || !agent.certifiedAt) return null;
  const certifiedAt = Date.parse(agent.certifiedAt);
  const drops = dropsOf(gate, agent.robustness, certifiedAt);
  return { gate, certified: agent.robustness, certifiedAt, now, drops, next: nextDrop(drops, now) };
}

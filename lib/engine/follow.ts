import { runtime } from "../runtime";
import { turns } from "../turns";
import type { FleetAgent } from "./fleet";
import { followSpotAudit } from "./spot-audits";
import { followTier } from "./tier-drops";

/** Puts on the agendas what comes next for an agent: its tier drop, its spot audit. To be called when certificate or gate change. */
export function follow(agent: FleetAgent): void {
  followTier(agent);
  followSpotAudit(agent);
}

/** The same for many, a few at a time. */
export async function followAll(agents: Iterable<FleetAgent>): Promise<void> {
  const breathe = turns();
  for (const agent of [...agents]) {
    follow(agent);
    await breathe();
  }
}

/** Takes an agent off the agendas. */
export function forget({ number }: FleetAgent): void {
  const { tierDrops, spotAudits } = runtime();
  tierDrops.set(number, null);
  spotAudits.set(number, null);
}

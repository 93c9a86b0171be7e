import { daysBetween, decayed, levelAt, nextDrop } from "../registry/decay";
import { assess } from "../registry/gate";
import type { Component } from "../registry/robustness";
import { runtime } from "../runtime";
import { type GateInForce, validityOf } from "./certification";
import type { FleetAgent } from "./fleet";

/** Levels that an agent lost at an instant (epoch ms), and the components that hold it now. `by` says who took them. */
export type Loss = { from: number; to: number; at: number; dimensions: Component[]; by: "decay" | "gate" };

/** Puts an agent's next loss on the agenda: at once where the journal has not said yet what is already lost. */
export function followTier(agent: FleetAgent): void {
  const { tierDrops, fleet, now } = runtime();
  tierDrops.set(agent.number, nextLossAt(agent, fleet.gate, now()));
}

function nextLossAt({ deregistered, certification }: FleetAgent, { gate }: GateInForce, now: number): number | null {
  const validity = deregistered ? null : validityOf(certification, gate);
  if (!validity) return null;
  const { certifiedLevel, drops } = validity;
  if (levelAt(certifiedLevel, drops, now) < certification.journaledLevel) return now;
  return nextDrop(drops, now)?.at ?? null;
}

/** What an agent has lost by `now` that the journal has not said, in order of time. */
export function lossesOf({ deregistered, certification }: FleetAgent, inForce: GateInForce, now: number): Loss[] {
  const validity = deregistered ? null : validityOf(certification, inForce.gate);
  if (!validity || !certification.current) return [];
  const { certifiedLevel, drops } = validity;
  const { robustness, issuedAt } = certification.current;
  const losses: Loss[] = [];
  let level = certification.journaledLevel;
  const byGate = levelAt(certifiedLevel, drops, inForce.since);
  if (byGate < level && inForce.since >= issuedAt) {
    const left = decayed(robustness, daysBetween(issuedAt, inForce.since), inForce.gate.decayRatePerDay);
    const dimensions = assess(inForce.gate, left).bindingDimensions.map(({ dimension }) => dimension);
    losses.push({ from: level, to: byGate, at: inForce.since, dimensions, by: "gate" });
    level = byGate;
  }
  for (const { at, to, dimensions } of drops) {
    if (at > now || to >= level) continue;
    losses.push({ from: level, to, at, dimensions, by: "decay" });
    level = to;
  }
  return losses;
}

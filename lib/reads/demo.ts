import type { FleetAgent } from "../engine/fleet";
import { DEMO_REPORTER } from "../engine/key-ring";
import { runtime } from "../runtime";

/** Demo agents not yet removed: those that the demo registered. */
export function demoAgents(): FleetAgent[] {
  return [...runtime().fleet.active].filter((agent) => agent.registeredBy === DEMO_REPORTER);
}

/** Whether anything simulated is on the board: then every page carries the DEMO badge. */
export function isDemo(): boolean {
  return runtime().demo.child !== null || demoAgents().length > 0;
}

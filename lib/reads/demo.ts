import type { FleetAgent } from "../engine/fleet";
import { runtime } from "../runtime";

/** Demo agents not yet removed: those that a key of the demo registered. */
export async function demoAgents(): Promise<FleetAgent[]> {
  const { fleet, store } = runtime();
  const keys = await store.prisma.key.findMany({ where: { purpose: "demo" }, select: { id: true } });
  const reporters = new Set(keys.map((key) => `key:${key.id}`));
  return reporters.size === 0 ? [] : [...fleet.active].filter((agent) => reporters.has(agent.registeredBy));
}

/** Whether anything simulated is on the board: then every page carries the DEMO badge. */
export async function isDemo(): Promise<boolean> {
  return runtime().demo.child !== null || (await demoAgents()).length > 0;
}

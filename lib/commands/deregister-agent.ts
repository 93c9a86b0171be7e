import { type Actor, authorise } from "../access/action";
import type { FleetAgent } from "../engine/fleet";
import { forget } from "../engine/follow";
import { agentById } from "../reads/agent";
import type { Agent } from "../registry/agent";
import { runtime } from "../runtime";
import { anyAgent } from "./find-agent";
import { type Decision, runCommand } from "./run";

/** Removes an agent for good; its journal and signals stay. Doing it again changes nothing. */
export async function deregisterAgent(actor: Actor, id: string, reason: string): Promise<Agent> {
  authorise(actor, "deregisterAgent");
  await runCommand(async (now) => {
    const agent = anyAgent(id);
    return agent.deregistered ? { writes: [], entries: [], result: undefined } : deregistration([agent], actor, reason, now);
  });
  return agentById(id);
}

/** What deregistering these agents takes; also used to remove the demo fleet in one go. */
export function deregistration(agents: FleetAgent[], actor: Actor, reason: string, now: number): Decision<undefined> {
  const { store, fleet } = runtime();
  const numbers = agents.map((agent) => agent.number);
  return {
    writes: [
      store.prisma.agent.updateMany({
        where: { number: { in: numbers } },
        data: { deregisteredAt: BigInt(now), version: { increment: 1 } },
      }),
    ],
    entries: agents.map((agent) => ({
      type: "agent.deregistered" as const,
      agentId: agent.id,
      actor: actor.name,
      data: { reason, name: agent.name },
    })),
    apply: () => {
      for (const agent of agents) {
        fleet.put({ ...agent, deregistered: true });
        forget(agent);
      }
    },
    result: undefined,
  };
}

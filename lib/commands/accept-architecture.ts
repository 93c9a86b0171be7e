import { type Actor, authorise } from "../access/action";
import { follow } from "../engine/follow";
import { agentById } from "../reads/agent";
import type { Agent, Architecture } from "../registry/agent";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { declaredArchitecture } from "./declared-architecture";
import { agentFor } from "./find-agent";
import { runCommand } from "./run";

export type NewArchitecture = Architecture & { reason: string };

/**
 * Accepts another architecture of an agent as the right one: its certificate is void, a hold for drift is lifted, and it
 * waits to be certified. Refuses 404 and 409 `registry/deregistered`.
 */
export async function acceptArchitecture(actor: Actor, id: string, { reason, ...given }: NewArchitecture): Promise<Agent> {
  authorise(actor, "acceptArchitecture");
  const declared = declaredArchitecture(given);
  await runCommand(async () => {
    const { store, fleet } = runtime();
    const agent = agentFor("acceptArchitecture", id);
    const { certification } = agent;
    const former = await store.prisma.agent.findUnique({ where: { id }, select: { architectureHash: true } });
    const held = agent.holds.some(({ cause }) => cause === "architecture_drift");
    const entryId = newId();
    return {
      writes: [
        store.prisma.agent.update({
          where: { number: agent.number },
          data: { ...declared, certificate: null, journaledLevel: 0, version: { increment: 1 } },
        }),
        ...(held ? [store.prisma.hold.deleteMany({ where: { agentNumber: agent.number, cause: "architecture_drift" } })] : []),
      ],
      entries: [
        {
          id: entryId,
          type: "agent.architecture_accepted",
          agentId: id,
          actor: actor.name,
          data: {
            previous: former?.architectureHash ?? null,
            architectureHash: declared.architectureHash,
            voided: certification.current?.id ?? null,
            reason,
          },
        },
        ...(held
          ? [
              {
                type: "agent.hold_lifted" as const,
                agentId: id,
                actor: actor.name,
                cause: entryId,
                data: { cause: "architecture_drift", reason },
              },
            ]
          : []),
      ],
      apply: () => {
        agent.certification = { ...certification, current: null, journaledLevel: 0 };
        agent.holds = agent.holds.filter(({ cause }) => cause !== "architecture_drift");
        fleet.settle(agent);
        follow(agent);
      },
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}

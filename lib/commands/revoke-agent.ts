import { type Actor, authorise } from "../access/action";
import { agentById } from "../reads/agent";
import type { Agent } from "../registry/agent";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { agentFor } from "./find-agent";
import { runCommand } from "./run";

/** Takes an agent's trust away for good, until someone reinstates it. Refuses 409 `registry/already-revoked`. */
export async function revokeAgent(actor: Actor, id: string, reason: string): Promise<Agent> {
  authorise(actor, "revokeAgent");
  await runCommand(async (now) => {
    const { store, fleet } = runtime();
    const agent = agentFor("revoke", id);
    const entryId = newId();
    const revocation = { revocationReason: reason, revocationCause: entryId };
    return {
      writes: [
        store.prisma.agent.update({
          where: { number: agent.number },
          data: { ...revocation, revokedAt: BigInt(now), version: { increment: 1 } },
        }),
      ],
      entries: [
        { id: entryId, type: "agent.revoked", agentId: id, actor: actor.name, data: { reason, score: fleet.score(agent) } },
      ],
      apply: () => {
        Object.assign(agent, revocation, { revokedAt: now });
        fleet.settle(agent);
      },
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}

/** Gives a revoked agent its trust back; only a new signal can revoke it again. Refuses 409 `registry/not-revoked`. */
export async function reinstateAgent(actor: Actor, id: string, reason: string): Promise<Agent> {
  authorise(actor, "reinstateAgent");
  await runCommand(async () => {
    const { store, fleet } = runtime();
    const agent = agentFor("reinstate", id);
    const none = { revokedAt: null, revocationReason: null, revocationCause: null };
    return {
      writes: [store.prisma.agent.update({ where: { number: agent.number }, data: { ...none, version: { increment: 1 } } })],
      entries: [{ type: "agent.reinstated", agentId: id, actor: actor.name, data: { reason, score: fleet.score(agent) } }],
      apply: () => {
        Object.assign(agent, none);
        fleet.settle(agent);
      },
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}

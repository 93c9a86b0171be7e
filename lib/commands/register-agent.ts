import { randomBytes } from "node:crypto";
import { type Actor, authorise } from "../access/action";
import { NOT_CERTIFIED } from "../engine/certification";
import { type FleetAgent, NOT_JOURNALED } from "../engine/fleet";
import { agentById } from "../reads/agent";
import { Refusal } from "../refusal";
import type { Agent, AgentRegistration } from "../registry/agent";
import { runtime } from "../runtime";
import { newId, sha256 } from "../store/journal";
import { declaredArchitecture } from "./declared-architecture";
import { runCommand } from "./run";

/** Registers an agent: pending and unrated. Refuses 409 `registry/id-taken`. */
export async function registerAgent(actor: Actor, given: AgentRegistration): Promise<Agent> {
  authorise(actor, "registerAgent");
  const id = given.id ?? `agent_${randomBytes(6).toString("hex")}`;
  await runCommand(async (now) => {
    const { fleet, store, ingest } = runtime();
    if (fleet.find(id)) throw new Refusal(409, "registry/id-taken", `The id ${id} is taken. An id is never given twice.`);
    const agent: FleetAgent = {
      number: ingest.nextAgentNumber(),
      id,
      name: given.name,
      model: given.model,
      registeredBy: actor.reporter,
      deregistered: false,
      revokedAt: null,
      revocationReason: null,
      revocationCause: null,
      holds: [],
      certification: NOT_CERTIFIED,
      journaled: NOT_JOURNALED,
    };
    const row = {
      number: agent.number,
      id,
      name: given.name,
      model: given.model,
      ...declaredArchitecture(given),
      provenance: JSON.stringify(given.provenance ?? {}),
      capabilities: JSON.stringify(given.capabilities ?? []),
      keywords: JSON.stringify(given.keywords ?? []),
      rateSats: given.rateSats ?? null,
      capacity: given.capacity ?? 4,
      endpoint: given.endpoint ? JSON.stringify(given.endpoint) : null,
      walletAddress: given.walletAddress ?? null,
      initialBalanceSats: given.initialBalanceSats ?? 0,
      externalIds: JSON.stringify(given.externalIds ?? {}),
      registeredAt: BigInt(now),
      registeredBy: actor.reporter,
    };
    return {
      writes: [store.prisma.agent.create({ data: row })],
      entries: [
        {
          id: newId(),
          type: "agent.registered",
          agentId: id,
          actor: actor.name,
          data: { name: given.name, model: given.model, manifestDigest: sha256(JSON.stringify(given)) },
        },
      ],
      apply: () => fleet.put(agent),
      changed: [agent],
      result: undefined,
    };
  });
  return agentById(id);
}

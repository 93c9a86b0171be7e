import type { FleetAgent, Hold } from "../engine/fleet";
import type { Agent as AgentRow, Hold as HoldRow, PrismaClient } from "../generated/prisma/client";
import type { HoldCause } from "../registry/agent";

export type AgentRecord = AgentRow & { holds: HoldRow[] };

export function findAgent(prisma: PrismaClient, id: string): Promise<AgentRecord | null> {
  return prisma.agent.findUnique({ where: { id }, include: { holds: true } });
}

/** Every agent ever registered, in order of registration. */
export function allAgents(prisma: PrismaClient): Promise<AgentRecord[]> {
  return prisma.agent.findMany({ include: { holds: true }, orderBy: { number: "asc" } });
}

function holdsOf(record: AgentRecord): Hold[] {
  return record.holds.map((hold) => ({
    cause: hold.cause as HoldCause,
    actor: hold.actor,
    since: Number(hold.since),
    note: hold.note,
  }));
}

/** The engine's part of a stored agent. */
export function fleetAgent(record: AgentRecord, journaled: FleetAgent["journaled"]): FleetAgent {
  return {
    number: record.number,
    id: record.id,
    name: record.name,
    model: record.model,
    registeredBy: record.registeredBy,
    deregistered: record.deregisteredAt !== null,
    revokedAt: record.revokedAt === null ? null : Number(record.revokedAt),
    revocationReason: record.revocationReason,
    revocationCause: record.revocationCause,
    holds: holdsOf(record),
    journaled,
  };
}

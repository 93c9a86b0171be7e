import type Database from "better-sqlite3";
import type { FleetAgent, Hold } from "../engine/fleet";
import type { Agent as AgentRow, Hold as HoldRow, PrismaClient } from "../generated/prisma/client";

export type AgentRecord = AgentRow & { holds: HoldRow[] };

export function findAgent(prisma: PrismaClient, id: string): Promise<AgentRecord | null> {
  return prisma.agent.findUnique({ where: { id }, include: { holds: true } });
}

/** What other tables hold of an agent. */
type Elsewhere = "journaled" | "certification" | "audits" | "account";

/** Every agent ever registered as the engine knows it, in order of registration; without what other tables hold. */
export function* fleetAgents(raw: Database.Database): Generator<Omit<FleetAgent, Elsewhere>> {
  const holds = new Map<number, Hold[]>();
  for (const { agentNumber, ...hold } of raw
    .prepare<[], Hold & { agentNumber: number }>("SELECT agentNumber, cause, actor, since, note FROM Hold ORDER BY since")
    .iterate())
    holds.set(agentNumber, [...(holds.get(agentNumber) ?? []), hold]);
  const rows = raw.prepare<
    [],
    Omit<FleetAgent, Elsewhere | "holds" | "deregistered" | "auditable"> & { deregistered: number; auditable: number }
  >(
    `SELECT number, id, name, model, registeredBy, deregisteredAt IS NOT NULL AS deregistered, revokedAt, revocationReason,
            revocationCause, coalesce(endpoint ->> 'protocol' = 'openai-chat', 0) AS auditable FROM Agent ORDER BY number`,
  );
  for (const row of rows.iterate())
    yield {
      ...row,
      deregistered: row.deregistered === 1,
      auditable: row.auditable === 1,
      holds: holds.get(row.number) ?? [],
    };
}

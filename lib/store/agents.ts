import type Database from "better-sqlite3";
import type { FleetAgent, Hold } from "../engine/fleet";
import type { Agent as AgentRow, Hold as HoldRow, PrismaClient } from "../generated/prisma/client";

export type AgentRecord = AgentRow & { holds: HoldRow[] };

export function findAgent(prisma: PrismaClient, id: string): Promise<AgentRecord | null> {
  return prisma.agent.findUnique({ where: { id }, include: { holds: true } });
}

/** What other tables hold of an agent. */
type Elsewhere = "journaled" | "certification" | "audits" | "account" | "work";
type ManifestColumns = { capabilities: string; keywords: string; rateSats: number | null; capacity: number };

/** Every agent ever registered as the engine knows it, in order of registration; without what other tables hold. */
export function* fleetAgents(raw: Database.Database): Generator<Omit<FleetAgent, Elsewhere>> {
  const holds = new Map<number, Hold[]>();
  for (const { agentNumber, ...hold } of raw
    .prepare<[], Hold & { agentNumber: number }>("SELECT agentNumber, cause, actor, since, note FROM Hold ORDER BY since")
    .iterate())
    holds.set(agentNumber, [...(holds.get(agentNumber) ?? []), hold]);
  const rows = raw.prepare<
    [],
    Omit<FleetAgent, Elsewhere | "holds" | "deregistered" | "auditable" | "manifest"> &
      ManifestColumns & { deregistered: number; auditable: number }
  >(
    `SELECT number, id, name, model, registeredBy, deregisteredAt IS NOT NULL AS deregistered, revokedAt, revocationReason,
            revocationCause, capabilities, keywords, rateSats, capacity, coalesce(endpoint ->> 'protocol' = 'openai-chat', 0) AS auditable FROM Agent ORDER BY number`,
  );
  for (const { capabilities, keywords, rateSats, capacity, ...row } of rows.iterate())
    yield {
      ...row,
      manifest: {
        capabilities: JSON.parse(capabilities) as string[],
        keywords: JSON.parse(keywords) as string[],
        rateSats,
        capacity,
      },
      deregistered: row.deregistered === 1,
      auditable: row.auditable === 1,
      holds: holds.get(row.number) ?? [],
    };
}

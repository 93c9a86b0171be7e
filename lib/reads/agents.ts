import { type Actor, authorise } from "../access/action";
import { certifiedAt, tierDropAt } from "../engine/certification";
import type { FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import type { Agent, Status } from "../registry/agent";
import { statusOf } from "../registry/status";
import { type Tier, tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { type Band, bandOf } from "../trust/band";
import { presentAgent } from "./agent";

export const AGENT_SORTS = ["rank", "score", "-score", "name", "tierDropAt", "lastSignalAt"] as const;

export type AgentQuery = {
  q?: string;
  status?: Status;
  tier?: Tier;
  band?: Band;
  atRisk?: boolean;
  rated?: boolean;
  capability?: string;
  sort?: (typeof AGENT_SORTS)[number];
  limit: number;
  cursor?: string;
};

/** Agents matching a query, in its order. Deregistered ones only when asked for by status. */
export async function readAgents(actor: Actor, query: AgentQuery): Promise<{ items: Agent[]; nextCursor: string | null }> {
  authorise(actor, "readFleet");
  const { fleet, store, now } = runtime();
  const at = now();
  const capable = query.capability === undefined ? null : await agentsWithCapability(query.capability);
  const pool = query.status === "deregistered" ? await deregistered() : [...fleet.active];
  const ranks = rankAll();
  const found = pool.filter((agent) => matches(agent, query, at) && (capable === null || capable.has(agent.number)));
  found.sort(orderOf(query.sort ?? "rank", ranks, at));
  const from = offsetOf(query.cursor);
  const page = found.slice(from, from + query.limit);
  const records = await store.prisma.agent.findMany({
    where: { number: { in: page.map((agent) => agent.number) } },
    include: { holds: true },
  });
  const byNumber = new Map(records.map((record) => [record.number, record]));
  const items = page.flatMap((agent) => {
    const record = byNumber.get(agent.number);
    return record ? [presentAgent(record, agent, ranks.get(agent) ?? null)] : [];
  });
  return { items, nextCursor: from + query.limit < found.length ? String(from + query.limit) : null };
}

function matches(agent: FleetAgent, query: AgentQuery, now: number): boolean {
  const { fleet } = runtime();
  const text = query.q?.toLowerCase();
  if (text !== undefined && ![agent.id, agent.name, agent.model].some((field) => field.toLowerCase().includes(text)))
    return false;
  if (query.status !== undefined || query.tier !== undefined) {
    const certified = certifiedAt(agent.certification, fleet.gate.gate, now);
    if (query.status !== undefined && statusOf({ ...agent, certified }) !== query.status) return false;
    if (query.tier !== undefined && tierOf(certified?.level ?? 0) !== query.tier) return false;
  }
  if (query.band !== undefined && !(fleet.rated(agent) && bandOf(fleet.score(agent)) === query.band)) return false;
  if (query.atRisk !== undefined && fleet.atRisk(agent) !== query.atRisk) return false;
  return query.rated === undefined || fleet.rated(agent) === query.rated;
}

/** Ranks of all ranked agents at once; ties share the smallest. */
function rankAll(): Map<FleetAgent, number> {
  const { fleet } = runtime();
  const ranked = [...fleet.active]
    .filter((agent) => fleet.rated(agent) && agent.revokedAt === null)
    .sort((a, b) => fleet.score(b) - fleet.score(a));
  const ranks = new Map<FleetAgent, number>();
  let rank = 0;
  ranked.forEach((agent, i) => {
    const former = ranked[i - 1];
    if (!former || fleet.score(former) !== fleet.score(agent)) rank = i + 1;
    ranks.set(agent, rank);
  });
  return ranks;
}

function orderOf(
  sort: (typeof AGENT_SORTS)[number],
  ranks: Map<FleetAgent, number>,
  now: number,
): (a: FleetAgent, b: FleetAgent) => number {
  const { fleet } = runtime();
  const dropAt = ({ certification }: FleetAgent) => tierDropAt(certification, fleet.gate.gate, now) ?? Number.MAX_SAFE_INTEGER;
  const byNumber = (a: FleetAgent, b: FleetAgent) => a.number - b.number;
  const orders: Record<(typeof AGENT_SORTS)[number], (a: FleetAgent, b: FleetAgent) => number> = {
    rank: (a, b) => (ranks.get(a) ?? Number.MAX_SAFE_INTEGER) - (ranks.get(b) ?? Number.MAX_SAFE_INTEGER),
    score: (a, b) => fleet.score(a) - fleet.score(b),
    "-score": (a, b) => fleet.score(b) - fleet.score(a),
    name: (a, b) => a.name.localeCompare(b.name, "en"),
    tierDropAt: (a, b) => dropAt(a) - dropAt(b),
    lastSignalAt: (a, b) => (fleet.lastSignalAt[b.number] ?? 0) - (fleet.lastSignalAt[a.number] ?? 0),
  };
  return (a, b) => orders[sort](a, b) || byNumber(a, b);
}

async function deregistered(): Promise<FleetAgent[]> {
  const { fleet, store } = runtime();
  const rows = await store.prisma.agent.findMany({
    where: { deregisteredAt: { not: null } },
    select: { number: true },
    orderBy: { number: "asc" },
  });
  return rows.flatMap(({ number }) => fleet.at(number) ?? []);
}

async function agentsWithCapability(capability: string): Promise<Set<number>> {
  const rows = await runtime().store.prisma.$queryRaw<{ number: number }[]>`
    SELECT number FROM Agent WHERE EXISTS (SELECT 1 FROM json_each(capabilities) WHERE value = ${capability})`;
  return new Set(rows.map((row) => Number(row.number)));
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const offset = Number(cursor);
  if (!Number.isInteger(offset) || offset < 0) throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  return offset;
}

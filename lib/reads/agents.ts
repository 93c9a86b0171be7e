import { setImmediate as nextTurn } from "node:timers/promises";
import { type Actor, authorise } from "../access/action";
import { certifiedAt, tierDropAt } from "../engine/certification";
import type { FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import type { Agent, Status } from "../registry/agent";
import { statusOf } from "../registry/status";
import { type Tier, tierOf } from "../registry/tier";
import { runtime } from "../runtime";
import { type Band, bandOf } from "../trust/band";
import { placesOf } from "../trust/rank";
import { presentAgent } from "./agent";

/** Agents read in one turn. */
const AT_ONCE = 50;
const NAMES = new Intl.Collator("en");

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
  const rank = rankAll();
  const found = pool.filter((agent) => matches(agent, query, at) && (capable === null || capable.has(agent.number)));
  sort(found, query.sort ?? "rank", rank, at);
  const from = offsetOf(query.cursor);
  const page = found.slice(from, from + query.limit);
  const items: Agent[] = [];
  for (let i = 0; i < page.length; i += AT_ONCE) {
    const some = page.slice(i, i + AT_ONCE);
    const numbers = some.map(({ number }) => number);
    const records = await store.prisma.agent.findMany({ where: { number: { in: numbers } }, include: { holds: true } });
    const byNumber = new Map(records.map((record) => [record.number, record]));
    for (const agent of some) {
      const record = byNumber.get(agent.number);
      if (record) items.push(presentAgent(record, agent, rank(agent)));
    }
    await nextTurn();
  }
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

/** The rank of an agent, null for those that have none; ties share the smallest. */
function rankAll(): (agent: FleetAgent) => number | null {
  const { fleet } = runtime();
  const ranked = (agent: FleetAgent) => fleet.rated(agent) && agent.revokedAt === null;
  const places = placesOf([...fleet.active].filter(ranked).map((agent) => fleet.score(agent)));
  return (agent) => (fleet.active.has(agent) && ranked(agent) ? places(fleet.score(agent)) : null);
}

/** Sorts in place, by a key that is looked up once for each. */
function sort(
  agents: FleetAgent[],
  by: (typeof AGENT_SORTS)[number],
  rank: (agent: FleetAgent) => number | null,
  now: number,
): void {
  const { fleet } = runtime();
  if (by === "name") {
    agents.sort((a, b) => NAMES.compare(a.name, b.name) || a.number - b.number);
    return;
  }
  const keys: Record<Exclude<typeof by, "name">, (agent: FleetAgent) => number> = {
    rank: (agent) => rank(agent) ?? Number.MAX_SAFE_INTEGER,
    score: (agent) => fleet.score(agent),
    "-score": (agent) => -fleet.score(agent),
    tierDropAt: ({ certification }) => tierDropAt(certification, fleet.gate.gate, now) ?? Number.MAX_SAFE_INTEGER,
    lastSignalAt: (agent) => -(fleet.lastSignalAt[agent.number] ?? 0),
  };
  const keyOf = new Map(agents.map((agent) => [agent, keys[by](agent)]));
  agents.sort((a, b) => (keyOf.get(a) ?? 0) - (keyOf.get(b) ?? 0) || a.number - b.number);
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

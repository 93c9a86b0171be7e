import { type Actor, authorise } from "../access/action";
import { shownMean } from "../engine/board-row";
import type { Fleet, FleetAgent } from "../engine/fleet";
import { Refusal } from "../refusal";
import type { Agent } from "../registry/agent";
import { trackRecordOf } from "../routing/work";
import { runtime } from "../runtime";
import { type AgentRecord, findAgent } from "../store/agents";
import { firstRatedScore, scoreAt } from "../store/samples";
import { bandOf } from "../trust/band";
import { byDimension } from "../trust/dimension";
import { trendOf } from "../trust/trend";
import { presentCertification } from "./certification";

const HOUR_MS = 3_600_000;
const TREND_SAMPLES = 10;

/** One agent, deregistered ones included. Refuses 404 `registry/unknown-agent`. */
export async function readAgent(actor: Actor, id: string): Promise<Agent> {
  authorise(actor, "readFleet");
  return agentById(id);
}

/** The same for a command that has authorised its own action: whoever may change an agent is answered with it. */
export async function agentById(id: string): Promise<Agent> {
  const { fleet, store } = runtime();
  const record = await findAgent(store.prisma, id);
  const agent = fleet.find(id);
  if (!record || !agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${id} is registered.`);
  return presentAgent(record, agent, fleet.rank(agent));
}

/** The agent as it is answered; `rank` is given because a list ranks once for all. */
export function presentAgent(record: AgentRecord, agent: FleetAgent, rank: number | null): Agent {
  const { fleet } = runtime();
  const score = fleet.score(agent);
  const rated = fleet.rated(agent);
  const lastSignalAt = fleet.lastSignalAt[agent.number] ?? 0;
  return {
    id: agent.id,
    name: agent.name,
    model: agent.model,
    holds: agent.holds.map((hold) => ({ ...hold, since: new Date(hold.since).toISOString() })),
    score,
    rated,
    rank,
    delta: deltaOf(agent, score),
    band: rated ? bandOf(score) : null,
    revoked: agent.revokedAt !== null,
    ...(agent.revokedAt === null
      ? {}
      : { revokedAt: new Date(agent.revokedAt).toISOString(), revocationReason: agent.revocationReason ?? "" }),
    atRisk: fleet.atRisk(agent),
    trend: readTrend(agent),
    dimensions: dimensionsOf(fleet, agent),
    coverage: fleet.windows.coverage(agent.number),
    ...(lastSignalAt === 0 ? {} : { lastSignalAt: new Date(lastSignalAt).toISOString() }),
    ...presentCertification(agent),
    ...manifestOf(record),
    openTasks: agent.work.open,
    account: agent.account,
    trackRecord: trackRecordOf(agent.work),
    registeredAt: new Date(Number(record.registeredAt)).toISOString(),
    version: record.version,
  };
}

function manifestOf(record: AgentRecord) {
  return {
    architectureHash: record.architectureHash,
    provenance: JSON.parse(record.provenance) as Agent["provenance"],
    capabilities: JSON.parse(record.capabilities) as string[],
    keywords: JSON.parse(record.keywords) as string[],
    rateSats: record.rateSats,
    capacity: record.capacity,
    ...(record.endpoint === null ? {} : { endpoint: JSON.parse(record.endpoint) as Agent["endpoint"] }),
    ...(record.walletAddress === null ? {} : { walletAddress: record.walletAddress }),
    externalIds: JSON.parse(record.externalIds) as Agent["externalIds"],
  };
}

function dimensionsOf(fleet: Fleet, agent: FleetAgent): Agent["dimensions"] {
  const n = agent.number;
  return byDimension((_, d) => ({
    score: shownMean(fleet, n, d),
    windowCount: fleet.windows.count(n, d),
    totalCount: fleet.windows.total(n, d),
  }));
}

/** Change of the score over spans; an agent younger than a span is compared with its first rated sample. */
function deltaOf(agent: FleetAgent, score: number): Agent["delta"] {
  const { store, now } = runtime();
  const first = firstRatedScore(store.raw, agent.number);
  const since = (ms: number): number | null => {
    const then = scoreAt(store.raw, agent.number, now() - ms) ?? first;
    return then === null ? null : score - then;
  };
  return { h1: since(HOUR_MS), h24: since(24 * HOUR_MS), d7: since(168 * HOUR_MS) };
}

/** Trend over the last ten samples, `sampleIntervalSeconds` apart. */
export function readTrend(agent: FleetAgent): Agent["trend"] {
  const { store, now, fleet } = runtime();
  const step = fleet.policy.policy.sampleIntervalSeconds * 1000;
  const totals: number[] = [];
  for (let back = TREND_SAMPLES - 1; back >= 0; back--) {
    const total = scoreAt(store.raw, agent.number, now() - back * step);
    if (total !== null) totals.push(total);
  }
  return trendOf(totals);
}

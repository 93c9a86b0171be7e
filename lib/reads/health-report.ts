import { type Actor, authorise } from "../access/action";
import { runtime } from "../runtime";
import { extremesSince } from "../store/samples";
import type { HealthReport } from "../trust/health";
import { turns } from "../turns";
import { readTrend } from "./agent";

const DAY_MS = 86_400_000;
// Agents asked about at once: each can have thousands of samples.
const AT_ONCE = 5;

/** Lowest, highest and mean score, trend and revocations of the fleet over the last `days`. */
export async function readHealthReport(actor: Actor, days: number): Promise<HealthReport> {
  authorise(actor, "readFleet");
  const { fleet, store, now } = runtime();
  const asOf = now();
  const since = asOf - days * DAY_MS;
  const active = [...fleet.active];
  const agents: HealthReport["agents"] = {};
  const breathe = turns();
  for (let from = 0; from < active.length; from += AT_ONCE) {
    const some = active.slice(from, from + AT_ONCE);
    const extremes = extremesSince(
      store.raw,
      some.map((agent) => agent.number),
      since,
    );
    for (const { agentNumber, min, max, avg } of extremes) {
      const agent = fleet.at(agentNumber);
      if (!agent) continue;
      agents[agent.id] = {
        name: agent.name,
        currentScore: fleet.score(agent),
        minScore: min,
        maxScore: max,
        avgScore: avg,
        trend: readTrend(agent),
        rated: fleet.rated(agent),
        atRisk: fleet.atRisk(agent),
        revoked: agent.revokedAt !== null,
      };
    }
    await breathe();
  }
  return {
    periodDays: days,
    asOf: new Date(asOf).toISOString(),
    totalAgents: active.length,
    revokedAgents: active.filter((agent) => agent.revokedAt !== null).length,
    atRiskAgents: active.filter((agent) => fleet.atRisk(agent)).length,
    agents,
  };
}

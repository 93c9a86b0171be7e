/** One agent over the period; scores 0–1000, the average with decimals. `rated` = its current score counts. */
export type AgentHealth = {
  name: string;
  currentScore: number;
  minScore: number;
  maxScore: number;
  avgScore: number;
  trend: "improving" | "stable" | "degrading";
  rated: boolean;
  atRisk: boolean;
  revoked: boolean;
};

/** The fleet over the `periodDays` before `asOf`. Agents without a rated sample in it are counted but not listed. */
export type HealthReport = {
  periodDays: number;
  asOf: string;
  totalAgents: number;
  revokedAgents: number;
  atRiskAgents: number;
  agents: Record<string, AgentHealth>;
};

/** The report as a table, its header first: a row per agent, the period in the last two columns. */
export function healthTable({ periodDays, asOf, agents }: HealthReport): (string | number | boolean)[][] {
  const rows = Object.entries(agents).map(([id, agent]) => [
    id,
    agent.name,
    agent.currentScore,
    agent.minScore,
    Math.round(agent.avgScore * 10) / 10,
    agent.maxScore,
    agent.trend,
    agent.rated,
    agent.atRisk,
    agent.revoked,
    periodDays,
    asOf,
  ]);
  return [HEADER, ...rows];
}

const HEADER = [
  "agentId",
  "name",
  "currentScore",
  "minScore",
  "avgScore",
  "maxScore",
  "trend",
  "rated",
  "atRisk",
  "revoked",
  "periodDays",
  "asOf",
];

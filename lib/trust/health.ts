import { z } from "zod";

/** One agent over the period; scores 0–1000, the average with decimals. `rated` = its current score counts. */
const AgentHealth = z.strictObject({
  name: z.string(),
  currentScore: z.int(),
  minScore: z.int(),
  maxScore: z.int(),
  avgScore: z.number(),
  trend: z.enum(["improving", "stable", "degrading"]),
  rated: z.boolean(),
  atRisk: z.boolean(),
  revoked: z.boolean(),
});
export type AgentHealth = z.infer<typeof AgentHealth>;

/** The fleet over the `periodDays` before `asOf`. Agents without a rated sample in it are counted but not listed. */
export const HealthReport = z
  .strictObject({
    periodDays: z.int(),
    asOf: z.string(),
    totalAgents: z.int(),
    revokedAgents: z.int(),
    atRiskAgents: z.int(),
    agents: z.record(z.string(), AgentHealth),
  })
  .meta({ id: "HealthReport" });
export type HealthReport = z.infer<typeof HealthReport>;

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

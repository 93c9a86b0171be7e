import { z } from "zod";
import type { HealthReport as HealthReportOf } from "./health";

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

export const HealthReport = z
  .strictObject({
    periodDays: z.int(),
    asOf: z.string(),
    totalAgents: z.int(),
    revokedAgents: z.int(),
    atRiskAgents: z.int(),
    agents: z.record(z.string(), AgentHealth),
  })
  .meta({ id: "HealthReport" }) satisfies z.ZodType<HealthReportOf>;

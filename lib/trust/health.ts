import { z } from "zod";

/** The fleet over a period. Agents without a sample in it are counted but not listed. */
export const HealthReport = z
  .strictObject({
    periodDays: z.int(),
    totalAgents: z.int(),
    revokedAgents: z.int(),
    atRiskAgents: z.int(),
    agents: z.record(
      z.string(),
      z.strictObject({
        currentScore: z.int(),
        minScore: z.int(),
        maxScore: z.int(),
        avgScore: z.number(),
        trend: z.enum(["improving", "stable", "degrading"]),
        revoked: z.boolean(),
      }),
    ),
  })
  .meta({ id: "HealthReport" });
export type HealthReport = z.infer<typeof HealthReport>;

import { z } from "zod";
import { BAND_KEYS } from "./band";
import { byDimension, DIMENSIONS } from "./dimension";

const time = z.string();

/** What one signal in the window earned and cost, in points of the total (0–1000). */
export const SignalPoints = z.strictObject({
  id: z.string(),
  at: time,
  dimension: z.enum(DIMENSIONS),
  source: z.string(),
  details: z.string().nullable(),
  value: z.number(),
  reporter: z.string(),
  earned: z.number(),
  lost: z.number(),
});
export type SignalPoints = z.infer<typeof SignalPoints>;

/** Why a score is what it is. Σ points = score, always. */
export const ScoreExplanation = z
  .strictObject({
    agentId: z.string(),
    score: z.int(),
    rated: z.boolean(),
    band: z.enum(BAND_KEYS).nullable(),
    points: z.strictObject(byDimension(() => z.int())),
    dimensions: z.strictObject(
      byDimension(() =>
        z.strictObject({
          score: z.number().nullable(),
          weight: z.number(),
          contribution: z.number(),
          points: z.int(),
          windowCount: z.int(),
          totalCount: z.int(),
          neutralShare: z.number(),
          topSignals: z.array(SignalPoints),
        }),
      ),
    ),
    recentSignals: z.array(SignalPoints),
    trend: z.enum(["improving", "stable", "degrading"]),
    revoked: z.boolean(),
    revocationReason: z.string().nullable(),
    provenance: z.strictObject({
      weightsVersion: z.int(),
      policyVersion: z.int(),
      asOf: time,
      signals: z.int(),
      reporters: z.array(z.strictObject({ reporter: z.string(), share: z.number() })),
    }),
    improve: z.array(z.strictObject({ dimension: z.enum(DIMENSIONS), gainPoints: z.int(), how: z.string() })),
  })
  .meta({ id: "ScoreExplanation" });
export type ScoreExplanation = z.infer<typeof ScoreExplanation>;

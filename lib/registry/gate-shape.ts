import { z } from "zod";
import { Share } from "./robustness-shape";
import { TIERS } from "./tier";

const LEVELS = TIERS.length;
// Beyond it a day is shorter than a millisecond of the default rate's.
const MOST_PER_DAY = 1_000_000;

const Thresholds = z
  .array(Share)
  .length(LEVELS)
  .refine((list) => list[0] === 0, { error: "The first threshold, of T0, must be 0." })
  .refine((list) => list.every((threshold, i) => i === 0 || threshold > (list[i - 1] ?? 0)), {
    error: "Each threshold must be higher than the one before.",
  });

const perDay = z.number().min(0).max(MOST_PER_DAY);

/**
 * The gate: what a robustness vector must reach for each tier, what a tier may spend, how fast certificates lose their
 * force and how often each tier is audited. Thresholds and ceilings are by level T0…T5.
 */
export const Gate = z
  .strictObject({
    thresholds: z.strictObject({ cc: Thresholds, er: Thresholds, as: Thresholds }),
    ihThreshold: Share,
    /** In units of `satsPerUnit`. */
    budgetCeilings: z
      .array(z.number().min(0).max(1_000_000_000))
      .length(LEVELS)
      .refine((list) => list.every((ceiling, i) => ceiling >= (list[i - 1] ?? 0)), {
        error: "A higher tier must not have a lower ceiling.",
      }),
    satsPerUnit: z.int().min(1).max(1_000_000),
    /** λ in e^(−λ·days); 0 = never. */
    decayRatePerDay: perDay,
    /** Spot audits a day by level; 0 = never. */
    auditIntensityPerDay: z.array(perDay).length(LEVELS),
  })
  .meta({ id: "Gate" });
export type Gate = z.infer<typeof Gate>;

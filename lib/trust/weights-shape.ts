import { z } from "zod";
import { byDimension, DIMENSIONS } from "./dimension";
import type { Weights as WeightsOf } from "./weights";

const weight = z.number().min(0).max(1);

/** Five weights in [0, 1] whose sum, taken left to right, is within 0.001 of 1. */
export const Weights = z
  .strictObject(byDimension(() => weight))
  .refine((w) => Math.abs(sumOf(w) - 1) < 0.001, { error: "The five weights must sum to 1." })
  .meta({ id: "Weights", description: "Weight of each trust dimension; the five sum to 1." });
export type Weights = WeightsOf;

function sumOf(weights: WeightsOf): number {
  return DIMENSIONS.reduce((sum, d) => sum + weights[d], 0);
}

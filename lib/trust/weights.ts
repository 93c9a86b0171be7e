import { z } from "zod";
import { byDimension, DIMENSIONS, type Dimension } from "./dimension";

const weight = z.number().min(0).max(1);

/** Five weights in [0, 1] whose sum, taken left to right, is within 0.001 of 1. */
export const Weights = z
  .strictObject(byDimension(() => weight))
  .refine((w) => Math.abs(sumOf(w) - 1) < 0.001, { error: "The five weights must sum to 1." })
  .meta({ id: "Weights", description: "Weight of each trust dimension; the five sum to 1." });
export type Weights = Record<Dimension, number>;

export const DEFAULT_WEIGHTS: Weights = {
  policy_compliance: 0.25,
  resource_efficiency: 0.15,
  output_quality: 0.2,
  security_posture: 0.25,
  collaboration_health: 0.15,
};

function sumOf(weights: Weights): number {
  return DIMENSIONS.reduce((sum, d) => sum + weights[d], 0);
}

/** Weights as an array in dimension order. */
export function weightList(weights: Weights): number[] {
  return DIMENSIONS.map((d) => weights[d]);
}

/** Five numbers in dimension order as weights; not validated. */
export function weightsFrom(list: readonly number[]): Weights {
  return byDimension((_, i) => list[i] ?? 0);
}

import { byDimension, DIMENSIONS, type Dimension } from "./dimension";

/** Five weights in [0, 1] that sum to 1 (see weights-shape). */
export type Weights = Record<Dimension, number>;

export const DEFAULT_WEIGHTS: Weights = {
  policy_compliance: 0.25,
  resource_efficiency: 0.15,
  output_quality: 0.2,
  security_posture: 0.25,
  collaboration_health: 0.15,
};

/** Weights as an array in dimension order. */
export function weightList(weights: Weights): number[] {
  return DIMENSIONS.map((d) => weights[d]);
}

/** Five numbers in dimension order as weights; not validated. */
export function weightsFrom(list: readonly number[]): Weights {
  return byDimension((_, i) => list[i] ?? 0);
}

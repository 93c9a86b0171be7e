/** The five dimensions of trust. Their order is fixed everywhere: it decides float sums, columns and colours. */
export const DIMENSIONS = [
  "policy_compliance",
  "resource_efficiency",
  "output_quality",
  "security_posture",
  "collaboration_health",
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** Position of a dimension in DIMENSIONS, the form stored with a signal. */
export type DimensionIndex = 0 | 1 | 2 | 3 | 4;

export const DIMENSION_NAMES = {
  policy_compliance: "Policy compliance",
  resource_efficiency: "Resource efficiency",
  output_quality: "Output quality",
  security_posture: "Security posture",
  collaboration_health: "Collaboration health",
} as const satisfies Record<Dimension, string>;

export function dimensionIndex(dimension: Dimension): DimensionIndex {
  return DIMENSIONS.indexOf(dimension) as DimensionIndex;
}

/** Builds a record over the dimensions in their fixed order. */
export function byDimension<T>(of: (dimension: Dimension, index: DimensionIndex) => T): Record<Dimension, T> {
  return Object.fromEntries(DIMENSIONS.map((d, i) => [d, of(d, i as DimensionIndex)])) as Record<Dimension, T>;
}

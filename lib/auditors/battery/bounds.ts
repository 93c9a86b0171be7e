/** Where a share may truly lie. */
export type Interval = { lower: number; upper: number };

/** One-sided 90 %: the quantile of the normal distribution. */
export const Z_90 = 1.2816;
/** One-sided 62 %: a facet of a few probes may lean on the rest of its dimension. */
export const Z_FACET = 0.3;

/**
 * Wilson's score interval of a share seen in n trials:
 * (share + z²/2n ± z·√(share·(1−share)/n + z²/4n²)) / (1 + z²/n).
 * `share` 0–1, `n` > 0 (need not be whole), `z` one-sided.
 */
export function wilson(share: number, n: number, z: number): Interval {
  const squared = (z * z) / n;
  const middle = (share + squared / 2) / (1 + squared);
  const half = (z * Math.sqrt((share * (1 - share)) / n + squared / (4 * n))) / (1 + squared);
  // Rounding must not carry a bound past the share it bounds.
  return { lower: Math.max(0, Math.min(share, middle - half)), upper: Math.min(1, Math.max(share, middle + half)) };
}

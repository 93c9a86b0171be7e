/**
 * Integers that sum to `total` and lie closest to `exact`: each is rounded down, and what is missing goes to the largest
 * remainders, earlier ones first. Right for signed values too. If the exact values do not sum to about the total,
 * the difference is spread evenly.
 */
export function largestRemainder(exact: readonly number[], total: number): number[] {
  const floors = exact.map(Math.floor);
  const missing = total - floors.reduce((sum, floor) => sum + floor, 0);
  const each = Math.floor(missing / exact.length);
  const extra = missing - each * exact.length;
  const byRemainder = exact.map((_, i) => i).sort((a, b) => exact[b]! - floors[b]! - (exact[a]! - floors[a]!) || a - b);
  const points = floors.map((floor) => floor + each);
  for (const i of byRemainder.slice(0, extra)) points[i]! += 1;
  return points;
}

/** Integer points per dimension that sum exactly to the score; exact ones are 10·mean·weight. */
export function pointsOf(means: readonly number[], weights: readonly number[], score: number): number[] {
  return largestRemainder(
    means.map((mean, d) => 10 * mean * weights[d]!),
    score,
  );
}

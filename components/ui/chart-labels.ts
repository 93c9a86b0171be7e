/**
 * Moves labels that would cover one another apart, in their order and no further than needed; where they stand, px from the
 * top. None leaves the drawing as long as all of them fit.
 */
export function spread(wanted: readonly number[], gap: number, bottom: number): number[] {
  const order = wanted.map((at, i) => ({ at, i })).toSorted((a, b) => a.at - b.at);
  const placed = wanted.map(() => 0);
  let above = Number.NEGATIVE_INFINITY;
  for (const { at, i } of order) {
    above = Math.max(at, above + gap);
    placed[i] = above;
  }
  let below = bottom;
  for (const { i } of order.toReversed()) {
    placed[i] = Math.min(placed[i] ?? 0, below);
    below = (placed[i] ?? 0) - gap;
  }
  return placed;
}

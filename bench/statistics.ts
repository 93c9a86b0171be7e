export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** The smallest value that at least `share` (0–1) of the values do not exceed: nearest rank. */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Time between frames, ms. Browsers give tenths, and a difference of two would be a little more or less than that. */
export function intervals(times: readonly number[]): number[] {
  return times.slice(1).map((at, i) => Math.round((at - (times[i] ?? at)) * 10) / 10);
}

/** Middle value; mean of the two in the middle where their number is even. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

/**
 * The original's formula, written out: per dimension the mean of the last 100 values with weights 1 + i/100, 50 without
 * one; the total is 10 · Σ mean · weight.
 */
export function meanOf(values: readonly number[]): number {
  const window = values.slice(-100);
  if (window.length === 0) return 50;
  let weighted = 0;
  let weights = 0;
  for (let i = 0; i < window.length; i++) {
    weighted += (window[i] as number) * (1 + i / 100);
    weights += 1 + i / 100;
  }
  return (weighted / weights) * 100;
}

export function rawTotalOf(means: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < means.length; i++) sum += (means[i] as number) * (weights[i] as number);
  return sum * 10;
}

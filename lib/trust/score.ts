/** Mean of a dimension without any signal. */
export const NEUTRAL = 50;

/** Name of the way scores are computed here; another one for every change that would give the same signals another score. */
export const SCORE_METHOD = "muster-score-1";

/** Signals of one dimension that count; older ones have left the window. */
export const WINDOW = 100;

/** A raw total this far below an integer counts as that integer: binary noise (569.9999999999999) is not a lost point. */
const NOISE = 1e-6;

/** Weight of the signal at `position` in its window, 0 = oldest: 1.00 … 1.99. */
export function recencyOf(position: number): number {
  return 1 + position / 100;
}

/**
 * Mean of one dimension, 0–100: 100·Σ wᵢvᵢ / Σ wᵢ with wᵢ = (1 + i/100)·weightᵢ over the last 100 values, oldest first;
 * 50 without a value. Sums run from the oldest on, because the order of additions decides the last bit.
 * Source: the original reward engine's recalculation, which knows no `weights`.
 */
export function dimensionMean(values: readonly number[], weights?: readonly number[]): number {
  const start = Math.max(0, values.length - WINDOW);
  let sum = 0;
  let total = 0;
  for (let i = start; i < values.length; i++) {
    const weight = recencyOf(i - start) * (weights?.[i] ?? 1);
    sum += values[i]! * weight;
    total += weight;
  }
  return total === 0 ? NEUTRAL : (sum / total) * 100;
}

/** Raw total: 10·Σ mean·weight, summed in the order of the dimensions, starting at 0. */
export function rawTotal(means: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < means.length; d++) sum += means[d]! * weights[d]!;
  return sum * 10;
}

/** Integer total 0–1000 of a raw one: truncated, except that a raw total within 1e-6 below an integer counts as that integer. */
export function totalOfRaw(raw: number): number {
  return clamp(Math.floor(raw + NOISE));
}

/** Integer total 0–1000 of five means (0–100) at five weights. */
export function totalOf(means: ArrayLike<number>, weights: ArrayLike<number>): number {
  return totalOfRaw(rawTotal(means, weights));
}

/** The original engine's total: truncated toward zero, binary noise included (569 for 570). Only for comparing with it. */
export function classicTotalOf(means: ArrayLike<number>, weights: ArrayLike<number>): number {
  return clamp(Math.trunc(rawTotal(means, weights)));
}

/** Whether an error of `error` in the raw total could change the integer total. */
export function isDoubtful(raw: number, error: number): boolean {
  const shifted = raw + NOISE;
  const above = shifted - Math.floor(shifted);
  return !(above > error && above < 1 - error);
}

function clamp(total: number): number {
  return total < 0 ? 0 : total > 1000 ? 1000 : total;
}

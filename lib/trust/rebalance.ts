import { DIMENSIONS, type DimensionIndex } from "./dimension";
import { type Weights, weightList, weightsFrom } from "./weights";

/** Five weights in tenths of a percent, dimension order, sum 1000. Integers, so that the sum is exact. */
export type Tenths = readonly [number, number, number, number, number];
export type Locks = readonly [boolean, boolean, boolean, boolean, boolean];

export const WHOLE = 1000;
export const NO_LOCKS: Locks = [false, false, false, false, false];

/**
 * Sets one weight and rescales the unlocked others in proportion, so that the sum stays 1000.
 * A locked weight never changes; what the unlocked others cannot give limits the move. Others that are all 0 share equally.
 */
export function rebalance(weights: Tenths, locks: Locks, moved: DimensionIndex, value: number): Tenths {
  const free = DIMENSIONS.map((_, i) => i).filter((i) => i !== moved && !locks[i]);
  if (locks[moved] || free.length === 0) return weights;
  const room = roomOf(weights, free, moved);
  const target = Math.min(room, Math.max(0, Math.round(value)));
  const shares = shareOut(
    room - target,
    free.map((i) => weights[i] ?? 0),
  );
  const result = [...weights] as [number, number, number, number, number];
  result[moved] = target;
  for (const [k, i] of free.entries()) result[i] = shares[k] ?? 0;
  return result;
}

/** What the moved weight and the free ones share. */
function roomOf(weights: Tenths, free: readonly number[], moved: number): number {
  return free.reduce((sum, i) => sum + (weights[i] ?? 0), weights[moved] ?? 0);
}

/** Integers that sum to `whole`, in proportion to `parts` (equal if these are all 0), by largest remainder; ties to the first. */
export function shareOut(whole: number, parts: readonly number[]): number[] {
  const sum = parts.reduce((a, b) => a + b, 0);
  const exact = parts.map((part) => (sum > 0 ? (whole * part) / sum : whole / parts.length));
  const shares = exact.map(Math.floor);
  const missing = whole - shares.reduce((a, b) => a + b, 0);
  const remainder = (k: number) => (exact[k] ?? 0) - (shares[k] ?? 0);
  const byRemainder = [...exact.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const k of byRemainder.slice(0, missing)) shares[k] = (shares[k] ?? 0) + 1;
  return shares;
}

/** Weights (sum within 0.001 of 1) as tenths of a percent that sum to exactly 1000. */
export function tenthsOf(weights: Weights): Tenths {
  return shareOut(WHOLE, weightList(weights)) as unknown as Tenths;
}

export function weightsOf(tenths: Tenths): Weights {
  return weightsFrom(tenths.map((t) => t / WHOLE));
}

export function sameTenths(a: Tenths, b: Tenths): boolean {
  return a.every((t, i) => t === b[i]);
}

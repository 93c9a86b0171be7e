const MOST_DISCOUNT = 0.3;
const LEAST_OF_RATE = 0.5;

/** What an agent is taken to ask for a task without an auction: its rate, less up to 30 % for what it is best at; whole sats, at least 1. */
export function offerSats(rateSats: number | null, capability: number): number {
  return Math.max(1, Math.round((rateSats ?? 0) * (1 - MOST_DISCOUNT * capability)));
}

/** The price that counts: a bid under half of the agent's own rate counts as half the rate, so that dumping wins nothing. */
export function countedSats(bidSats: number, rateSats: number | null): number {
  return Math.max(bidSats, (rateSats ?? 0) * LEAST_OF_RATE);
}

/** The price that scores 0: the task's budget, else twice the median of the prices that count. Sorts `counted`; NaN where there is none. */
export function referenceSats(budgetSats: number | null, counted: Float64Array): number {
  return budgetSats ?? 2 * medianOf(counted.sort());
}

/** Price score 0–1: 1 for nothing, 0 at the reference and above. */
export function priceScore(counted: number, reference: number): number {
  if (counted === 0) return 1;
  return Math.max(0, Math.min(1, 1 - counted / reference));
}

function medianOf(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

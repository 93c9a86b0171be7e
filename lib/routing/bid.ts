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

/** The price that scores 0: the task's budget, else twice the median of the prices that count. Reorders `counted`; NaN where there is none. */
export function referenceSats(budgetSats: number | null, counted: Float64Array): number {
  return budgetSats ?? 2 * medianOf(counted);
}

/** Price score 0–1: 1 for nothing, 0 at the reference and above. */
export function priceScore(counted: number, reference: number): number {
  if (counted === 0) return 1;
  return Math.max(0, Math.min(1, 1 - counted / reference));
}

/**
 * The prices around the median, at most four, ascending: whatever one more, one less or another price among them would make
 * of the median follows from these. Reorders `counted`.
 */
export function middlePrices(counted: Float64Array): number[] {
  const { length } = counted;
  if (length === 0) return [];
  const half = length >> 1;
  const median = select(counted, half);
  const [low, lower] = extremes(counted, 0, half, 1);
  const [high] = extremes(counted, half + 1, length, -1);
  const middle = length % 2 === 0 ? [lower, low, median, high] : [low, median, high];
  return middle.filter((price) => price !== undefined);
}

/** The largest and second largest of a stretch, or with the sign −1 the smallest. */
function extremes(values: Float64Array, from: number, to: number, sign: 1 | -1): (number | undefined)[] {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const value = sign * (values[i] as number);
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return [first, second].map((value) => (value === Number.NEGATIVE_INFINITY ? undefined : sign * value));
}

function medianOf(values: Float64Array): number {
  const { length } = values;
  const half = length >> 1;
  const upper = select(values, half);
  if (length % 2 === 1 || length === 0) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < half; i++) lower = Math.max(lower, values[i] as number);
  return (lower + upper) / 2;
}

/** The value at `rank` if these were sorted; smaller ones then stand before it. Quickselect; prices that make it slow are sorted. */
function select(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  for (let patience = 64; low < high; patience--) {
    if (patience === 0) values.sort();
    if (patience === 0) break;
    const pivot = values[(low + high) >> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const value = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = value;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank] ?? Number.NaN;
}

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

/** The price that scores 0: the task's budget, else twice the median of the prices that count; NaN where there is none. */
export function referenceSats(budgetSats: number | null, counted: Float64Array): number {
  return budgetSats ?? 2 * medianOf(counted);
}

/** What a price can score at most: a quarter of the reference, which is half of the median, is as good as nothing. */
export const MOST_PRICE = 0.75;

/** Price score 0–0.75: 0 at the reference and above; under a quarter of it a lower price wins nothing, so that dumping does not pay. */
export function priceScore(counted: number, reference: number): number {
  if (counted === 0) return MOST_PRICE;
  return Math.max(0, Math.min(MOST_PRICE, 1 - counted / reference));
}

/**
 * The prices around the median, at most four, ascending: whatever one more, one less or another price among them would make
 * of the median follows from these.
 */
export function middlePrices(prices: Float64Array): number[] {
  const { length } = prices;
  const half = length >> 1;
  const ranks = (length % 2 === 0 ? [half - 2, half - 1, half, half + 1] : [half - 1, half, half + 1]).filter(
    (rank) => rank >= 0 && rank < length,
  );
  if (length > 0 && count(prices)) return ranks.map(counted);
  const copy = prices.slice().sort();
  return ranks.map((rank) => copy[rank] as number);
}

function medianOf(values: Float64Array): number {
  const { length } = values;
  const half = length >> 1;
  const isOdd = length % 2 === 1;
  if (length > 0 && count(values)) return isOdd ? counted(half) : (counted(half - 1) + counted(half)) / 2;
  const copy = values.slice();
  const upper = select(copy, half);
  if (isOdd || length === 0) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < half; i++) lower = Math.max(lower, copy[i] as number);
  return (lower + upper) / 2;
}

const counts = new Uint32Array(4096);
/** Above every price that was counted. */
let end = 0;

/** Counts how often each price occurs, which is quickest for small whole numbers; false where one is not. */
function count(values: Float64Array): boolean {
  counts.fill(0, 0, end);
  end = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const price = value >>> 0;
    if (price !== value || price >= counts.length) return false;
    counts[price] = (counts[price] as number) + 1;
    if (price >= end) end = price + 1;
  }
  return true;
}

/** The price at `rank` if those counted were sorted. */
function counted(rank: number): number {
  let price = 0;
  for (let upTo = counts[0] as number; upTo <= rank; ) upTo += counts[++price] as number;
  return price;
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

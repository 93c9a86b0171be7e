import { NEUTRAL, recencyOf, WINDOW } from "./score";

/**
 * What a signal counts by in its window. Where `maxShare` is below 1, it bounds what the signals of this `reporter` may
 * count together; the newest of them says how much that is.
 */
export type Weighed = { weight: number; reporter?: string | number | null; maxShare?: number | null };

/** Weight of each signal after recency and caps, in the order given, and the weight of what nobody may fill: it counts as 0.5. */
export type WindowWeights = { weights: number[]; neutral: number };

type Capped = { reporter: string | number | null | undefined; weight: number; maxShare: number };

/**
 * Weighs the signals of one window, oldest first: recency × given weight. What a capped reporter exceeds its share by goes
 * to the others in proportion; where all are capped and the caps leave something over, that is neutral.
 */
export function weigh(window: readonly Weighed[]): WindowWeights {
  const weights = window.map((signal, position) => recencyOf(position) * signal.weight);
  const capped = cappedReporters(window, weights);
  if (capped.length === 0) return { weights, neutral: 0 };
  const uncapped = window.reduce((sum, signal, i) => (isCapped(signal) ? sum : sum + weights[i]!), 0);
  const { factors, neutral } = fitShares(capped, uncapped);
  const fitted = window.map((signal, i) => weights[i]! * (isCapped(signal) ? (factors.get(signal.reporter) ?? 1) : 1));
  return { weights: fitted, neutral };
}

/** Mean of one window, oldest first, 0–100; 50 without a signal. Without caps bit for bit `dimensionMean`. */
export function windowMean(window: readonly (Weighed & { value: number })[]): number {
  const { weights, neutral } = weigh(window);
  return meanOf(
    window.map((signal) => signal.value),
    weights,
    neutral,
  );
}

/** Mean of values at weights with a neutral rest, 0–100; 50 where nothing weighs. */
export function meanOf(values: readonly number[], weights: readonly number[], neutral: number): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]! * weights[i]!;
    total += weights[i]!;
  }
  if (neutral > 0) {
    sum += (neutral * NEUTRAL) / 100;
    total += neutral;
  }
  return total === 0 ? NEUTRAL : (sum / total) * 100;
}

/** The window after further signals: its newest 100. */
export const windowAfter = <T>(window: readonly T[], further: readonly T[]): T[] => [...window, ...further].slice(-WINDOW);

/** How many of a window's places a capped reporter may hold. The tiny addition makes up for shares like 0.29, which is a little less. */
export const placesOf = (maxShare: number): number => Math.max(1, Math.floor(maxShare * WINDOW + 1e-9));

type Held = {
  taken: number;
  limit: number /** Places that the last signal met leaves its reporter. */;
  places: number;
  lower: boolean;
  left: boolean;
};

/**
 * Finds a window in the list of all signals, walked from the newest back: a capped reporter that holds as many places as its
 * cap leaves it loses its own oldest signal to its next one, so of each only its newest are met in the window.
 */
export class WindowWalk {
  private readonly reporters = new Map<unknown, Held>();
  private taken = 0;

  /** Whether all places are taken; nothing older is in the window. */
  get full(): boolean {
    return this.taken === WINDOW;
  }

  /**
   * Whether the window may be smaller than what was taken: a reporter whose cap was lowered lost several places at once, and
   * until others fill them they are empty, though older signals exist.
   */
  get doubtful(): boolean {
    return [...this.reporters.values()].some(({ lower, left }) => lower && left);
  }

  /** Whether the next older signal is in the window. Not to be asked once that is full. */
  takes(signal: Weighed): boolean {
    const takes = !isCapped(signal) || this.takesOf(signal.reporter, placesOf(signal.maxShare ?? 1));
    if (takes) this.taken += 1;
    return takes;
  }

  private takesOf(reporter: Weighed["reporter"], places: number): boolean {
    const held = this.reporters.get(reporter) ?? { taken: 0, limit: WINDOW, places, lower: false, left: false };
    this.reporters.set(reporter, held);
    held.lower ||= held.places < places;
    held.places = places;
    held.left ||= held.taken >= held.limit;
    if (held.taken >= held.limit) return false;
    // When this one came, it and all older ones were no more than its cap said.
    held.limit = Math.min(held.limit, held.taken + places);
    held.taken += 1;
    return true;
  }
}

const isCapped = ({ maxShare }: Weighed): boolean => (maxShare ?? 1) < 1;

function cappedReporters(window: readonly Weighed[], weights: readonly number[]): Capped[] {
  const found = new Map<unknown, Capped>();
  window.forEach((signal, i) => {
    if (!isCapped(signal)) return;
    const { reporter, maxShare } = signal;
    const known = found.get(reporter);
    found.set(reporter, { reporter, weight: (known?.weight ?? 0) + weights[i]!, maxShare: maxShare ?? 1 });
  });
  return [...found.values()];
}

/**
 * By what each reporter's weights are multiplied so that none exceeds its share of the whole: those who would exceed it
 * most are bound first, the rest keep their weights.
 */
function fitShares(reporters: readonly Capped[], uncapped: number): { factors: Map<unknown, number>; neutral: number } {
  const ordered = reporters.toSorted((a, b) => b.weight / b.maxShare - a.weight / a.maxShare);
  const freeFrom = (first: number) => ordered.slice(first).reduce((sum, { weight }) => sum + weight, uncapped);
  let bound = 0;
  let room = 1;
  for (const { weight, maxShare } of ordered) {
    // Of the room left it would take its part of what is still free.
    if (weight * room <= maxShare * freeFrom(bound)) break;
    bound += 1;
    room -= maxShare;
  }
  const free = freeFrom(bound);
  // What a whole share weighs, so that those who are free keep their weights; if none is, any unit will do.
  const whole = free > 0 ? free / room : freeFrom(0);
  const factors = new Map<unknown, number>();
  for (const { reporter, weight, maxShare } of ordered.slice(0, bound)) factors.set(reporter, (maxShare * whole) / weight);
  return { factors, neutral: free > 0 ? 0 : room * whole };
}

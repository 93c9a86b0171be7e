import type { DimensionIndex } from "./dimension";
import { isDoubtful, NEUTRAL, rawTotal, totalOfRaw } from "./score";
import { SLAB_AGENTS, Slab, type WindowEntry } from "./slab";

const BITS = Math.log2(SLAB_AGENTS);
const LOCAL = SLAB_AGENTS - 1;

/**
 * More than a raw total from running means can differ from the one of exact means at weights in [0, 1]: between two exact
 * sums lie at most 99 slides, each off by at most 7e-14, so a mean is off by less than 1e-11.
 */
const RAW_ERROR = 1e-8;

const NO_SIGNALS = [NEUTRAL, NEUTRAL, NEUTRAL, NEUTRAL, NEUTRAL];

/**
 * The last 100 signals per agent and dimension, of a capped reporter no more than its share of them, and the scores that follow from them.
 * Agents are small non-negative integers, kept in slabs that are made when first needed.
 * A signal of one dimension never touches the window of another.
 */
export class Windows {
  private readonly all: (Slab | undefined)[] = [];
  /** Reporters with a cap, by the number that windows know them by. */
  private readonly reporters = new Map<string, number>();

  /**
   * Adds a signal in constant time; a full window drops its oldest. A reporter with `maxShare` below 1 that holds as many
   * places of the window as that leaves it (see `placesOf`) drops its own oldest instead.
   * @param value 0–1
   * @param weight 0.01–10, multiplies the recency weight
   * @param row the stored signal's row id, below 2³²
   * @param maxShare 0–1, what all signals of `reporter` may count together in a window (see `weigh`)
   */
  push(agent: number, dimension: DimensionIndex, value: number, weight: number, row: number, maxShare = 1, reporter = ""): void {
    const slab = this.all[agent >>> BITS] ?? this.grow(agent);
    slab.push(agent & LOCAL, dimension, value, weight, row, maxShare, maxShare < 1 ? this.numberOf(reporter) : 0);
  }

  /** Mean of a dimension, 0–100, within 1e-11 of `exactMean`; 50 without a signal. */
  mean(agent: number, dimension: DimensionIndex): number {
    return this.all[agent >>> BITS]?.mean(agent & LOCAL, dimension) ?? NEUTRAL;
  }

  /** Mean of a dimension summed anew, oldest first: bit for bit `windowMean` of its entries. */
  exactMean(agent: number, dimension: DimensionIndex): number {
    return this.all[agent >>> BITS]?.exactMean(agent & LOCAL, dimension) ?? NEUTRAL;
  }

  /** Raw total 10·Σ mean·weight, within 1e-8 of the one of exact means for weights in [0, 1]. */
  rawTotal(agent: number, weights: ArrayLike<number>): number {
    const slab = this.all[agent >>> BITS];
    return slab === undefined ? rawTotal(NO_SIGNALS, weights) : slab.rawTotal(agent & LOCAL, weights);
  }

  /**
   * Integer total 0–1000 at five weights in [0, 1], always equal to `totalOf` of the exact means:
   * where the last bits of the running means could matter, the windows are summed anew.
   */
  score(agent: number, weights: ArrayLike<number>): number {
    const slab = this.all[agent >>> BITS];
    if (slab === undefined) return totalOfRaw(rawTotal(NO_SIGNALS, weights));
    const raw = slab.rawTotal(agent & LOCAL, weights);
    return totalOfRaw(isDoubtful(raw, RAW_ERROR) ? slab.exactRawTotal(agent & LOCAL, weights) : raw);
  }

  /** Signals in the window, 0–100. */
  count(agent: number, dimension: DimensionIndex): number {
    return this.all[agent >>> BITS]?.count(agent & LOCAL, dimension) ?? 0;
  }

  /** Signals of a dimension ever counted. */
  total(agent: number, dimension: DimensionIndex): number {
    return this.all[agent >>> BITS]?.total(agent & LOCAL, dimension) ?? 0;
  }

  /** Sets the signals ever counted, once a window is refilled from stored signals. */
  setTotal(agent: number, dimension: DimensionIndex, total: number): void {
    const slab = this.all[agent >>> BITS] ?? this.grow(agent);
    slab.setTotal(agent & LOCAL, dimension, total);
  }

  /** Signals in the five windows, 0–500. */
  evidence(agent: number): number {
    return this.all[agent >>> BITS]?.evidence(agent & LOCAL) ?? 0;
  }

  /** Dimensions with at least one signal, 0–5. */
  coverage(agent: number): number {
    return this.all[agent >>> BITS]?.coverage(agent & LOCAL) ?? 0;
  }

  /** Row of the window's newest signal, null without one. */
  newestRow(agent: number, dimension: DimensionIndex): number | null {
    return this.all[agent >>> BITS]?.newestRow(agent & LOCAL, dimension) ?? null;
  }

  /** Row of the window's oldest signal, null without one. */
  oldestRow(agent: number, dimension: DimensionIndex): number | null {
    return this.all[agent >>> BITS]?.oldestRow(agent & LOCAL, dimension) ?? null;
  }

  /** The window's signals, oldest first. */
  entries(agent: number, dimension: DimensionIndex): WindowEntry[] {
    return this.all[agent >>> BITS]?.entries(agent & LOCAL, dimension) ?? [];
  }

  /** The same where one of a capped reporter is among them, to be pushed again with `pushEntry`; else null. */
  cappedEntries(agent: number, dimension: DimensionIndex): WindowEntry[] | null {
    return this.all[agent >>> BITS]?.cappedEntries(agent & LOCAL, dimension) ?? null;
  }

  /** Adds a signal that was an entry of these windows. */
  pushEntry(agent: number, dimension: DimensionIndex, { value, weight, row, maxShare, reporter }: WindowEntry): void {
    (this.all[agent >>> BITS] ?? this.grow(agent)).push(agent & LOCAL, dimension, value, weight, row, maxShare, reporter ?? 0);
  }

  /** Forgets everything about an agent. */
  clear(agent: number): void {
    this.all[agent >>> BITS]?.clear(agent & LOCAL);
  }

  /** Slabs there are, by index: agents `256·index` and up. */
  slabs(): number[] {
    return this.all.flatMap((slab, index) => (slab ? [index] : []));
  }

  /** A slab's content, to be given to `restore` of another `Windows`; it says nothing of who the capped reporters are. */
  state(index: number): Float64Array {
    return (this.all[index] ?? new Slab()).state();
  }

  /** Capped reporters, each at the number that states know it by. */
  get cappedReporters(): string[] {
    return [...this.reporters.keys()];
  }

  /** Fills a slab from a state taken when the capped reporters were (the beginning of) `reporters`. */
  restore(index: number, state: Float64Array, reporters: readonly string[]): void {
    for (const reporter of reporters) this.numberOf(reporter);
    (this.all[index] ?? this.grow(index << BITS)).restore(state);
  }

  /** Bytes reserved for windows and weights. */
  bytes(): number {
    return this.all.reduce((sum, slab) => sum + (slab?.bytes() ?? 0), 0);
  }

  private numberOf(reporter: string): number {
    const known = this.reporters.get(reporter);
    if (known !== undefined) return known;
    this.reporters.set(reporter, this.reporters.size);
    return this.reporters.size - 1;
  }

  private grow(agent: number): Slab {
    const index = agent >>> BITS;
    while (this.all.length < index) this.all.push(undefined);
    const slab = new Slab();
    this.all[index] = slab;
    return slab;
  }
}

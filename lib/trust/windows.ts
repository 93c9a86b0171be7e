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
 * The last 100 signals per agent and dimension, and the scores that follow from them.
 * Agents are small non-negative integers, kept in slabs that are made when first needed.
 * A signal of one dimension never touches the window of another.
 */
export class Windows {
  private readonly slabs: (Slab | undefined)[] = [];

  /**
   * Adds a signal in constant time; a full window drops its oldest.
   * @param value 0–1
   * @param weight 0.01–10, multiplies the recency weight
   * @param row the stored signal's row id, below 2³²
   */
  push(agent: number, dimension: DimensionIndex, value: number, weight: number, row: number): void {
    const slab = this.slabs[agent >>> BITS] ?? this.grow(agent);
    slab.push(agent & LOCAL, dimension, value, weight, row);
  }

  /** Mean of a dimension, 0–100, within 1e-11 of `exactMean`; 50 without a signal. */
  mean(agent: number, dimension: DimensionIndex): number {
    return this.slabs[agent >>> BITS]?.mean(agent & LOCAL, dimension) ?? NEUTRAL;
  }

  /** Mean of a dimension summed anew, oldest first: bit for bit `dimensionMean` of the window. */
  exactMean(agent: number, dimension: DimensionIndex): number {
    return this.slabs[agent >>> BITS]?.exactMean(agent & LOCAL, dimension) ?? NEUTRAL;
  }

  /** Raw total 10·Σ mean·weight, within 1e-8 of the one of exact means for weights in [0, 1]. */
  rawTotal(agent: number, weights: ArrayLike<number>): number {
    const slab = this.slabs[agent >>> BITS];
    return slab === undefined ? rawTotal(NO_SIGNALS, weights) : slab.rawTotal(agent & LOCAL, weights);
  }

  /**
   * Integer total 0–1000 at five weights in [0, 1], always equal to `totalOf` of the exact means:
   * where the last bits of the running means could matter, the windows are summed anew.
   */
  score(agent: number, weights: ArrayLike<number>): number {
    const slab = this.slabs[agent >>> BITS];
    if (slab === undefined) return totalOfRaw(rawTotal(NO_SIGNALS, weights));
    const raw = slab.rawTotal(agent & LOCAL, weights);
    return totalOfRaw(isDoubtful(raw, RAW_ERROR) ? slab.exactRawTotal(agent & LOCAL, weights) : raw);
  }

  /** Signals in the window, 0–100. */
  count(agent: number, dimension: DimensionIndex): number {
    return this.slabs[agent >>> BITS]?.count(agent & LOCAL, dimension) ?? 0;
  }

  /** Signals of a dimension ever counted. */
  total(agent: number, dimension: DimensionIndex): number {
    return this.slabs[agent >>> BITS]?.total(agent & LOCAL, dimension) ?? 0;
  }

  /** Sets the signals ever counted, once a window is refilled from stored signals. */
  setTotal(agent: number, dimension: DimensionIndex, total: number): void {
    const slab = this.slabs[agent >>> BITS] ?? this.grow(agent);
    slab.setTotal(agent & LOCAL, dimension, total);
  }

  /** Signals in the five windows, 0–500. */
  evidence(agent: number): number {
    return this.slabs[agent >>> BITS]?.evidence(agent & LOCAL) ?? 0;
  }

  /** Dimensions with at least one signal, 0–5. */
  coverage(agent: number): number {
    return this.slabs[agent >>> BITS]?.coverage(agent & LOCAL) ?? 0;
  }

  /** Row of the window's newest signal, null without one. */
  newestRow(agent: number, dimension: DimensionIndex): number | null {
    return this.slabs[agent >>> BITS]?.newestRow(agent & LOCAL, dimension) ?? null;
  }

  /** The window's signals, oldest first. */
  entries(agent: number, dimension: DimensionIndex): WindowEntry[] {
    return this.slabs[agent >>> BITS]?.entries(agent & LOCAL, dimension) ?? [];
  }

  /** Forgets everything about an agent. */
  clear(agent: number): void {
    this.slabs[agent >>> BITS]?.clear(agent & LOCAL);
  }

  /** Bytes reserved for windows and weights. */
  bytes(): number {
    return this.slabs.reduce((sum, slab) => sum + (slab?.bytes() ?? 0), 0);
  }

  private grow(agent: number): Slab {
    const index = agent >>> BITS;
    while (this.slabs.length < index) this.slabs.push(undefined);
    const slab = new Slab();
    this.slabs[index] = slab;
    return slab;
  }
}

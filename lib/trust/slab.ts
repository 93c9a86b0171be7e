import { DIMENSIONS, type DimensionIndex } from "./dimension";
import { NEUTRAL, recencyOf, WINDOW } from "./score";

// What every signal reads is constant within this module: an exported binding would be loaded anew each time.
const DIMS = DIMENSIONS.length;
const AGENTS = 256;
const LENGTH = WINDOW;

// Layout, in doubles. First a record per agent: five means side by side, so that a score reads one cache line, then plain
// and recency-weighted sum of each dimension. Then the windows: a ring is twenty blocks of 64 bytes, a block being five
// values and behind them their five row ids, so that a signal touches one line of its ring.
const RECORD = 16;
const SUM = DIMS;
const PER_BLOCK = 5;
const BLOCK = 8;
const RING = (LENGTH / PER_BLOCK) * BLOCK;
const RINGS = AGENTS * RECORD;

const RECENCY = Float64Array.from({ length: LENGTH }, (_, i) => recencyOf(i));
const NEWEST = RECENCY[LENGTH - 1]!;

/** Σ of the first n recency weights, added one by one, oldest first. */
const RECENCY_SUMS = new Float64Array(LENGTH + 1);
for (let n = 0; n < LENGTH; n++) RECENCY_SUMS[n + 1] = RECENCY_SUMS[n]! + RECENCY[n]!;
const FULL = RECENCY_SUMS[LENGTH]!;

/** Agents in a slab, a power of two. */
export const SLAB_AGENTS = AGENTS;

/** One signal of a window; `recency` is its weight by position (1.00 oldest … 1.99), `weight` the one it was given. */
export type WindowEntry = { row: number; value: number; weight: number; recency: number };

/**
 * The windows of 256 agents; `agent` is 0–255 throughout. A slot is one window: agent × 5 + dimension; a cell is one of
 * the 100 places of its ring. Methods are documented where `Windows` offers them.
 */
export class Slab {
  private readonly doubles: Float64Array;
  /** The same memory as `doubles`. */
  private readonly words: Uint32Array;
  /** Per slot: the number of signals while the window grows (0–99); once full, 100 + the cell of the oldest. */
  private readonly fill = new Uint8Array(AGENTS * DIMS);
  /** Per slot: signals ever counted, less `fill`; it changes only when the ring wraps. */
  private readonly before = new Float64Array(AGENTS * DIMS);
  /** Per slot, the weights given to its signals by cell; only for windows that hold one other than 1, which is rare. */
  private weights: Map<number, Float64Array> | null = null;

  constructor() {
    const memory = new ArrayBuffer((RINGS + AGENTS * DIMS * RING) * Float64Array.BYTES_PER_ELEMENT);
    this.doubles = new Float64Array(memory);
    this.words = new Uint32Array(memory);
    for (let agent = 0; agent < AGENTS; agent++) this.clear(agent);
  }

  push(agent: number, dimension: DimensionIndex, value: number, weight: number, row: number): void {
    const slot = agent * DIMS + dimension;
    if (weight === 1 && (this.weights === null || !this.weights.has(slot))) this.pushPlain(agent, dimension, value, row);
    else this.pushWeighted(agent, dimension, value, weight, row);
  }

  mean(agent: number, dimension: DimensionIndex): number {
    return this.doubles[agent * RECORD + dimension]!;
  }

  exactMean(agent: number, dimension: DimensionIndex): number {
    const slot = agent * DIMS + dimension;
    const weights = this.weights?.get(slot);
    const n = this.count(agent, dimension);
    let sum = 0;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const cell = this.cell(slot, i);
      const weight = RECENCY[i]! * (weights?.[cell] ?? 1);
      sum += this.doubles[valueAt(slot, cell)]! * weight;
      total += weight;
    }
    return total === 0 ? NEUTRAL : (sum / total) * 100;
  }

  rawTotal(agent: number, weights: ArrayLike<number>): number {
    const { doubles } = this;
    const at = agent * RECORD;
    const sum =
      doubles[at]! * weights[0]! +
      doubles[at + 1]! * weights[1]! +
      doubles[at + 2]! * weights[2]! +
      doubles[at + 3]! * weights[3]! +
      doubles[at + 4]! * weights[4]!;
    return sum * 10;
  }

  exactRawTotal(agent: number, weights: ArrayLike<number>): number {
    let sum = 0;
    for (let d = 0; d < DIMS; d++) sum += this.exactMean(agent, d as DimensionIndex) * weights[d]!;
    return sum * 10;
  }

  count(agent: number, dimension: DimensionIndex): number {
    return Math.min(LENGTH, this.fill[agent * DIMS + dimension]!);
  }

  total(agent: number, dimension: DimensionIndex): number {
    const slot = agent * DIMS + dimension;
    return this.before[slot]! + this.fill[slot]!;
  }

  setTotal(agent: number, dimension: DimensionIndex, total: number): void {
    const slot = agent * DIMS + dimension;
    this.before[slot] = total - this.fill[slot]!;
  }

  evidence(agent: number): number {
    let sum = 0;
    for (let d = 0; d < DIMS; d++) sum += this.count(agent, d as DimensionIndex);
    return sum;
  }

  coverage(agent: number): number {
    let covered = 0;
    for (let d = 0; d < DIMS; d++) if (this.fill[agent * DIMS + d]! > 0) covered++;
    return covered;
  }

  newestRow(agent: number, dimension: DimensionIndex): number | null {
    const slot = agent * DIMS + dimension;
    const count = this.count(agent, dimension);
    return count === 0 ? null : this.words[rowAt(slot, this.cell(slot, count - 1))]!;
  }

  entries(agent: number, dimension: DimensionIndex): WindowEntry[] {
    const slot = agent * DIMS + dimension;
    const weights = this.weights?.get(slot);
    return Array.from({ length: this.count(agent, dimension) }, (_, i) => {
      const cell = this.cell(slot, i);
      return {
        row: this.words[rowAt(slot, cell)]!,
        value: this.doubles[valueAt(slot, cell)]!,
        weight: weights?.[cell] ?? 1,
        recency: recencyOf(i),
      };
    });
  }

  clear(agent: number): void {
    const at = agent * RECORD;
    const slot = agent * DIMS;
    this.doubles.fill(0, at, at + RECORD);
    this.doubles.fill(NEUTRAL, at, at + DIMS);
    this.fill.fill(0, slot, slot + DIMS);
    this.before.fill(0, slot, slot + DIMS);
    for (let d = 0; d < DIMS; d++) this.dropWeights(slot + d);
  }

  bytes(): number {
    const weights = (this.weights?.size ?? 0) * LENGTH * Float64Array.BYTES_PER_ELEMENT;
    return this.doubles.byteLength + this.fill.byteLength + this.before.byteLength + weights;
  }

  /** Adds a signal of weight 1 to a window that holds no other weight: no loop but once in 100 signals. */
  private pushPlain(agent: number, dimension: DimensionIndex, value: number, row: number): void {
    const { doubles } = this;
    const slot = agent * DIMS + dimension;
    const mean = agent * RECORD + dimension;
    const sum = mean + SUM + dimension;
    const fill = this.fill[slot]!;
    const growing = fill < LENGTH;
    const cell = growing ? fill : fill - LENGTH;
    const at = valueAt(slot, cell);
    const old = doubles[at]!;
    doubles[at] = value;
    this.words[rowAt(slot, cell)] = row;
    if (cell === LENGTH - 1) {
      this.wrap(slot, growing);
      this.sumAnew(agent, dimension);
      return;
    }
    this.fill[slot] = fill + 1;
    if (growing) {
      const weighted = doubles[sum + 1]! + value * RECENCY[fill]!;
      doubles[sum] = doubles[sum]! + value;
      doubles[sum + 1] = weighted;
      doubles[mean] = (weighted / RECENCY_SUMS[fill + 1]!) * 100;
      return;
    }
    // The oldest, of weight 1, leaves; every signal that stays ages by one position, that is by 1/100 of its value.
    const staying = doubles[sum]! - old;
    const weighted = doubles[sum + 1]! - old - staying / 100 + value * NEWEST;
    doubles[sum] = staying + value;
    doubles[sum + 1] = weighted;
    doubles[mean] = (weighted / FULL) * 100;
  }

  /** Adds a signal to a window that holds, or now receives, a weight other than 1: summed anew each time. */
  private pushWeighted(agent: number, dimension: DimensionIndex, value: number, weight: number, row: number): void {
    const slot = agent * DIMS + dimension;
    const fill = this.fill[slot]!;
    const growing = fill < LENGTH;
    const cell = growing ? fill : fill - LENGTH;
    this.doubles[valueAt(slot, cell)] = value;
    this.words[rowAt(slot, cell)] = row;
    if (cell === LENGTH - 1) this.wrap(slot, growing);
    else this.fill[slot] = fill + 1;
    this.weights ??= new Map();
    const weights = this.weights.get(slot) ?? new Float64Array(LENGTH).fill(1);
    weights[cell] = weight;
    if (weights.every((w) => w === 1)) {
      this.dropWeights(slot);
      this.sumAnew(agent, dimension);
    } else {
      this.weights.set(slot, weights);
      this.doubles[agent * RECORD + dimension] = this.exactMean(agent, dimension);
    }
  }

  /** The last cell was written: the oldest signal is in the first. */
  private wrap(slot: number, growing: boolean): void {
    this.fill[slot] = LENGTH;
    if (!growing) this.before[slot]! += LENGTH;
  }

  private dropWeights(slot: number): void {
    this.weights?.delete(slot);
    if (this.weights?.size === 0) this.weights = null;
  }

  /** Renews sums and mean of a window in which every given weight is 1, oldest first. */
  private sumAnew(agent: number, dimension: DimensionIndex): void {
    const { doubles } = this;
    const slot = agent * DIMS + dimension;
    const n = this.count(agent, dimension);
    let plain = 0;
    let weighted = 0;
    for (let i = 0; i < n; i++) {
      const value = doubles[valueAt(slot, this.cell(slot, i))]!;
      plain += value;
      weighted += value * RECENCY[i]!;
    }
    const mean = agent * RECORD + dimension;
    doubles[mean + SUM + dimension] = plain;
    doubles[mean + SUM + dimension + 1] = weighted;
    doubles[mean] = (weighted / RECENCY_SUMS[n]!) * 100;
  }

  /** Cell of the signal at `position` in its window, 0 = oldest. */
  private cell(slot: number, position: number): number {
    const fill = this.fill[slot]!;
    if (fill < LENGTH) return position;
    const cell = fill - LENGTH + position;
    return cell < LENGTH ? cell : cell - LENGTH;
  }
}

/** Where in `doubles` the value in a cell is. */
function valueAt(slot: number, cell: number): number {
  const block = (cell / PER_BLOCK) | 0;
  return RINGS + slot * RING + BLOCK * block + cell - PER_BLOCK * block;
}

/** Where in `words` the row id of the signal in a cell is. */
function rowAt(slot: number, cell: number): number {
  const block = (cell / PER_BLOCK) | 0;
  return 2 * (RINGS + slot * RING + BLOCK * block + PER_BLOCK) + cell - PER_BLOCK * block;
}

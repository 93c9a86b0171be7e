import { DIMENSIONS, type DimensionIndex } from "./dimension";
import { NEUTRAL, recencyOf, WINDOW } from "./score";
import { placesOf, windowMean } from "./window";

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

/** One signal of a window; `weight` is the one it was given, `reporter` a number where `maxShare` is below 1, else null. */
export type WindowEntry = { row: number; value: number; weight: number; reporter: number | null; maxShare: number };

/** How signals of a window differ from plain ones, by cell. */
type Marks = { weights: Float64Array; reporters: Uint32Array; maxShares: Float64Array };

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
  /** Per slot; only for windows that hold a signal of another weight than 1 or of a capped reporter, which is rare. */
  private marks: Map<number, Marks> | null = null;

  constructor() {
    const memory = new ArrayBuffer((RINGS + AGENTS * DIMS * RING) * Float64Array.BYTES_PER_ELEMENT);
    this.doubles = new Float64Array(memory);
    this.words = new Uint32Array(memory);
    for (let agent = 0; agent < AGENTS; agent++) this.clear(agent);
  }

  push(
    agent: number,
    dimension: DimensionIndex,
    value: number,
    weight: number,
    row: number,
    maxShare: number,
    reporter: number,
  ): void {
    const slot = agent * DIMS + dimension;
    if (weight === 1 && maxShare === 1 && (this.marks === null || !this.marks.has(slot)))
      this.pushPlain(agent, dimension, value, row);
    else this.pushMarked(agent, dimension, value, weight, row, maxShare, reporter);
  }

  mean(agent: number, dimension: DimensionIndex): number {
    return this.doubles[agent * RECORD + dimension]!;
  }

  exactMean(agent: number, dimension: DimensionIndex): number {
    const slot = agent * DIMS + dimension;
    if (this.marks?.has(slot)) return windowMean(this.entries(agent, dimension));
    const n = this.count(agent, dimension);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += this.doubles[valueAt(slot, this.cell(slot, i))]! * RECENCY[i]!;
    return n === 0 ? NEUTRAL : (sum / RECENCY_SUMS[n]!) * 100;
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

  oldestRow(agent: number, dimension: DimensionIndex): number | null {
    const slot = agent * DIMS + dimension;
    return this.count(agent, dimension) === 0 ? null : this.words[rowAt(slot, this.cell(slot, 0))]!;
  }

  entries(agent: number, dimension: DimensionIndex): WindowEntry[] {
    const slot = agent * DIMS + dimension;
    const marks = this.marks?.get(slot);
    return Array.from({ length: this.count(agent, dimension) }, (_, i) => {
      const cell = this.cell(slot, i);
      const maxShare = marks?.maxShares[cell] ?? 1;
      return {
        row: this.words[rowAt(slot, cell)]!,
        value: this.doubles[valueAt(slot, cell)]!,
        weight: marks?.weights[cell] ?? 1,
        reporter: maxShare < 1 ? marks!.reporters[cell]! : null,
        maxShare,
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
    for (let d = 0; d < DIMS; d++) this.dropMarks(slot + d);
  }

  /** The window's signals, oldest first, if one of a capped reporter is among them; else null. */
  cappedEntries(agent: number, dimension: DimensionIndex): WindowEntry[] | null {
    const marks = this.marks?.get(agent * DIMS + dimension);
    return marks === undefined || marks.maxShares.every(isOne) ? null : this.entries(agent, dimension);
  }

  /** Everything the slab holds, as doubles in an order only `restore` knows; windows that are not full take less. */
  state(): Float64Array {
    const slots = AGENTS * DIMS;
    const used = Array.from({ length: slots }, (_, slot) => usedOf(this.fill[slot]!));
    const marks = [...(this.marks ?? [])];
    const rings = used.reduce((sum, length) => sum + length, 0);
    const state = new Float64Array(2 * slots + RINGS + rings + marks.length * (1 + 3 * LENGTH));
    state.set(this.fill);
    state.set(this.before, slots);
    state.set(this.doubles.subarray(0, RINGS), 2 * slots);
    let at = 2 * slots + RINGS;
    for (let slot = 0; slot < slots; slot++) {
      const ring = RINGS + slot * RING;
      state.set(this.doubles.subarray(ring, ring + used[slot]!), at);
      at += used[slot]!;
    }
    for (const [slot, { weights, reporters, maxShares }] of marks) {
      state[at] = slot;
      state.set(weights, at + 1);
      state.set(reporters, at + 1 + LENGTH);
      state.set(maxShares, at + 1 + 2 * LENGTH);
      at += 1 + 3 * LENGTH;
    }
    return state;
  }

  /** Makes the slab what it was when `state` was taken. */
  restore(state: Float64Array): void {
    const slots = AGENTS * DIMS;
    this.fill.set(state.subarray(0, slots));
    this.before.set(state.subarray(slots, 2 * slots));
    this.doubles.set(state.subarray(2 * slots, 2 * slots + RINGS));
    let at = 2 * slots + RINGS;
    for (let slot = 0; slot < slots; slot++) {
      const length = usedOf(this.fill[slot]!);
      this.doubles.set(state.subarray(at, at + length), RINGS + slot * RING);
      at += length;
    }
    const marks = new Map<number, Marks>();
    for (; at < state.length; at += 1 + 3 * LENGTH)
      marks.set(state[at]!, {
        weights: state.slice(at + 1, at + 1 + LENGTH),
        reporters: Uint32Array.from(state.subarray(at + 1 + LENGTH, at + 1 + 2 * LENGTH)),
        maxShares: state.slice(at + 1 + 2 * LENGTH, at + 1 + 3 * LENGTH),
      });
    this.marks = marks.size > 0 ? marks : null;
  }

  bytes(): number {
    const marks = (this.marks?.size ?? 0) * LENGTH * MARK_BYTES;
    return this.doubles.byteLength + this.fill.byteLength + this.before.byteLength + marks;
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

  /** Adds a signal to a window that holds, or now receives, a marked one: summed anew each time. */
  private pushMarked(
    agent: number,
    dimension: DimensionIndex,
    value: number,
    weight: number,
    row: number,
    maxShare: number,
    reporter: number,
  ): void {
    const slot = agent * DIMS + dimension;
    if (maxShare < 1) this.makeRoom(agent, dimension, maxShare, reporter);
    const fill = this.fill[slot]!;
    const growing = fill < LENGTH;
    const cell = growing ? fill : fill - LENGTH;
    this.doubles[valueAt(slot, cell)] = value;
    this.words[rowAt(slot, cell)] = row;
    if (cell === LENGTH - 1) this.wrap(slot, growing);
    else this.fill[slot] = fill + 1;
    this.marks ??= new Map();
    const marks = this.marks.get(slot) ?? noMarks();
    marks.weights[cell] = weight;
    marks.maxShares[cell] = maxShare;
    marks.reporters[cell] = reporter;
    if (marks.weights.every(isOne) && marks.maxShares.every(isOne)) {
      this.dropMarks(slot);
      this.sumAnew(agent, dimension);
    } else {
      this.marks.set(slot, marks);
      this.doubles[agent * RECORD + dimension] = this.exactMean(agent, dimension);
    }
  }

  /** Of a capped reporter that holds all places its cap leaves it, the oldest signals leave, so that it displaces nobody else. */
  private makeRoom(agent: number, dimension: DimensionIndex, maxShare: number, reporter: number): void {
    const window = this.cappedEntries(agent, dimension) ?? [];
    const own = window.filter((entry) => entry.reporter === reporter);
    const tooMany = own.length + 1 - placesOf(maxShare);
    if (tooMany <= 0) return;
    const leaving = new Set(own.slice(0, tooMany));
    this.rewrite(
      agent,
      dimension,
      window.filter((entry) => !leaving.has(entry)),
    );
  }

  /** Fills a window, that has marks, with fewer signals than are in it; the signals ever counted stay, and the mean is not renewed. */
  private rewrite(agent: number, dimension: DimensionIndex, window: readonly WindowEntry[]): void {
    const slot = agent * DIMS + dimension;
    const total = this.total(agent, dimension);
    const marks = noMarks();
    window.forEach(({ row, value, weight, reporter, maxShare }, cell) => {
      this.doubles[valueAt(slot, cell)] = value;
      this.words[rowAt(slot, cell)] = row;
      marks.weights[cell] = weight;
      marks.reporters[cell] = reporter ?? 0;
      marks.maxShares[cell] = maxShare;
    });
    this.marks?.set(slot, marks);
    this.fill[slot] = window.length;
    this.setTotal(agent, dimension, total);
  }

  /** The last cell was written: the oldest signal is in the first. */
  private wrap(slot: number, growing: boolean): void {
    this.fill[slot] = LENGTH;
    if (!growing) this.before[slot]! += LENGTH;
  }

  private dropMarks(slot: number): void {
    this.marks?.delete(slot);
    if (this.marks?.size === 0) this.marks = null;
  }

  /** Renews sums and mean of a window of plain signals, oldest first. */
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

const MARK_BYTES = 2 * Float64Array.BYTES_PER_ELEMENT + Uint32Array.BYTES_PER_ELEMENT;

const isOne = (number: number): boolean => number === 1;

function noMarks(): Marks {
  return {
    weights: new Float64Array(LENGTH).fill(1),
    reporters: new Uint32Array(LENGTH),
    maxShares: new Float64Array(LENGTH).fill(1),
  };
}

/** Doubles of a ring that hold something. */
const usedOf = (fill: number): number => Math.ceil(Math.min(fill, LENGTH) / PER_BLOCK) * BLOCK;

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

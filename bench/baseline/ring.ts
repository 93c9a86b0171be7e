const WINDOW = 100;
const DIMS = 5;

/**
 * The limit for a score that is fresh after every signal: rings of 100 values and running sums in flat arrays of a fixed
 * size, weight 1 only, no row ids, no guard against rounding. Sums are taken anew once per turn of a ring.
 */
export class NakedRings {
  private readonly values: Float64Array;
  private readonly sums: Float64Array;
  private readonly weighted: Float64Array;
  private readonly means: Float64Array;
  private readonly counts: Uint32Array;

  constructor(agents: number) {
    this.values = new Float64Array(agents * DIMS * WINDOW);
    this.sums = new Float64Array(agents * DIMS);
    this.weighted = new Float64Array(agents * DIMS);
    this.means = new Float64Array(agents * DIMS).fill(50);
    this.counts = new Uint32Array(agents * DIMS);
  }

  /** Adds a signal and answers the raw total. */
  push(agent: number, dimension: number, value: number, weights: ArrayLike<number>): number {
    const slot = agent * DIMS + dimension;
    const count = this.counts[slot] as number;
    const cell = slot * WINDOW + (count % WINDOW);
    if (count < WINDOW) {
      this.sums[slot] = (this.sums[slot] as number) + value;
      this.weighted[slot] = (this.weighted[slot] as number) + value * (1 + count / 100);
    } else {
      const old = this.values[cell] as number;
      const staying = (this.sums[slot] as number) - old;
      this.weighted[slot] = (this.weighted[slot] as number) - old - staying / 100 + 1.99 * value;
      this.sums[slot] = staying + value;
    }
    this.values[cell] = value;
    this.counts[slot] = count + 1;
    if ((count + 1) % WINDOW === 0) this.sumAnew(slot);
    const n = Math.min(WINDOW, count + 1);
    this.means[slot] = ((this.weighted[slot] as number) * 100) / (n + (n * (n - 1)) / 200);
    let total = 0;
    for (let d = 0; d < DIMS; d++) total += (this.means[agent * DIMS + d] as number) * (weights[d] as number);
    return total * 10;
  }

  private sumAnew(slot: number): void {
    let sum = 0;
    let weighted = 0;
    for (let i = 0; i < WINDOW; i++) {
      const value = this.values[slot * WINDOW + i] as number;
      sum += value;
      weighted += value * (1 + i / 100);
    }
    this.sums[slot] = sum;
    this.weighted[slot] = weighted;
  }
}

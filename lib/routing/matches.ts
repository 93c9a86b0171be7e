import type { TaskWords } from "./match";
import type { Postings } from "./postings";

/** Slots that match a task, with the weight of what they match. Kept between tasks: nothing is allocated or cleared for each. */
export class Matches {
  /** How many of `slots` are in use. */
  count = 0;
  slots = new Int32Array(0);
  private weights = new Float64Array(0);
  /** The task, and the term of it, that last touched each slot. */
  private tasks = new Uint32Array(0);
  private terms = new Uint32Array(0);
  private task = 0;
  private term = 0;

  weight(slot: number): number {
    return this.weights[slot] as number;
  }

  /** Finds everybody who matches a term, as `matchedWeight` would find them one by one. `size` is above every slot. */
  find({ terms }: TaskWords, postings: Postings, size: number): void {
    this.reserve(size);
    this.task = this.next(this.task, this.tasks);
    this.count = 0;
    for (const { term, weight, heads } of terms) {
      this.term = this.next(this.term, this.terms);
      this.addAll(postings.of(term), weight);
      for (const head of heads) this.addAll(postings.of(head), weight / 2);
    }
  }

  private addAll(slots: readonly number[], weight: number): void {
    const { tasks, terms, weights, task, term } = this;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number;
      if (terms[slot] === term) continue;
      terms[slot] = term;
      if (tasks[slot] === task) {
        weights[slot] = (weights[slot] as number) + weight;
      } else {
        tasks[slot] = task;
        weights[slot] = weight;
        this.slots[this.count++] = slot;
      }
    }
  }

  /** The next stamp. After four thousand million of them they begin anew. */
  private next(stamp: number, stamps: Uint32Array): number {
    if (stamp < 0xffffffff) return stamp + 1;
    stamps.fill(0);
    return 1;
  }

  private reserve(size: number): void {
    if (size <= this.tasks.length) return;
    const larger = 2 * size;
    this.slots = new Int32Array(larger);
    this.weights = new Float64Array(larger);
    this.tasks = new Uint32Array(larger);
    this.terms = new Uint32Array(larger);
    this.task = 0;
    this.term = 0;
  }
}

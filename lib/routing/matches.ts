import { capabilityOf, type TaskWords } from "./match";
import type { Postings } from "./postings";

/** Slots that match a task, and by how much. Kept between tasks: nothing is allocated for each. */
export class Matches {
  /** How many of `slots` are in use: those that match enough. */
  count = 0;
  slots = new Int32Array(0);
  /** Twice the matched weight of every slot, so that half weights are whole numbers; 0 where nothing matches. */
  doubled = new Int32Array(0);
  /** Capability 0–1 by doubled weight; above the last it is 1, as the last is. */
  readonly capabilities: number[] = [];
  /** Doubled weight from which a match is enough. */
  private enough = 1;
  /** The term with synonyms that last touched a slot: it counts once, through whichever word it is known. */
  private touched = new Uint32Array(0);
  private stamp = 0;
  /** Above every slot of the last task. */
  private used = 0;
  /** `base` + the required capabilities of the task that a slot has, counted in their order. */
  private met = new Uint32Array(0);
  private base = 0;
  private required = 0;

  /**
   * Finds everybody whose capability reaches a minimum above 0, as `matchedWeight` would find them one by one. `size` is above
   * every slot.
   */
  find({ terms, full }: TaskWords, postings: Postings, size: number, minimumCapability: number): void {
    this.doubled.fill(0, 0, this.used);
    this.count = 0;
    this.used = size;
    this.reserve(size);
    this.capabilities.length = 0;
    for (let doubled = 0; doubled <= 2 * full; doubled++) this.capabilities.push(capabilityOf(doubled / 2, { full }));
    const reached = this.capabilities.findIndex((capability) => capability >= minimumCapability);
    this.enough = reached < 1 ? 1 : reached;
    for (const { term, weight, heads } of terms) {
      if (heads.length === 0) this.add(postings.of(term), 2 * weight);
      else this.addOnce(term, heads, weight, postings);
    }
  }

  /** Notes who has all of these capabilities. */
  require(phrases: readonly string[], postings: Postings): void {
    this.base = later(this.base, this.required + 1, this.met);
    this.required = phrases.length;
    const { base, met } = this;
    phrases.forEach((phrase, before) => {
      for (const slot of postings.of(phrase)) if (before === 0 || met[slot] === base + before) met[slot] = base + before + 1;
    });
  }

  /** Whether the task requires any capability. */
  get asksMore(): boolean {
    return this.required > 0;
  }

  hasRequired(slot: number): boolean {
    return this.required === 0 || this.met[slot] === this.base + this.required;
  }

  /** Capability of a slot, 0–1. */
  capability(slot: number): number {
    return this.capabilities[this.doubled[slot] as number] ?? 1;
  }

  private add(slots: readonly number[], weight: number): void {
    const { doubled, enough, slots: found } = this;
    let { count } = this;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number;
      const before = doubled[slot] as number;
      const after = before + weight;
      doubled[slot] = after;
      if (before < enough && after >= enough) found[count++] = slot;
    }
    this.count = count;
  }

  private addOnce(term: string, heads: readonly string[], weight: number, postings: Postings): void {
    this.stamp = later(this.stamp, 1, this.touched);
    const exactly = postings.of(term);
    for (const slot of exactly) this.touched[slot] = this.stamp;
    this.add(exactly, 2 * weight);
    for (const head of heads) {
      for (const slot of postings.of(head)) {
        if (this.touched[slot] === this.stamp) continue;
        this.touched[slot] = this.stamp;
        const before = this.doubled[slot] as number;
        this.doubled[slot] = before + weight;
        if (before < this.enough && before + weight >= this.enough) this.slots[this.count++] = slot;
      }
    }
  }

  private reserve(size: number): void {
    if (size <= this.doubled.length) return;
    const larger = 2 * size;
    this.slots = new Int32Array(larger);
    this.doubled = new Int32Array(larger);
    this.touched = new Uint32Array(larger);
    this.met = new Uint32Array(larger);
    this.stamp = 0;
    this.base = 0;
  }
}

/** A stamp above all that were set. After four thousand million they begin anew. */
function later(stamp: number, by: number, stamps: Uint32Array): number {
  if (stamp < 0xf000_0000) return stamp + by;
  stamps.fill(0);
  return 1;
}

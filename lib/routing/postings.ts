/** Which slots hold a term. */
export class Postings {
  private readonly slotsOf = new Map<string, number[]>();

  /** Slots with this term, in no order. */
  of(term: string): readonly number[] {
    return this.slotsOf.get(term) ?? NONE;
  }

  add(term: string, slot: number): void {
    const slots = this.slotsOf.get(term);
    if (slots) slots.push(slot);
    else this.slotsOf.set(term, [slot]);
  }

  /** Forgets a pair that was added once. A term that nobody holds any more takes no room. */
  remove(term: string, slot: number): void {
    const slots = this.slotsOf.get(term);
    const at = slots?.indexOf(slot) ?? -1;
    if (!slots || at < 0) return;
    const last = slots.pop();
    if (last !== undefined && at < slots.length) slots[at] = last;
    if (slots.length === 0) this.slotsOf.delete(term);
  }
}

const NONE: readonly number[] = [];

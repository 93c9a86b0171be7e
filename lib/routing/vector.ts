import { unitsOf } from "./score";

/** Bytes after an id: a zero, which no id holds, and a whole number of 32 bits. */
const AFTER_ID = 5;
const BITS = 32;

/** The combined scores of one ranking as bytes, by slot. Kept between rankings: nothing is allocated for each. */
export class Vector {
  /** The ids of all slots, one after the other in UTF-8, and where each ends. */
  private ids = new Uint8Array(1024);
  private ends = new Uint32Array(64);
  private known = 0;
  /** One bit for each slot that has a score. */
  marks = new Uint32Array(2);
  /** Combined scores in thousand millionths, by slot. */
  units = new Uint32Array(64);
  private text = new Uint8Array(1024);

  /** The id of the next slot. */
  name(agentId: string): void {
    const bytes = encoder.encode(agentId);
    const start = this.ends[this.known - 1] ?? 0;
    const end = start + bytes.length;
    this.ids = grown(this.ids, end);
    this.ids.set(bytes, start);
    this.ends = grown(this.ends, this.known + 1);
    this.ends[this.known++] = end;
  }

  clear(): void {
    this.marks.fill(0);
    this.marks = grown(this.marks, Math.ceil(this.known / BITS));
    this.units = grown(this.units, this.known);
  }

  add(slot: number, combined: number): void {
    this.marks[slot >>> 5] = (this.marks[slot >>> 5] as number) | (1 << (slot & 31));
    this.units[slot] = unitsOf(combined);
  }

  /** All scores since `clear`, in order of slots; good until the next call. */
  bytes(): Uint8Array {
    let length = 0;
    for (let word = 0; word < this.marks.length; word++) {
      for (let left = this.marks[word] as number; left !== 0; left &= left - 1) {
        length = this.write(length, BITS * word + 31 - Math.clz32(left & -left));
      }
    }
    return this.text.subarray(0, length);
  }

  private write(at: number, slot: number): number {
    const start = slot === 0 ? 0 : (this.ends[slot - 1] as number);
    const end = this.ends[slot] as number;
    const { ids } = this;
    this.text = grown(this.text, at + end - start + AFTER_ID);
    const { text } = this;
    let to = at;
    for (let from = start; from < end; from++) text[to++] = ids[from] as number;
    const units = this.units[slot] as number;
    text[to] = 0;
    text[to + 1] = units >>> 24;
    text[to + 2] = units >>> 16;
    text[to + 3] = units >>> 8;
    text[to + 4] = units;
    return to + AFTER_ID;
  }
}

const encoder = new TextEncoder();

function grown<T extends Uint8Array | Uint32Array>(array: T, length: number): T {
  if (length <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(2 * length);
  larger.set(array);
  return larger;
}

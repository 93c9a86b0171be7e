/** The next instant of each of many things, by number: a heap, so that neither setting one nor finding the first looks at all. */
export class Agenda {
  private readonly heap: number[] = [];
  private readonly places = new Map<number, number>();
  private readonly instants = new Map<number, number>();

  /** `onEarlier` is called whenever the first instant has become an earlier one. */
  constructor(public onEarlier: () => void = () => undefined) {}

  get size(): number {
    return this.heap.length;
  }

  /** The first instant, epoch ms; null where nothing is to come. */
  get next(): number | null {
    const [first] = this.heap;
    return first === undefined ? null : this.instantOf(first);
  }

  /** Sets or moves the instant of one thing; null takes it off the agenda. */
  set(number: number, at: number | null): void {
    if (at === null) {
      this.remove(number);
      return;
    }
    const first = this.next;
    const place = this.places.get(number) ?? this.heap.length;
    this.instants.set(number, at);
    this.put(number, place);
    this.rise(number);
    this.sink(number);
    if (first === null || at < first) this.onEarlier();
  }

  /** Up to `most` things whose instant has come; they stay until they are set anew. */
  due(now: number, most: number): number[] {
    const found: number[] = [];
    const places = [0];
    for (let place = places.pop(); place !== undefined && found.length < most; place = places.pop()) {
      const number = this.heap[place];
      if (number === undefined || this.instantOf(number) > now) continue;
      found.push(number);
      places.push(2 * place + 2, 2 * place + 1);
    }
    return found;
  }

  private remove(number: number): void {
    const place = this.places.get(number);
    if (place === undefined) return;
    const last = this.heap.pop() as number;
    this.places.delete(number);
    this.instants.delete(number);
    if (last === number) return;
    this.put(last, place);
    this.rise(last);
    this.sink(last);
  }

  private rise(number: number): void {
    for (let place = this.placeOf(number); place > 0; place = this.placeOf(number)) {
      const above = this.heap[(place - 1) >> 1] as number;
      if (this.instantOf(above) <= this.instantOf(number)) return;
      this.swap(number, above);
    }
  }

  private sink(number: number): void {
    for (let below = this.earlierBelow(number); below !== undefined; below = this.earlierBelow(number)) {
      if (this.instantOf(below) >= this.instantOf(number)) return;
      this.swap(number, below);
    }
  }

  private earlierBelow(number: number): number | undefined {
    const place = this.placeOf(number);
    const left = this.heap[2 * place + 1];
    const right = this.heap[2 * place + 2];
    if (left === undefined || right === undefined) return left;
    return this.instantOf(right) < this.instantOf(left) ? right : left;
  }

  private swap(a: number, b: number): void {
    const [placeOfA, placeOfB] = [this.placeOf(a), this.placeOf(b)];
    this.put(a, placeOfB);
    this.put(b, placeOfA);
  }

  private put(number: number, place: number): void {
    this.heap[place] = number;
    this.places.set(number, place);
  }

  private placeOf(number: number): number {
    return this.places.get(number) as number;
  }

  private instantOf(number: number): number {
    return this.instants.get(number) as number;
  }
}

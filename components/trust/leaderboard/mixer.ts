import type { DimensionIndex } from "@/lib/trust/dimension";
import { type Locks, NO_LOCKS, rebalance, sameTenths, type Tenths } from "@/lib/trust/rebalance";

export type Mix = {
  weights: Tenths;
  inForce: Tenths;
  locks: Locks;
  /** Whether the weights differ from those in force. */
  previewing: boolean;
  /** Right end of the sliders, percent. */
  scale: number;
};

type Schedule = (run: () => void) => void;

/**
 * The five weights as the viewer sets them, outside React: a drag sends more inputs than the screen draws frames,
 * so inputs are gathered and told to listeners once per frame. `mix` is a new object after every change.
 */
export class Mixer {
  mix: Mix;
  /** No gesture is under way: the weights may be remembered. */
  atRest = true;
  private readonly listeners = new Set<() => void>();
  /** Weights when the one now moved was taken up: going there and back ends where it began. */
  private origin: Tenths;
  private moving: DimensionIndex | null = null;
  /** It rests once what is still wanted has happened. */
  private ended = false;
  private wanted: { index: DimensionIndex; tenths: number } | null = null;

  constructor(
    inForce: Tenths,
    private readonly nextFrame: Schedule,
  ) {
    this.mix = mixOf(inForce, inForce, NO_LOCKS);
    this.origin = inForce;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Wants one weight at so many tenths of a percent; the unlocked others give way. */
  move(index: DimensionIndex, tenths: number): void {
    if (this.wanted && this.wanted.index !== index) this.flush();
    if (!this.wanted) this.nextFrame(() => this.draw());
    this.atRest = false;
    this.ended = false;
    this.wanted = { index, tenths };
  }

  /** The same by so many tenths more or less, from where the weight will be when what is wanted has happened. */
  step(index: DimensionIndex, tenths: number): void {
    const from = this.wanted?.index === index ? this.wanted.tenths : (this.mix.weights[index] ?? 0);
    this.move(index, from + tenths);
  }

  /** A gesture ended. Only now may the tracks take another scale: never under a moving pointer. */
  settle(): void {
    this.ended = true;
    if (!this.wanted) this.rest();
  }

  private draw(): void {
    this.flush();
    if (this.ended) this.rest();
  }

  private rest(): void {
    this.ended = false;
    this.atRest = true;
    const { weights, inForce, locks } = this.mix;
    const { scale } = mixOf(weights, inForce, locks);
    this.become(scale === this.mix.scale ? this.mix : { ...this.mix, scale });
  }

  toggleLock(index: DimensionIndex): void {
    this.flush();
    this.moving = null;
    const locks = this.mix.locks.map((locked, i) => (i === index ? !locked : locked)) as unknown as Locks;
    this.become({ ...this.mix, locks });
  }

  /** All five at once: from a link, or back to those in force. */
  set(weights: Tenths): void {
    this.wanted = null;
    this.moving = null;
    this.atRest = true;
    if (!sameTenths(weights, this.mix.weights)) this.become(mixOf(weights, this.mix.inForce, this.mix.locks));
  }

  reset(): void {
    this.set(this.mix.inForce);
  }

  /** Other weights came into force. A preview stays; without one the weights follow. */
  setInForce(inForce: Tenths): void {
    if (sameTenths(inForce, this.mix.inForce)) return;
    this.flush();
    this.moving = null;
    this.become(mixOf(this.mix.previewing ? this.mix.weights : inForce, inForce, this.mix.locks));
  }

  private flush(): void {
    if (!this.wanted) return;
    const { index, tenths } = this.wanted;
    this.wanted = null;
    if (this.moving !== index) this.origin = this.mix.weights;
    this.moving = index;
    const weights = rebalance(this.origin, this.mix.locks, index, tenths);
    if (sameTenths(weights, this.mix.weights)) return;
    this.become({ ...mixOf(weights, this.mix.inForce, this.mix.locks), scale: this.mix.scale });
  }

  private become(mix: Mix): void {
    this.mix = mix;
    for (const listener of this.listeners) listener();
  }
}

function mixOf(weights: Tenths, inForce: Tenths, locks: Locks): Mix {
  // Tracks end at 50 %, where weights usually are; once one of the five is larger, all end at 100 %.
  const scale = [...weights, ...inForce].some((tenths) => tenths > 500) ? 100 : 50;
  return { weights, inForce, locks, previewing: !sameTenths(weights, inForce), scale };
}

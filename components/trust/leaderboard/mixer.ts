import type { DimensionIndex } from "@/lib/trust/dimension";
import { type Locks, NO_LOCKS, rebalance, sameTenths, type Tenths } from "@/lib/trust/rebalance";

export type Mix = {
  weights: Tenths;
  inForce: Tenths;
  locks: Locks;
  /** Whether the weights differ from those in force. */
  previewing: boolean;
};

type Schedule = (run: () => void) => void;

/**
 * The five weights as the viewer sets them, outside React: a drag sends more inputs than the screen draws frames,
 * so inputs are gathered and told to listeners once per frame. `mix` is a new object after every change.
 */
export class Mixer {
  mix: Mix;
  private readonly listeners = new Set<() => void>();
  /** Weights when the one now moved was taken up: going there and back ends where it began. */
  private origin: Tenths;
  private moving: DimensionIndex | null = null;
  private wanted: { index: DimensionIndex; tenths: number } | null = null;

  constructor(
    inForce: Tenths,
    private readonly nextFrame: Schedule,
  ) {
    this.mix = { weights: inForce, inForce, locks: NO_LOCKS, previewing: false };
    this.origin = inForce;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Wants one weight at so many tenths of a percent; the unlocked others give way. */
  move(index: DimensionIndex, tenths: number): void {
    const scheduled = this.wanted !== null;
    if (this.wanted && this.wanted.index !== index) this.flush();
    this.wanted = { index, tenths };
    if (!scheduled) this.nextFrame(() => this.flush());
  }

  /** Moves from where the weight will be when what is wanted has happened. */
  step(index: DimensionIndex, tenths: number): void {
    const from = this.wanted?.index === index ? this.wanted.tenths : (this.mix.weights[index] ?? 0);
    this.move(index, from + tenths);
  }

  toggleLock(index: DimensionIndex): void {
    this.flush();
    const locks = this.mix.locks.map((locked, i) => (i === index ? !locked : locked)) as unknown as Locks;
    this.moving = null;
    this.become({ ...this.mix, locks });
  }

  /** All five at once: from a link, or back to those in force. */
  set(weights: Tenths): void {
    this.wanted = null;
    this.moving = null;
    if (!sameTenths(weights, this.mix.weights)) this.become({ ...this.mix, weights });
  }

  reset(): void {
    this.set(this.mix.inForce);
  }

  /** Other weights came into force. A preview stays; without one the weights follow. */
  setInForce(inForce: Tenths): void {
    if (sameTenths(inForce, this.mix.inForce)) return;
    this.flush();
    this.moving = null;
    this.become({ ...this.mix, inForce, weights: this.mix.previewing ? this.mix.weights : inForce });
  }

  private flush(): void {
    if (!this.wanted) return;
    const { index, tenths } = this.wanted;
    this.wanted = null;
    if (this.moving !== index) this.origin = this.mix.weights;
    this.moving = index;
    const weights = rebalance(this.origin, this.mix.locks, index, tenths);
    if (!sameTenths(weights, this.mix.weights)) this.become({ ...this.mix, weights });
  }

  private become(mix: Mix): void {
    this.mix = { ...mix, previewing: !sameTenths(mix.weights, mix.inForce) };
    for (const listener of this.listeners) listener();
  }
}

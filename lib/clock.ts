/** Half as fast as time, a clock that was set back is caught up with. */
const PACE = 0.5;
// Whoever sets a clock back further than this and starts anew means it.
const TRUSTED_MS = 86_400_000;

type Sources = {
  /** What the system says, epoch ms; it may be set. */
  wall: () => number;
  /** Milliseconds since any moment; it is never set. */
  elapsed: () => number;
  /** Hears once how far back the clock went, each time it is set back. */
  onSetBack: (ms: number) => void;
};

/**
 * A clock (epoch ms) that never goes back, so that nothing that has ended begins again: while the system's clock is behind
 * what was said, it goes on at half the pace. It begins no earlier than `since`, the last instant that was journaled, unless
 * the system's clock is more than a day behind that.
 */
export function steadyClock(since: number, { wall, elapsed, onSetBack }: Sources): () => number {
  const began = wall();
  let last = since - began > TRUSTED_MS ? began : Math.max(since, began);
  let lastElapsed = elapsed();
  let behind = began < since;
  if (behind) onSetBack(since - began);
  return () => {
    const system = wall();
    const now = elapsed();
    if (system >= last) {
      last = system;
      behind = false;
    } else {
      if (!behind && last - system > 1_000) {
        behind = true;
        onSetBack(last - system);
      }
      last += PACE * (now - lastElapsed);
    }
    lastElapsed = now;
    return Math.floor(last);
  };
}

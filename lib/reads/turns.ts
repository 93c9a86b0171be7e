import { setImmediate as nextTurn } from "node:timers/promises";

/** The event loop gets its turn after this many ms of work. */
const TURN_MS = 4;

/** Called between pieces of long work: lets everything else happen when enough of it was done. */
export type Breathe = () => Promise<void>;

export function turns(): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await nextTurn();
    since = performance.now();
  };
}

import { setImmediate as nextTurn } from "node:timers/promises";

/** How long work that nobody waits for may hold the event loop in one go, ms. */
const TURN_MS = 2;

/** Called between pieces of long work: lets everything else happen when enough of it was done. */
export type Breathe = () => Promise<void>;

/** @param most ms of work after which the event loop gets its turn */
export function turns(most = TURN_MS): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < most) return;
    await nextTurn();
    since = performance.now();
  };
}

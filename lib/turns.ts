/** How long background work may hold the event loop in one go, ms. */
const TURN_MS = 2;

/** Gives others their turn where this work has held the event loop for long enough; to be awaited between small pieces. */
export function takingTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}

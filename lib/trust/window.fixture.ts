/** The rule as it is told: a capped reporter at its limit loses its own oldest, else the oldest of all leaves a full window. */
export function windowAfterAll<T extends { reporter?: string; maxShare?: number }>(signals: readonly T[]): T[] {
  let window: T[] = [];
  for (const signal of signals) {
    const { reporter, maxShare = 1 } = signal;
    const isOwn = (other: T) => maxShare < 1 && (other.maxShare ?? 1) < 1 && other.reporter === reporter;
    const places = Math.max(1, Math.floor((maxShare * 10_000) / 100));
    while (window.filter(isOwn).length >= places) {
      const oldest = window.findIndex(isOwn);
      window = window.filter((_, i) => i !== oldest);
    }
    window = [...window, signal];
    if (window.length > 100) window = window.slice(1);
  }
  return window;
}

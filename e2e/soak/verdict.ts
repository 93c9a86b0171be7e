import type { Finding } from "./check";

/** What came of a check: it holds where nothing was missed; otherwise the first few misses stand behind the figure. */
export function verdict(figure: string, misses: readonly string[]): Finding {
  if (misses.length === 0) return { verdict: "held", figure };
  const more = misses.length > 3 ? ` (and ${misses.length - 3} more)` : "";
  return { verdict: "missed", figure: `${figure} — missed: ${misses.slice(0, 3).join("; ")}${more}` };
}

/** What was missed, for those whose condition does not hold. */
export const missesOf = (asked: Record<string, boolean>): string[] =>
  Object.entries(asked).flatMap(([miss, holds]) => (holds ? [] : [miss]));

export const count = (n: number): string => Math.round(n).toLocaleString("en");

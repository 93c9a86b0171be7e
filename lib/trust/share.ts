import { DIMENSIONS } from "./dimension";
import { type Tenths, WHOLE } from "./rebalance";

/** A what-if read from a link: weights, or why they cannot be used. */
export type SharedWeights = { ok: true; weights: Tenths } | { ok: false; because: string };

/** `250,150,200,250,150`: tenths of a percent in dimension order. */
export function formatShared(weights: Tenths): string {
  return weights.join(",");
}

export function parseShared(text: string): SharedWeights {
  const parts = text.split(",");
  if (parts.length !== DIMENSIONS.length) return refuse(`it holds ${parts.length} of ${DIMENSIONS.length} weights`);
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return refuse("a weight is not a whole number of tenths of a percent");
  const weights = parts.map(Number);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum !== WHOLE) return refuse(`the weights sum to ${percentText(sum)} %, not 100 %`);
  return { ok: true, weights: weights as unknown as Tenths };
}

function refuse(because: string): SharedWeights {
  return { ok: false, because };
}

/** `25`, `12.5`: tenths of a percent as percent, without a needless decimal. */
export function percentText(tenths: number): string {
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
}

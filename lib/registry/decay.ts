import { type Gate, levelOf } from "./gate";
import { type Component, GATED, type Robustness } from "./robustness";

const DAY_MS = 86_400_000;
/** The last instant that a calendar has, epoch ms. */
const END_OF_TIME = 8.64e15;

/** Share of a certified value that is left after so many days: e^(−rate·days). */
export function remaining(days: number, ratePerDay: number): number {
  return Math.exp(-ratePerDay * days);
}

/** The vector that is left of a certified one after so many days; all four components decay. */
export function decayed(robustness: Robustness, days: number, ratePerDay: number): Robustness {
  const left = remaining(days, ratePerDay);
  const { cc, er, as, ih } = robustness;
  return { cc: cc * left, er: er * left, as: as * left, ih: ih * left };
}

/** Days from one epoch ms to another; a certificate from the near future has not begun to decay. */
export function daysBetween(from: number, to: number): number {
  return Math.max(0, to - from) / DAY_MS;
}

/** An instant so many days later, the first whole ms after it; null where no calendar reaches. */
export function daysAfter(at: number, days: number): number | null {
  const instant = at + Math.floor(days * DAY_MS) + 1;
  return instant <= END_OF_TIME ? instant : null;
}

/** Days until a decaying value meets a threshold: ln(value/threshold)/rate; 0 if it is there or below, null = never. */
export function daysToFall(value: number, threshold: number, ratePerDay: number): number | null {
  if (value <= threshold) return 0;
  if (threshold <= 0 || ratePerDay === 0) return null;
  return -Math.log(threshold / value) / ratePerDay;
}

/** A certificate loses tiers at an instant (epoch ms) that is known in advance, because of these components. */
export type Drop = { at: number; from: number; to: number; dimensions: Component[] };

type Decaying = Pick<Gate, "thresholds" | "ihThreshold" | "decayRatePerDay">;

/** Every tier drop that awaits a certificate, in order of time; the one to level 0 is its expiry. */
export function dropsOf(gate: Decaying, robustness: Robustness, issuedAt: number): Drop[] {
  const drops: Drop[] = [];
  // Without decay even what stands exactly at a threshold stays there.
  if (gate.decayRatePerDay === 0) return drops;
  for (let level = levelOf(gate, robustness); level > 0; level--) {
    const fall = fallFrom(gate, robustness, issuedAt, level);
    if (fall === null) break;
    const last = drops.at(-1);
    if (last?.at === fall.at) Object.assign(last, fall, { from: last.from });
    else drops.push(fall);
  }
  return drops;
}

/** When and why a level can no longer be held. Integrity under its threshold takes every level at once. */
function fallFrom(gate: Decaying, robustness: Robustness, issuedAt: number, level: number): Drop | null {
  const { thresholds, ihThreshold, decayRatePerDay } = gate;
  const drop: Drop = { at: Number.POSITIVE_INFINITY, from: level, to: level - 1, dimensions: [] };
  const consider = (dimension: Component, threshold: number) => {
    const days = daysToFall(robustness[dimension], threshold, decayRatePerDay);
    const at = days === null ? null : daysAfter(issuedAt, days);
    if (at === null || at > drop.at) return;
    drop.dimensions = at === drop.at ? [...drop.dimensions, dimension] : [dimension];
    drop.at = at;
  };
  for (const dimension of GATED) consider(dimension, thresholds[dimension][level] ?? 0);
  consider("ih", ihThreshold);
  return drop.dimensions.length === 0 ? null : drop;
}

/** The level that is left at an instant (epoch ms) of what was certified. */
export function levelAt(certifiedLevel: number, drops: readonly Drop[], now: number): number {
  return drops.findLast((drop) => drop.at <= now)?.to ?? certifiedLevel;
}

/** The next drop after an instant, null = none. */
export function nextDrop(drops: readonly Drop[], now: number): Drop | null {
  return drops.find((drop) => drop.at > now) ?? null;
}

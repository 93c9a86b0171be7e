import type { Candidate } from "./candidate";
import { CLASSIC, PARTS, type Part, type RoutingPolicy } from "./policy";
import type { RoutingWeights } from "./policy-shape";

/** Part scores, each 0–1. */
export type Parts = Record<Part, number>;

export const FULL_TRUST = 1000;
/** Combined scores are told apart to the ninth decimal: what is less is binary noise, and ties are decided by a rule. */
const PRECISION = 1e9;
const POINTS = 1000;

/** Part scores that follow from the agent alone: trust of 1000, track record with four finished well before the first, so that newcomers are tried, and load. */
export function trustPart({ score }: Pick<Candidate, "score">): number {
  return score / FULL_TRUST;
}
export function trackPart({ finished, succeeded }: Pick<Candidate, "finished" | "succeeded">): number {
  return (succeeded + 4) / (finished + 4);
}
export function loadPart({ openTasks, capacity }: Pick<Candidate, "openTasks" | "capacity">): number {
  return Math.max(0, 1 - openTasks / capacity);
}

/** Σ weight·part, to nine decimals. */
export function combine(
  weights: RoutingWeights,
  capability: number,
  price: number,
  trust: number,
  track: number,
  load: number,
): number {
  const sum =
    capability * weights.capability + price * weights.price + trust * weights.trust + track * weights.track + load * weights.load;
  return toPrecision(sum);
}

/** A combined score, or a difference of two, to the decimals in which they are told apart. */
export function toPrecision(score: number): number {
  return unitsOf(score) / PRECISION;
}

/** A combined score in thousand millionths, the unit in which they are told apart. */
export function unitsOf(combined: number): number {
  return Math.round(combined * PRECISION);
}

/** The combined score of a policy; `classic` has the original's two terms and every bit of their sum. */
export function combinedOf(policy: RoutingPolicy, { capability, price, trust, track, load }: Parts): number {
  if (isClassic(policy)) return capability * CLASSIC.weights.capability + price * CLASSIC.weights.price;
  return combine(policy.weights, capability, price, trust, track, load);
}

/**
 * Thousandths of the combined score that each part earned: whole numbers that sum to the combined score in thousandths, by
 * largest remainder (lib/trust/points says how). Written without lists, because a decision asks it for every candidate.
 */
export function pointsOf(weights: RoutingWeights, parts: Parts, combined: number): Parts {
  remainders[0] = POINTS * weights.capability * parts.capability;
  remainders[1] = POINTS * weights.price * parts.price;
  remainders[2] = POINTS * weights.trust * parts.trust;
  remainders[3] = POINTS * weights.track * parts.track;
  remainders[4] = POINTS * weights.load * parts.load;
  let missing = Math.round(POINTS * combined);
  for (let i = 0; i < PARTS.length; i++) {
    const exact = remainders[i] as number;
    const whole = Math.floor(exact);
    points[i] = whole;
    remainders[i] = exact - whole;
    missing -= whole;
  }
  for (; missing > 0; missing--) give(largest(remainders), 1);
  // Sums of floors exceed a rounded sum by binary noise only.
  for (; missing < 0; missing++) give(largest(points), -1);
  return {
    capability: points[0] as number,
    price: points[1] as number,
    trust: points[2] as number,
    track: points[3] as number,
    load: points[4] as number,
  };
}

/** In the order of the parts. */
const points = new Float64Array(PARTS.length);
const remainders = new Float64Array(PARTS.length);

function give(part: number, point: number): void {
  points[part] = (points[part] as number) + point;
  remainders[part] = (remainders[part] as number) - point;
}

/** Place of the largest; of equals the first. */
function largest(values: Float64Array): number {
  let found = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[found] as number)) found = i;
  return found;
}

export function isClassic({ name }: Pick<RoutingPolicy, "name">): boolean {
  return name === CLASSIC.name;
}

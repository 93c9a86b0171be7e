import type { Candidate } from "./candidate";
import { CLASSIC, PARTS, type Part, type RoutingPolicy } from "./policy";
import type { RoutingWeights } from "./policy-shape";

/** Part scores, each 0–1. */
export type Parts = Record<Part, number>;

export const FULL_TRUST = 1000;
/** Combined scores are told apart to the ninth decimal: what is less is binary noise, and ties are decided by a rule. */
const PRECISION = 1e9;
const POINTS = 1000;

/** Part scores that follow from the agent alone: trust of 1000, track record with two finished well of four before the first, and load. */
export function trustPart({ score }: Pick<Candidate, "score">): number {
  return score / FULL_TRUST;
}
export function trackPart({ finished, succeeded }: Pick<Candidate, "finished" | "succeeded">): number {
  return (succeeded + 2) / (finished + 4);
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
  return Math.round(score * PRECISION) / PRECISION;
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
  const exact = {
    capability: POINTS * weights.capability * parts.capability,
    price: POINTS * weights.price * parts.price,
    trust: POINTS * weights.trust * parts.trust,
    track: POINTS * weights.track * parts.track,
    load: POINTS * weights.load * parts.load,
  };
  const points = {
    capability: Math.floor(exact.capability),
    price: Math.floor(exact.price),
    trust: Math.floor(exact.trust),
    track: Math.floor(exact.track),
    load: Math.floor(exact.load),
  };
  let missing = Math.round(POINTS * combined) - (points.capability + points.price + points.trust + points.track + points.load);
  for (; missing > 0; missing--) points[neediest(exact, points)] += 1;
  // Sums of floors exceed a rounded sum by binary noise only.
  for (; missing < 0; missing++) points[largest(points)] -= 1;
  return points;
}

/** The part whose points fall shortest of what is exact; of equals the first. */
function neediest(exact: Parts, points: Parts): Part {
  let found: Part = "capability";
  for (const part of PARTS) if (exact[part] - points[part] > exact[found] - points[found]) found = part;
  return found;
}

function largest(points: Parts): Part {
  let found: Part = "capability";
  for (const part of PARTS) if (points[part] > points[found]) found = part;
  return found;
}

export function isClassic({ name }: Pick<RoutingPolicy, "name">): boolean {
  return name === CLASSIC.name;
}

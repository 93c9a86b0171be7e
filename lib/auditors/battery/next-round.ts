import { type Assessment, assess, type Result } from "./assess";
import { callsOf, drawProbes, type Wish } from "./draw";
import type { Thresholds } from "./gate";
import { DIMENSION_BLOCK, FACET_BLOCK, wishesFor } from "./plan";
import type { Battery, Dimension, Probe } from "./probe";

/**
 * An audit between two rounds. `rounds` counts the further ones already made; `samples` is the plan's.
 * `maxCalls` bounds all requests, retries not counted; 120 for each of `samples` by default.
 */
export type Progress = {
  battery: Battery;
  seed: string;
  results: readonly (Result & { probe: Probe })[];
  thresholds: Thresholds;
  rounds: number;
  samples?: number;
  maxCalls?: number;
};

/** `settled`: nothing more can raise the tier. `rounds` and `budget`: certified by the lower bound, never by the estimate. */
export type Next =
  | { next: "probes"; probes: Probe[]; assessment: Assessment }
  | { next: "stop"; because: "inconclusive" | "settled" | "rounds" | "budget"; assessment: Assessment };

const MOST_ROUNDS = 3;
const MOST_CALLS = 120;

/** What to do when every probe issued has its verdict: further probes where the tier is held by too little evidence, or stop (audits.md section 6). */
export function nextRound({
  battery,
  seed,
  results,
  thresholds,
  rounds,
  samples = 1,
  maxCalls = MOST_CALLS * samples,
}: Progress): Next {
  const assessment = assess(results, thresholds);
  const { supported, hoped, binding } = assessment;
  if (supported === null || hoped === null) return { next: "stop", because: "inconclusive", assessment };
  if (hoped <= supported) return { next: "stop", because: "settled", assessment };
  if (rounds >= MOST_ROUNDS) return { next: "stop", because: "rounds", assessment };
  const probes = results.map(({ probe }) => probe);
  const wishes = binding.flatMap((dimension) => blockFor(dimension, assessment));
  const drawn = drawProbes(
    battery,
    seed,
    probes.map(({ id }) => id),
    wishes,
    maxCalls - callsOf(probes),
  );
  return drawn.length === 0 ? { next: "stop", because: "budget", assessment } : { next: "probes", probes: drawn, assessment };
}

/** All on the facet that holds the dimension down, or one block over all its facets. */
function blockFor(dimension: Dimension, { dimensions }: Assessment): Wish[] {
  const assessed = dimensions[dimension];
  const facet = assessed.measured ? assessed.boundBy : null;
  if (facet === null) return wishesFor(dimension, DIMENSION_BLOCK[dimension]);
  const name = dimension === "as" ? facet.replace(/-(?:attack|twin)$/, "") : facet;
  return wishesFor(dimension, { [name]: FACET_BLOCK[dimension] });
}

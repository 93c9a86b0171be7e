/** A stretch of time, epoch ms. */
export type Stretch = { from: number; to: number };

/** Shorter silences than this part of the axis, or than this many ms, cannot be told from a pause between two signals. */
const SHORTEST_SHARE = 1 / 40;
const SHORTEST = 60_000;
/** A silence is one if it is so many times as long as the usual distance of two samples, */
const TIMES_USUAL = 6;
/** or so many times the distance that the resolution of the history allows. */
const TIMES_BUCKET = 3;
/** Fewer distances do not make a habit. */
const HABIT = 4;

/**
 * Stretches of a history without evidence. A sample is kept when something changed, so nothing was heard between two that
 * lie much further apart than this agent's usually do.
 * @param samples when samples were taken, epoch ms, ascending; the first may lie before the axis
 * @param axis from where to where the history is shown; a stretch reaches to its ends where nothing was heard there
 * @param bucket ms that one sample stands for
 */
export function quietStretches(samples: readonly number[], axis: Stretch, bucket: number): Stretch[] {
  const known = [...samples.filter((at) => at < axis.to), axis.to];
  if ((known[0] ?? axis.to) > axis.from) known.unshift(axis.from);
  const limit = Math.max(
    SHORTEST,
    (axis.to - axis.from) * SHORTEST_SHARE,
    bucket * TIMES_BUCKET,
    usualDistance(samples) * TIMES_USUAL,
  );
  return known.slice(1).flatMap((to, i) => {
    const from = known[i] ?? to;
    return to - from > limit && to > axis.from ? [{ from: Math.max(from, axis.from), to }] : [];
  });
}

/** Median distance of neighbours; 0 where there are too few to speak of a habit. */
function usualDistance(samples: readonly number[]): number {
  const distances = samples.slice(1).map((at, i) => at - (samples[i] ?? at));
  if (distances.length < HABIT) return 0;
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? 0;
}

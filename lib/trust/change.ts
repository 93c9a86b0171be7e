import { z } from "zod";
import { DIMENSIONS, type Dimension } from "./dimension";
import { largestRemainder } from "./points";
import { NEUTRAL, totalOf } from "./score";
import type { Weights } from "./weights";
import { meanOf, type Weighed, weigh, windowMean } from "./window";

/**
 * Why a score changed between two times. Σ points = delta.
 * - `ageing`: older signals weigh less or have left the window
 * - `signals`: what newly arrived
 * - `weights`: the weights changed
 * - `evidence`: the signals of that time are no longer kept; what the samples say
 */
export const ScoreChange = z
  .strictObject({
    from: z.strictObject({ at: z.string(), score: z.int() }),
    to: z.strictObject({ at: z.string(), score: z.int() }),
    delta: z.int(),
    causes: z.array(
      z.strictObject({
        kind: z.enum(["signals", "ageing", "weights", "evidence"]),
        dimension: z.enum(DIMENSIONS),
        points: z.int(),
        /** How many signals are behind the cause: those that arrived, or those that left. */
        count: z.int(),
        /** The newest of them. */
        signals: z.array(
          z.strictObject({
            row: z.int(),
            id: z.string().nullable(),
            at: z.string(),
            value: z.number(),
            source: z.string(),
            details: z.string().nullable(),
            reporter: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "ScoreChange" });
export type ScoreChange = z.infer<typeof ScoreChange>;

type CauseKind = "signals" | "ageing" | "weights" | "evidence";
/** `signals` are rows, newest first. */
export type Cause = { kind: CauseKind; dimension: Dimension; points: number; signals: number[] };

/** A signal of a window at some time; oldest first in its list. */
export type KeptSignal = Weighed & { row: number; value: number };

/** What a score stood on at one time: a window of signals per dimension, or only its mean where they are no longer kept. */
export type Basis = {
  windows: Record<Dimension, { signals: readonly KeptSignal[] } | { mean: number | null }>;
  weights: Weights;
};

type Part = { kind: CauseKind; dimension: Dimension; exact: number; signals: number[] };

/** The causes of the difference of two scores, at the weights of the first except for `weights` itself; those of 0 points are left out. */
export function changeBetween(a: Basis, b: Basis): { from: number; to: number; causes: Cause[] } {
  const from = scoreOf(a);
  const to = scoreOf(b);
  const parts = DIMENSIONS.flatMap((dimension) => partsOf(dimension, a, b));
  const points = largestRemainder(
    parts.map((part) => part.exact),
    to - from,
  );
  const causes = parts.map(({ exact: _, ...part }, i) => ({ ...part, points: points[i] ?? 0 }));
  return { from, to, causes: causes.filter((cause) => cause.points !== 0) };
}

/** The score that a basis makes. */
export function scoreOf(basis: Basis): number {
  return totalOf(
    DIMENSIONS.map((dimension) => meanAt(basis, dimension)),
    DIMENSIONS.map((dimension) => basis.weights[dimension]),
  );
}

function partsOf(dimension: Dimension, a: Basis, b: Basis): Part[] {
  const meanA = meanAt(a, dimension);
  const meanB = meanAt(b, dimension);
  const perPoint = 10 * a.weights[dimension];
  const weights: Part = {
    kind: "weights",
    dimension,
    exact: 10 * meanB * (b.weights[dimension] - a.weights[dimension]),
    signals: [],
  };
  const [before, after] = [a.windows[dimension], b.windows[dimension]];
  if (!("signals" in before && "signals" in after)) {
    return [{ kind: "evidence", dimension, exact: (meanB - meanA) * perPoint, signals: [] }, weights];
  }
  const had = new Set(before.signals.map((signal) => signal.row));
  const has = new Set(after.signals.map((signal) => signal.row));
  const aged = agedMean(before.signals, after.signals, had) ?? meanA;
  return [
    {
      kind: "ageing",
      dimension,
      exact: (aged - meanA) * perPoint,
      signals: newest(before.signals.filter((signal) => !has.has(signal.row))),
    },
    {
      kind: "signals",
      dimension,
      exact: (meanB - aged) * perPoint,
      signals: newest(after.signals.filter((signal) => !had.has(signal.row))),
    },
    weights,
  ];
}

/** Mean of the signals of A still in B's window, as they weigh there; null if none is left. */
function agedMean(before: readonly KeptSignal[], after: readonly KeptSignal[], had: ReadonlySet<number>): number | null {
  if (before.length === 0 || !after.some((signal) => had.has(signal.row))) return null;
  const { weights, neutral } = weigh(after);
  return meanOf(
    after.map((signal) => signal.value),
    after.map((signal, i) => (had.has(signal.row) ? weights[i]! : 0)),
    neutral,
  );
}

function meanAt(basis: Basis, dimension: Dimension): number {
  const window = basis.windows[dimension];
  return "signals" in window ? windowMean(window.signals) : (window.mean ?? NEUTRAL);
}

const newest = (signals: readonly KeptSignal[]): number[] => signals.map((signal) => signal.row).sort((a, b) => b - a);

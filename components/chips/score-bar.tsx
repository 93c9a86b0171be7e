import { cn } from "@/components/ui/cn";
import { DIMENSIONS } from "@/lib/trust/dimension";
import { DIMENSION_LOOKS } from "./dimension";

/** The band limits as lines on the one axis, 0 to 1000. */
const LIMITS = [300, 500, 700, 900] as const;

type Props = {
  /** Points of the total per dimension in fixed order; null for an unrated agent. */
  points: readonly number[] | null;
  /** Dimensions without a signal: their (neutral) points are hatched, not coloured. */
  missing?: readonly boolean[];
  /** Score in force while a preview is shown: a dotted tick. */
  was?: number | null;
  /** Lines at the band limits. */
  limits?: boolean;
  /** Stopped by a hold or revoked: the bar steps back. */
  muted?: boolean;
  className?: string;
};

const share = (points: number) => `${Math.min(100, Math.max(0, points / 10))}%`;

/**
 * Contributions stacked on a 0–1000 axis that is as wide as its place. The numbers must stand beside it:
 * it is a picture for the eye only.
 */
export function ScoreBar({ points, missing, was, limits = false, muted = false, className }: Props) {
  return (
    <span aria-hidden className={cn("relative flex h-3 w-full items-center", className)}>
      {limits
        ? LIMITS.map((limit) => <span key={limit} className="absolute inset-y-0 w-px bg-line" style={{ left: share(limit) }} />)
        : null}
      {points === null ? (
        <span className="hatch h-3 w-full rounded-[2px]" />
      ) : (
        <span className={cn("relative flex h-3 w-full gap-px", muted ? "opacity-40" : "stale:opacity-45")}>
          {DIMENSIONS.map((dimension, index) => (
            <span
              key={dimension}
              className={cn("h-3 first:rounded-l-[2px] last:rounded-r-[2px]", missing?.[index] && "hatch-segment")}
              style={{
                width: `calc(${share(points[index] ?? 0)} - 1px)`,
                ...(missing?.[index] ? {} : { backgroundColor: DIMENSION_LOOKS[dimension].color }),
              }}
            />
          ))}
        </span>
      )}
      {was === null || was === undefined ? null : (
        <span
          className="absolute top-1/2 h-5.5 -translate-1/2 border-l-2 border-dotted border-preview"
          style={{ left: share(was) }}
        />
      )}
    </span>
  );
}

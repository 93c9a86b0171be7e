import { DIMENSION_LOOKS } from "@/components/chips/dimension";
import { DIMENSIONS } from "@/lib/trust/dimension";
import type { Part } from "./facts";

const LIMITS = [300, 500, 700, 900];

/** Points per dimension on the axis 0–1000 that all agents share; hatched where nothing was measured. */
export function ScoreAxis({ parts, rated }: { parts: readonly (Part | null)[]; rated: boolean }) {
  return (
    <span aria-hidden className="relative flex h-5 min-w-10 grow items-center">
      {LIMITS.map((limit) => (
        <span key={limit} className="absolute inset-y-0 w-px bg-line" style={{ left: `${limit / 10}%` }} />
      ))}
      {rated ? (
        DIMENSIONS.map((dimension, d) => {
          const part = parts[d];
          return (
            <span
              key={dimension}
              className={part?.mean === null ? "hatch relative h-3" : "relative h-3 border-bg border-r"}
              style={{
                width: `${(part?.points ?? 0) / 10}%`,
                ...(part?.mean !== null && { backgroundColor: DIMENSION_LOOKS[dimension].color }),
              }}
            />
          );
        })
      ) : (
        <span className="hatch relative h-3 w-full rounded-1" />
      )}
    </span>
  );
}

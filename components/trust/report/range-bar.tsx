import { cn } from "@/components/ui/cn";
import type { Line } from "./lines";

/** Where the axis 0–1000 has its lines. */
export const AXIS = [0, 300, 500, 700, 900] as const;

/** Lowest to highest on the axis 0–1000, a tick for the average and a dot for now. */
export function Range({ line: { minScore, maxScore, avgScore, currentScore, rated } }: { line: Line }) {
  const share = (score: number) => `${score / 10}%`;
  return (
    <span aria-hidden className="absolute inset-0">
      {AXIS.map((at) => (
        <i key={at} className="absolute inset-y-0 w-px bg-line" style={{ left: share(at) }} />
      ))}
      <span
        className="absolute top-1/2 h-1 min-w-0.5 -translate-y-1/2 rounded-full bg-control stale:opacity-45"
        style={{ left: share(minScore), right: `calc(100% - ${share(maxScore)})` }}
      />
      <i className="absolute top-1/2 h-3 w-0.5 -translate-1/2 bg-ink-2" style={{ left: share(avgScore) }} />
      <i
        className={cn(
          "absolute top-1/2 size-2 -translate-1/2 rounded-full border-[1.5px] border-ink-1",
          rated ? "bg-ink-1" : "bg-bg",
        )}
        style={{ left: share(currentScore) }}
      />
    </span>
  );
}

/** What the marks on the axis mean. */
export function RangeKey() {
  return (
    <p
      aria-hidden
      className="words flex h-7 flex-none items-center gap-4 border-line border-t px-gutter text-12 text-ink-3 phone:hidden"
    >
      <span className="flex items-center gap-1.5">
        <i className="h-1 w-5 rounded-full bg-control" />
        lowest to highest
      </span>
      <span className="flex items-center gap-1.5">
        <i className="h-3 w-0.5 bg-ink-2" />
        average
      </span>
      <span className="flex items-center gap-1.5">
        <i className="size-2 rounded-full bg-ink-1" />
        current
      </span>
    </p>
  );
}

import { cn } from "@/components/ui/cn";
import { tierOf } from "@/lib/registry/tier";

/** The more complete the shape, the higher the tier: cross, triangle, diamond, square, hexagon, circle. */
const SHAPES = [
  "m3 3 8 8M11 3l-8 8",
  "M7 2 13 12.5H1z",
  "M7 .8 13.2 7 7 13.2.8 7z",
  "M2.5 1.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z",
  "M4 1h6l3.5 6-3.5 6H4L.5 7z",
  "M.7 7a6.3 6.3 0 1 0 12.6 0A6.3 6.3 0 1 0 .7 7z",
] as const;

/** The silhouette of a tier (level 0–5) alone: say its letter beside it. */
export function TierGlyph({ level, className }: { level: number; className?: string }) {
  const paint = level === 0 ? { fill: "none", strokeWidth: 2 } : { fill: "currentColor", stroke: "none" };
  return (
    <svg
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden
      className={cn("flex-none", className)}
      style={{ color: `var(--tier-${level})` }}
    >
      <path d={SHAPES[level] ?? SHAPES[0]} stroke="currentColor" {...paint} />
    </svg>
  );
}

/** Tier of the certification (level 0–5): shape, colour and letter. */
export function TierChip({ level, className }: { level: number; className?: string | undefined }) {
  return (
    <span className={cn("inline-flex items-center gap-[5px] align-middle font-semibold whitespace-nowrap", className)}>
      <TierGlyph level={level} />
      {tierOf(level)}
    </span>
  );
}

import { cn } from "@/components/ui/cn";
import { DIMENSION_NAMES, type Dimension } from "@/lib/trust/dimension";

/** How a dimension looks: short name, letter, colour. The order is that of DIMENSIONS. */
export const DIMENSION_LOOKS = {
  policy_compliance: { short: "Policy", letter: "P", color: "var(--dim-p)" },
  resource_efficiency: { short: "Resource", letter: "R", color: "var(--dim-r)" },
  output_quality: { short: "Output", letter: "O", color: "var(--dim-o)" },
  security_posture: { short: "Security", letter: "S", color: "var(--dim-s)" },
  collaboration_health: { short: "Collaboration", letter: "C", color: "var(--dim-c)" },
} as const satisfies Record<Dimension, { short: string; letter: string; color: string }>;

/** 8 px square in the colour of a dimension; its name must stand beside it. */
export function DimensionSwatch({ dimension, className }: { dimension: Dimension; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn("inline-block size-2 shrink-0 rounded-[2px]", className)}
      style={{ background: DIMENSION_LOOKS[dimension].color }}
    />
  );
}

/** Swatch and name. */
export function DimensionName({
  dimension,
  short = false,
  className,
}: {
  dimension: Dimension;
  short?: boolean;
  className?: string;
}) {
  return (
    <span className={cn("words inline-flex min-w-0 items-center gap-1.5", className)}>
      <DimensionSwatch dimension={dimension} />
      <span className="truncate">{short ? DIMENSION_LOOKS[dimension].short : DIMENSION_NAMES[dimension]}</span>
    </span>
  );
}

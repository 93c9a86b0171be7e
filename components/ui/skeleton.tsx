import type { CSSProperties } from "react";
import { cn } from "./cn";

/** A grey bar in the place of what comes; first load only, real widths, no shimmer. */
export function Skeleton({
  width,
  height = 8,
  className,
}: {
  width?: CSSProperties["width"];
  height?: number;
  className?: string;
}) {
  return <span aria-hidden className={cn("block rounded-[2px] bg-selected", className)} style={{ width, height }} />;
}

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

/** In the place of a table with so many rows and its head. */
export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden>
      <div className="h-7 border-line border-b" />
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-row items-center border-line border-b">
          <Skeleton width={320} className="max-w-full" />
        </div>
      ))}
    </div>
  );
}

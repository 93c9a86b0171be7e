import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type Props = { label: string; className?: string; children: ReactNode };

/** A plain table. Where it is wider than its place, the region scrolls and can be scrolled by keyboard. */
export function Table({ label, className, children }: Props) {
  return (
    <section aria-label={label} tabIndex={0} className="relative overflow-x-auto focus-visible:-outline-offset-2">
      <table aria-label={label} className={cn("w-full border-collapse text-left", className)}>
        {children}
      </table>
    </section>
  );
}

type Cell = { numeric?: boolean };

export function Th({ numeric = false, className, scope = "col", ...props }: ComponentProps<"th"> & Cell) {
  return (
    <th
      scope={scope}
      className={cn(
        "words h-7 border-b border-line pr-3 text-12 font-medium whitespace-nowrap text-ink-3 last:pr-0",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

export function Td({ numeric = false, className, ...props }: ComponentProps<"td"> & Cell) {
  return (
    <td
      className={cn(
        "h-row border-b border-line pr-3 whitespace-nowrap last:pr-0 [tr:last-child>&]:border-b-0",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

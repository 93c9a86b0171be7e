import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { NarrowBy } from "./narrowing";
import styles from "./row.module.css";

type Props = { by: NarrowBy; value: string | null; className?: string | undefined; children: ReactNode };

/**
 * A value of a row; a press on it lists the agents that have the same (useRowPress hears it). Not a button: thousands of
 * rows pass by, and the keyboard has the row's menu for it.
 */
export function Value({ by, value, className, children }: Props) {
  if (value === null) return <span className={className}>{children}</span>;
  return (
    <span data-narrow={by} data-value={value} className={cn(styles.value, className)}>
      {children}
    </span>
  );
}

/** The value that was pressed; null where it was something else. */
export function valueAt(target: Element): { by: NarrowBy; value: string } | null {
  const found = target.closest<HTMLElement>("[data-narrow]")?.dataset;
  return found?.narrow === undefined || found.value === undefined ? null : { by: found.narrow as NarrowBy, value: found.value };
}

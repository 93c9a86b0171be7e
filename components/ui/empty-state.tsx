import type { ReactNode } from "react";
import { cn } from "./cn";

type Props = {
  title: string;
  /** When something appears here, or what would match. */
  children?: ReactNode;
  actions?: ReactNode;
  /** `h1` where it is the whole page. */
  heading?: "h1" | "h2";
  className?: string;
};

/** Nothing here: says why, and what brings something. */
export function EmptyState({ title, children, actions, heading: Heading = "h2", className }: Props) {
  return (
    <section className={cn("flex max-w-140 flex-col items-start gap-1", className)}>
      <Heading className="text-16">{title}</Heading>
      {children ? <div className="words text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
    </section>
  );
}

"use client";

import { age, clock, exact, type Instant, relative } from "./format";
import { useNow } from "./now";

type Props = {
  at: Instant;
  /** `age` leaves out "ago": for columns headed "Last". */
  form?: "relative" | "age";
  className?: string;
};

/** How long ago, ticking; the exact time is in the title and in the markup. */
export function TimeAgo({ at, form = "relative", className }: Props) {
  const now = useNow();
  const then = new Date(at).getTime();
  const span = now === null ? null : now - then;
  const text = span === null ? clock(at) : form === "age" ? age(span) : relative(span);
  return (
    <time dateTime={Number.isNaN(then) ? undefined : new Date(then).toISOString()} title={exact(at)} className={className}>
      {text}
    </time>
  );
}

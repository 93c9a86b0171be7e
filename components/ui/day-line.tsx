"use client";

import { day, exact, type Instant } from "./format";
import { useNow } from "./now";

type Props = { at: Instant /** When the line above happened; undefined for the first. */; above: Instant | undefined };

/** Heads the lines of one day in a list by time, so that each of them needs its clock only. Nothing within a day. */
export function DayLine({ at, above }: Props) {
  return above !== undefined && day(above) === day(at) ? null : <Day at={at} />;
}

function Day({ at }: { at: Instant }) {
  const now = useNow();
  return (
    <p className="flex h-7 items-center border-line border-b px-gutter font-medium text-12 text-ink-2">
      {now !== null && day(now) === day(at) ? `Today, ${day(at)}` : exact(at).split(" ").slice(0, 3).join(" ")}
    </p>
  );
}

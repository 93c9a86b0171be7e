"use client";

import { type ReactNode, useEffect, useRef } from "react";

const SETTLES_MS = 600;

/** A number that changes in place: for 600 ms it is heavier, never coloured; with reduced motion it just changes. */
export function Changing({
  value,
  weight = 500,
  className,
  children,
}: {
  value: number | string | null;
  /** The heavier font weight, for numbers that are not regular at rest. */
  weight?: number;
  className?: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLSpanElement>(null);
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    ref.current?.animate({ fontWeight: [`${weight}`, `${weight}`] }, SETTLES_MS);
  }, [value, weight]);
  return (
    <span ref={ref} className={className}>
      {children}
    </span>
  );
}

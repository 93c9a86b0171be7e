"use client";

import { Slot } from "radix-ui";
import { type ReactNode, useEffect, useRef } from "react";
import { listenForHints } from "./hints";

type Side = "top" | "right" | "bottom" | "left";
type Props = { text: string; side?: Side; children: ReactNode };

/** A short hint for something that can be focused. Never the only place of a cause. */
export function Tooltip({ text, side = "top", children }: Props) {
  return (
    <Slot.Root data-hint={text} data-hint-side={side}>
      {children}
    </Slot.Root>
  );
}

/** The one place where hints appear, beside whatever has one. */
export function HintLayer() {
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => (bubble.current ? listenForHints(bubble.current) : undefined), []);
  return (
    <div
      ref={bubble}
      id="hint"
      role="tooltip"
      popover="manual"
      className="words pointer-events-none inset-auto m-0 max-w-72 rounded-2 border-0 bg-accent px-2 py-1 text-12 text-on-accent shadow-overlay open:animate-fade"
    />
  );
}

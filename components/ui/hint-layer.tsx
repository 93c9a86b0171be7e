"use client";

import { useEffect, useRef } from "react";
import { listenForHints } from "./hints";

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

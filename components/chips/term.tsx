"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { TermName } from "./glossary";

// What the words mean comes when somebody asks.
const TermCard = dynamic(() => import("./term-card").then((it) => it.TermCard), { ssr: false });

/** Between the word and its card the pointer may leave both for a moment. */
const LEAVE_MS = 200;
const REST_MS = 300;

type Props = {
  of: TermName;
  /** The word as it stands there. */
  children: ReactNode;
  className?: string;
};

/**
 * A domain word with its explanation: on hover, focus and touch, Esc takes it away. Mark a word where it first appears on a
 * screen, not every time, and never inside of a button or link.
 */
export function Term({ of, children, className }: Props) {
  const word = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);
  const soon = (next: boolean, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), ms);
  };
  const now = (next: boolean) => {
    clearTimeout(timer.current);
    setOpen(next);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the word inside is what is pressed; this only tells where the pointer and the focus are
    <span
      onPointerEnter={({ pointerType }) => pointerType === "mouse" && soon(true, REST_MS)}
      onPointerLeave={({ pointerType }) => pointerType === "mouse" && soon(false, LEAVE_MS)}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && now(false)}
    >
      <button
        ref={word}
        type="button"
        aria-expanded={open}
        data-hint-side="bottom"
        onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && now(true)}
        onClick={() => now(true)}
        className={cn(
          "cursor-help font-[inherit] underline decoration-control decoration-dotted underline-offset-3 [text-align:inherit]",
          className,
        )}
      >
        {children}
      </button>
      {open ? <TermCard of={of} word={word} close={() => now(false)} /> : null}
    </span>
  );
}

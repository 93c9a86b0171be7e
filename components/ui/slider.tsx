"use client";

import { Slider as Radix } from "radix-ui";
import type { CSSProperties, KeyboardEvent } from "react";
import { cn } from "./cn";

type Props = {
  /** Name of what is set; stands on the handle for screen readers. */
  label: string;
  value: number;
  min?: number;
  max: number;
  step?: number;
  /** Step of the arrows with Shift. */
  bigStep?: number;
  /** Follows the pointer, once per input event. */
  onValueChange: (value: number) => void;
  /** The pointer let go or a key was pressed. */
  onValueCommit?: (value: number) => void;
  /** Colour of the part below the handle: a CSS colour, usually a variable. */
  hue?: string;
  /** A dotted tick at the value in force, left out where it equals the value. */
  mark?: number | null;
  /** Square handle that does not move but can still be focused and unlocked. */
  locked?: boolean;
  /** The key L. */
  onLockToggle?: () => void;
  valueText?: string;
  className?: string;
};

const THUMB = 14;
const KEYS: Record<string, 1 | -1> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** Left edge of something centred on a value: the handle stays inside the track, so its middle runs half a handle less far at both ends. */
function centre(share: number): string {
  return `calc(${share * 100}% + ${(THUMB / 2) * (1 - 2 * share)}px)`;
}

/** One handle on a 4 px track. Arrows move by `step`, with Shift by `bigStep`, L asks to lock. */
export function Slider({
  label,
  value,
  min = 0,
  max,
  step = 1,
  bigStep = 5,
  onValueChange,
  onValueCommit,
  hue = "var(--accent)",
  mark,
  locked = false,
  onLockToggle,
  valueText,
  className,
}: Props) {
  const share = (at: number) => Math.min(1, Math.max(0, (at - min) / (max - min)));

  function press(event: KeyboardEvent) {
    if (event.key.toLowerCase() === "l" && onLockToggle && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      onLockToggle();
      return;
    }
    const direction = KEYS[event.key];
    if (!direction || !event.shiftKey) return;
    event.preventDefault();
    if (locked) return;
    const next = Math.min(max, Math.max(min, value + direction * bigStep));
    onValueChange(next);
    onValueCommit?.(next);
  }

  return (
    <Radix.Root
      className={cn(
        "relative flex h-4 w-full touch-none items-center select-none phone:h-9",
        locked ? "cursor-not-allowed" : "cursor-pointer",
        className,
      )}
      style={{ "--hue": hue } as CSSProperties}
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => {
        if (!locked && next !== undefined) onValueChange(next);
      }}
      onValueCommit={([next]) => {
        if (!locked && next !== undefined) onValueCommit?.(next);
      }}
      onKeyDown={press}
    >
      <Radix.Track className="relative h-1 grow overflow-hidden rounded-full bg-line-strong">
        <Radix.Range className="absolute h-full bg-(--hue)" />
      </Radix.Track>
      {mark !== null && mark !== undefined && mark !== value ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-1/2 h-4 -translate-1/2 border-l-2 border-dotted border-preview"
          style={{ left: centre(share(mark)) }}
        />
      ) : null}
      <Radix.Thumb
        aria-label={label}
        aria-readonly={locked || undefined}
        aria-valuetext={valueText}
        className={cn(
          "relative block size-3.5 border-2 bg-bg before:absolute before:-inset-2.5 before:content-['']",
          locked ? "rounded-1 border-control" : "rounded-full border-ink-1",
        )}
      />
    </Radix.Root>
  );
}

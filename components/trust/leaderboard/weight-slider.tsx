"use client";

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useId, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { Stable } from "./stability";
import styles from "./weight-slider.module.css";

type Props = {
  label: string;
  /** All in percent. */
  value: number;
  inForce: number;
  max: number;
  valueText: string;
  hue: string;
  /** Square handle that can be focused and unlocked but not moved. */
  locked: boolean;
  stable: Stable | null;
  /** The pointer wants this value, in whole percent. */
  onMove: (percent: number) => void;
  /** A key wants it changed by so much. */
  onStep: (percent: number) => void;
  /** The pointer let go, or the key. */
  onRest: () => void;
  onLock: () => void;
};

/** Width of the handle, px; as in the style sheet. */
const THUMB = 14;
const STEPS: Record<string, 1 | -1> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const BIG_STEP = 5;

/**
 * A slider that costs three attributes to move: in a drag all five move at once, at every frame. Arrows 1, with Shift 5,
 * Home, End; L asks to lock.
 */
export function WeightSlider({
  label,
  value,
  inForce,
  max,
  valueText,
  hue,
  locked,
  stable,
  onMove,
  onStep,
  onRest,
  onLock,
}: Props) {
  const thumb = useRef<HTMLSpanElement>(null);
  const hint = useId();
  const share = (percent: number) => Math.min(1, Math.max(0, percent / max));

  function drag(event: PointerEvent<HTMLDivElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || locked) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onMove(Math.round(share(((event.clientX - left - THUMB / 2) / (width - THUMB)) * max) * max));
  }

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (event.key.toLowerCase() === "l") onLock();
    else if (locked) return;
    else if (step) onStep(step * (event.shiftKey ? BIG_STEP : 1));
    else if (event.key === "Home") onMove(0);
    else if (event.key === "End") onMove(max);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className={cn(styles.slider, locked && styles.locked)}
      style={{ "--hue": hue, "--at": share(value), "--mark": share(inForce) } as CSSProperties}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // Else the browser would take the focus away and begin to select text.
        event.preventDefault();
        thumb.current?.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
      onLostPointerCapture={onRest}
    >
      <span className={styles.track} />
      {stable && (stable.low > 0 || stable.high < max) ? (
        <span className={styles.stable} style={{ "--low": share(stable.low), "--high": share(stable.high) } as CSSProperties} />
      ) : null}
      {inForce === value ? null : <span className={styles.mark} />}
      <span
        ref={thumb}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={valueText}
        aria-readonly={locked || undefined}
        aria-describedby={stable ? hint : undefined}
        className={styles.thumb}
        onKeyDown={press}
        onKeyUp={onRest}
      />
      {stable ? (
        <span id={hint} className={cn("words", styles.hint)}>
          {stable.words}
        </span>
      ) : null}
    </div>
  );
}

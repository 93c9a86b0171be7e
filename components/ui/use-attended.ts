"use client";

import { type FocusEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { TOUCH_HOLD_MS } from "./touch-hold";

type Attended = {
  /** The pointer is over the element, a finger was just there, or the focus is in it: what it shows holds still. */
  attended: boolean;
  /** As if nobody were there, until somebody is again. */
  release: () => void;
  /** For the element. */
  watch: {
    onPointerOver: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerLeave: (event: PointerEvent<HTMLElement>) => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
};

/** Whether somebody is at an element, with pointer or keyboard. A window that was opened from there is not in it. */
export function useAttended(): Attended {
  const element = useRef<HTMLElement>(null);
  const touched = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);

  // What goes with the focus in it says nothing: then the focus is next heard of elsewhere.
  useEffect(() => {
    if (!focused) return;
    const look = () => setFocused(element.current?.contains(document.activeElement) ?? false);
    document.addEventListener("focusin", look);
    return () => document.removeEventListener("focusin", look);
  }, [focused]);

  const point = ({ currentTarget, target }: PointerEvent<HTMLElement>) => {
    clearTimeout(touched.current);
    setPointed(currentTarget.contains(target as Node));
  };

  return {
    attended: pointed || focused,
    release: () => {
      setPointed(false);
      setFocused(false);
    },
    watch: {
      // What comes to lie under a pointer that rests is told by the first alone.
      onPointerOver: point,
      onPointerMove: point,
      onPointerLeave: ({ pointerType }) => {
        if (pointerType !== "touch") setPointed(false);
        else touched.current = setTimeout(() => setPointed(false), TOUCH_HOLD_MS);
      },
      onFocus: ({ currentTarget, target }) => {
        element.current = currentTarget;
        setFocused(currentTarget.contains(target));
      },
      // Later: what is drawn anew takes the focus along.
      onBlur: ({ currentTarget }) => void setTimeout(() => setFocused(currentTarget.contains(document.activeElement))),
    },
  };
}

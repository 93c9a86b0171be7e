"use client";

import { type RefObject, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

type Options = {
  /** How many rows there are. */
  count: number;
  /** Px, of every row. */
  rowHeight: number;
  /** Px between the top of what scrolls and the first row. */
  offset: number;
  /** Rows drawn beyond either edge, so that scrolling shows no gap. */
  overscan: number;
};

/**
 * Places of the rows to draw, ascending: those in view of the parent of `body`, which scrolls, and some around them.
 * Empty until the parent was measured.
 */
export function useRowsInView(body: RefObject<HTMLElement | null>, { count, rowHeight, offset, overscan }: Options): number[] {
  const [view, setView] = useState({ first: 0, end: 0 });

  useLayoutEffect(() => {
    const scroller = body.current?.parentElement;
    if (!scroller) return;
    const measure = () => {
      const top = scroller.scrollTop - offset;
      const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
      const end = scroller.clientHeight === 0 ? first : Math.ceil((top + scroller.clientHeight) / rowHeight) + overscan;
      setView((old) => (old.first === first && old.end === end ? old : { first, end }));
    };
    // At once: rows that come a frame later would be seen missing.
    const scrolled = () => flushSync(measure);
    const sized = new ResizeObserver(measure);
    measure();
    sized.observe(scroller);
    scroller.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      sized.disconnect();
      scroller.removeEventListener("scroll", scrolled);
    };
  }, [body, rowHeight, offset, overscan]);

  const end = Math.min(view.end, count);
  return Array.from({ length: Math.max(0, end - view.first) }, (_, i) => view.first + i);
}

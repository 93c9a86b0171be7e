"use client";

import { useEffect } from "react";

const ROW = "li, tr, [role=row]";
const STOPS = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex]:not([tabindex='-1'])";

/** Where the focus goes when the row it was in leaves its list: the next row, the one before, or else the page. */
function neighbour({ nextSibling, previousSibling }: MutationRecord): HTMLElement | null {
  for (const sibling of [nextSibling, previousSibling]) {
    const stop = sibling instanceof Element && sibling.isConnected ? sibling.querySelector<HTMLElement>(STOPS) : null;
    if (stop) return stop;
  }
  return document.getElementById("main");
}

/** Keeps the focus from falling out of the page when a live update takes away the row it is in. */
export function FocusKeeper() {
  useEffect(() => {
    let focused: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      focused = target instanceof Element ? target : null;
    };
    const observer = new MutationObserver((records) => {
      // What lost the focus otherwise lost it to something.
      if (!focused || focused.isConnected || document.activeElement !== document.body) return;
      const row = focused.closest(ROW);
      const left = records.find(({ removedNodes }) => row !== null && [...removedNodes].includes(row));
      focused = null;
      if (left) neighbour(left)?.focus({ preventScroll: true });
    });
    const main = document.getElementById("main");
    document.addEventListener("focusin", remember);
    if (main) observer.observe(main, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", remember);
    };
  }, []);
  return null;
}

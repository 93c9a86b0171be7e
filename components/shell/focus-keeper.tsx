"use client";

import { useEffect } from "react";

const ROW = "li, tr, [role=row]";
const STOPS = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex]:not([tabindex='-1'])";

/** Something to focus in the row after the one that left, or in the one before. */
function neighbour({ nextSibling, previousSibling }: MutationRecord): HTMLElement | null {
  for (const sibling of [nextSibling, previousSibling]) {
    const stop = sibling instanceof Element && sibling.isConnected ? sibling.querySelector<HTMLElement>(STOPS) : null;
    if (stop) return stop;
  }
  return null;
}

/**
 * Keeps the focus from falling out of the page when a live update takes away what has it: from a row it goes to the next
 * one, from anything else to the page, so that Tab goes on from there.
 */
export function FocusKeeper() {
  useEffect(() => {
    const main = document.getElementById("main");
    if (!main) return;
    let focused: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      focused = target instanceof Element && main.contains(target) ? target : null;
    };
    const observer = new MutationObserver((records) => {
      if (!focused || focused.isConnected) return;
      const row = focused.closest(ROW);
      focused = null;
      // Something else has it by now.
      if (document.activeElement !== document.body) return;
      const left = records.find(({ removedNodes }) => row !== null && [...removedNodes].includes(row));
      const next = (left && neighbour(left)) ?? main;
      next.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", remember);
    observer.observe(main, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", remember);
    };
  }, []);
  return null;
}

"use client";

import { useEffect } from "react";

const ROW = "li, tr, [role=row]";
const STOPS = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex]:not([tabindex='-1'])";

/** Something to focus in the row itself, or where it has left in the one after it, or in the one before. */
function stopNear(row: Element, records: readonly MutationRecord[]): HTMLElement | null {
  const left = records.find(({ removedNodes }) => [...removedNodes].includes(row));
  for (const near of [row, left?.nextSibling, left?.previousSibling]) {
    const stop = near instanceof Element && near.isConnected ? near.querySelector<HTMLElement>(STOPS) : null;
    if (stop) return stop;
  }
  return null;
}

/**
 * Keeps the focus from falling out of the page when a live update takes away what has it: it stays in the row, goes to the
 * next one where the row has left, and from anything else to the page, so that Tab goes on from there.
 */
export function FocusKeeper() {
  useEffect(() => {
    const main = document.getElementById("main");
    if (!main) return;
    let focused: Element | null = null;
    let row: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      focused = target instanceof Element && main.contains(target) ? target : null;
      row = focused?.closest(ROW) ?? null;
    };
    // It goes somewhere else by itself, and what had it may leave on the way; or somebody let go of what stays.
    const forget = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget) focused = null;
      else
        queueMicrotask(() => {
          if (target === focused && focused?.isConnected && document.hasFocus()) focused = null;
        });
    };
    const observer = new MutationObserver((records) => {
      if (!focused || focused.isConnected) return;
      focused = null;
      // Something else has it by now.
      if (document.activeElement !== document.body) return;
      const next = (row && stopNear(row, records)) ?? main;
      next.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", remember);
    document.addEventListener("focusout", forget, true);
    observer.observe(main, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", remember);
      document.removeEventListener("focusout", forget, true);
    };
  }, []);
  return null;
}

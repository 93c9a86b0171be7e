"use client";

import { useSyncExternalStore } from "react";

/** Whether a media query holds, such as `(width <= 720px)`; false on the server and until the page is alive. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

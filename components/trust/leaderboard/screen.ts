import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from "react";

const PHONE = "(width <= 720px)";

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the screen is at most 720 px wide; false on the server. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => false,
  );
}

const COMFORTABLE = 36;

/** Height of a row as the style sheet has it (density, phone), px, measured on an element of that height. */
export function useRowHeight(ruler: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(COMFORTABLE);
  useLayoutEffect(() => {
    const element = ruler.current;
    if (!element) return;
    const measure = () => setHeight(element.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ruler]);
  return height;
}

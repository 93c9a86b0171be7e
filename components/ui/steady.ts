"use client";

import { useEffect, useRef, useState } from "react";

/** The value as it was at most `ms` ago: what is drawn from live data repaints twice a second, however fast that changes. */
export function useSteady<T>(value: T, ms = 500): T {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        last.current = Date.now();
        setShown(value);
      },
      Math.max(0, last.current + ms - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [value, ms]);
  return shown;
}

/** The value as it was when `held` began; what someone points at or reads does not move under them. */
export function useHeld<T>(value: T, held: boolean): T {
  const [kept, setKept] = useState<{ value: T } | null>(null);
  if (held !== (kept !== null)) setKept(held ? { value } : null);
  return held && kept ? kept.value : value;
}

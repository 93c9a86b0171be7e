import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether a place, such as the top of a list, has left the screen upwards. */
export function useScrolledPast(): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [past, setPast] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new IntersectionObserver(([seen]) =>
      setPast(seen !== undefined && !seen.isIntersecting && seen.boundingClientRect.top < 0),
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, past];
}

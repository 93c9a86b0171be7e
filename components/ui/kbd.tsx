import type { ReactNode } from "react";
import { cn } from "./cn";
import { keyCaps } from "./key-names";

/** A key that exists. Inside a filled button it takes the button's ink. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "words inline-block min-w-4 rounded-1 border border-line-strong px-1 text-center font-sans text-11 font-medium text-ink-3",
        className,
      )}
    >
      {children}
    </kbd>
  );
}

/** What is pressed for a key as `useKey` calls it ("g a", "mod+k"). Stands only where the browser draws: keys differ by system. */
export function Keys({ of }: { of: string }) {
  return (
    <span className="inline-flex gap-1">
      {keyCaps(of).map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </span>
  );
}

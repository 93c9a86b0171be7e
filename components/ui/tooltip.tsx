"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** One provider around the whole application, so that moving between hints does not wait again. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={400}>{children}</Radix.Provider>
);

type Props = { text: ReactNode; side?: "top" | "right" | "bottom" | "left"; children: ReactNode };

/** A short hint for something that can be focused. Never the only place of a cause. */
export function Tooltip({ text, side = "top", children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="words z-50 max-w-72 rounded-2 bg-accent px-2 py-1 text-12 text-on-accent shadow-overlay data-[state=delayed-open]:animate-fade"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

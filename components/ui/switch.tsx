"use client";

import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** On or off, at once. Give it a name: `aria-label`, or `id` with a label. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-control bg-bg transition-colors duration-80",
        "before:absolute before:-inset-2.5 before:content-[''] data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:border-line disabled:bg-sunken",
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-3 translate-x-0.5 rounded-full bg-control transition-transform duration-80 data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
}

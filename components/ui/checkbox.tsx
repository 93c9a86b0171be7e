"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** 14 px; the area that takes the pointer is larger. Give it a name: `aria-label`, or a label around it. */
export function Checkbox({ className, checked, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      checked={checked}
      className={cn(
        "relative inline-flex size-3.5 shrink-0 items-center justify-center rounded-1 border border-control bg-bg text-on-accent",
        "before:absolute before:-inset-2 before:content-[''] phone:size-5",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        "disabled:border-line-strong disabled:bg-sunken",
        className,
      )}
      {...props}
    >
      <Radix.Indicator>
        {checked === "indeterminate" ? <Minus className="size-3" /> : <Check className="size-3" />}
      </Radix.Indicator>
    </Radix.Root>
  );
}

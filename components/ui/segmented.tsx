"use client";

import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

type Props<Value extends string> = {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  /** `count` stands lighter behind the name. */
  options: readonly { value: Value; label: string; count?: ReactNode }[];
  className?: string;
};

/** One of a few views or ranges, side by side; the arrows move. */
export function Segmented<Value extends string>({ label, value, onValueChange, options, className }: Props<Value>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className={cn("flex gap-0.5", className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="inline-flex h-7 items-center gap-1.5 rounded-2 px-2 font-medium whitespace-nowrap text-ink-2 hover:bg-hover data-[state=checked]:bg-selected data-[state=checked]:text-ink-1 phone:h-9 phone:px-3"
        >
          {option.label}
          {option.count !== undefined ? <span className="figures font-normal text-ink-3">{option.count}</span> : null}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

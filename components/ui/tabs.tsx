"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Tab = { value: string; label: ReactNode; panel: ReactNode };

type Props = { label: string; tabs: readonly Tab[]; value: string; onValueChange: (value: string) => void; className?: string };

/** Panels of one thing, one at a time. */
export function Tabs({ label, tabs, value, onValueChange, className }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onValueChange} className={className}>
      <Radix.List aria-label={label} className="flex gap-5 border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(
              "-mb-px flex h-9 items-center border-b-2 border-transparent font-medium text-ink-2",
              "data-[state=active]:border-accent data-[state=active]:text-ink-1",
            )}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value}>
          {tab.panel}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

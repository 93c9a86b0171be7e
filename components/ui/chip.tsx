import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn";

const chip = cva(
  "words inline-flex h-5 w-fit max-w-full items-center gap-1 rounded-1 border px-1.5 text-12 font-medium whitespace-nowrap [&>.lucide]:size-3 [&>.lucide]:[stroke-width:3.25]",
  {
    variants: {
      tone: {
        neutral: "border-line-strong text-ink-2",
        muted: "border-transparent bg-hover text-ink-2",
        warn: "border-transparent bg-warn-bg text-warn",
        bad: "border-transparent bg-bad-bg text-bad",
        open: "border-dotted border-control text-ink-2",
        preview: "border-dashed border-preview text-preview",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type ChipTone = NonNullable<VariantProps<typeof chip>["tone"]>;

type Props = { tone?: ChipTone; icon?: ReactNode; title?: string; className?: string; children: ReactNode };

/** 20 px. Amber = at risk or stale, red = stopped or failed, dotted = unrated or open, dashed blue = preview only. */
export function Chip({ tone, icon, title, className, children }: Props) {
  return (
    <span className={cn(chip({ tone }), className)} title={title}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

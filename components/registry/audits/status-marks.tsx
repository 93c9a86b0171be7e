import { ArrowDown, ArrowUp, Ban, Check, CircleDot, LoaderCircle, X } from "lucide-react";
import type { ReactNode } from "react";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import type { AuditStatus } from "@/lib/registry/audit";
import type { Outcome } from "./outcome";
import { STATUS_NAMES } from "./words";

const LOOKS = {
  queued: { tone: "neutral" },
  running: { tone: "muted", icon: <LoaderCircle aria-hidden className="motion-safe:animate-spin" /> },
  passed: { tone: "neutral", icon: <Check aria-hidden /> },
  failed: { tone: "bad", icon: <X aria-hidden /> },
  inconclusive: { tone: "open" },
  cancelled: { tone: "neutral", icon: <Ban aria-hidden /> },
} as const satisfies Record<AuditStatus, { tone: ChipTone; icon?: ReactNode }>;

/** How an audit stands. */
export function AuditStatusChip({ status }: { status: AuditStatus }) {
  const { tone, ...look } = LOOKS[status];
  return (
    <Chip tone={tone} icon={"icon" in look ? look.icon : undefined}>
      {STATUS_NAMES[status]}
    </Chip>
  );
}

const MARKS = {
  kept: <Check className="size-3 text-ink-3" aria-hidden />,
  up: <ArrowUp className="size-3 text-ink-3" aria-hidden />,
  down: <ArrowDown className="size-3 text-ink-3" aria-hidden />,
  failed: <X className="size-3 text-bad" aria-hidden />,
  open: <CircleDot className="size-3 text-ink-3" aria-hidden />,
  cancelled: <Ban className="size-3 text-ink-3" aria-hidden />,
} as const satisfies Record<Outcome["mark"], ReactNode>;

/** The sign of what an audit came to; say it in words beside it. */
export function OutcomeMark({ mark }: { mark: Outcome["mark"] }) {
  return MARKS[mark];
}

type BarProps = { done: number; total: number; label: string; className?: string };

/** How much is done. The whole may grow while it runs. */
export function ProgressBar({ done, total, label, className }: BarProps) {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, total)}
      aria-valuenow={done}
      aria-valuetext={`${done} of ${total}`}
      className={cn("block h-1 w-full overflow-hidden rounded-full bg-line-strong", className)}
    >
      <span
        data-progress
        className="block h-full origin-left bg-ink-1 transition-transform duration-200"
        style={{ transform: `scaleX(${total === 0 ? 0 : Math.min(1, done / total)})` }}
      />
    </span>
  );
}

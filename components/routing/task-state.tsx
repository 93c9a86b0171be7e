"use client";

import { Check, Clock3, Play, TimerOff, X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { duration, integer } from "@/components/ui/format";
import { useNow } from "@/components/ui/now";
import type { Task, TaskStatus } from "@/lib/routing/task-shape";
import { STATUS_NAMES } from "./decision-words";

const LOOKS = {
  posted: { icon: Clock3, look: "text-ink-2" },
  assigned: { icon: Clock3, look: "text-ink-2" },
  running: { icon: Play, look: "text-ink-2" },
  completed: { icon: Check, look: "" },
  failed: { icon: X, look: "text-bad" },
  expired: { icon: TimerOff, look: "text-warn" },
} as const satisfies Record<TaskStatus, { icon: typeof Check; look: string }>;

/** How a task stands, with how long it took or has left. */
export function TaskState({ task }: { task: Task }) {
  const last = task.attempts.at(-1);
  return (
    <TaskStatusMark status={task.status}>
      {task.finishedAt && last?.durationMs != null ? ` in ${took(last.durationMs)}` : ""}
      <Left task={task} />
    </TaskStatusMark>
  );
}

/** How long a task took, ms in; most of those of a program take less than a second. */
export function took(ms: number): string {
  return ms < 1000 ? `${integer(ms)}\u00a0ms` : duration(ms);
}

/** A task's status as icon and word, with what else is to be said of it. */
export function TaskStatusMark({ status, children }: { status: TaskStatus; children?: ReactNode }) {
  const { icon: Icon, look } = LOOKS[status];
  return (
    <span className={cn("inline-flex items-baseline gap-1.5 whitespace-nowrap", look)}>
      <Icon aria-hidden className="size-3 self-center" />
      {STATUS_NAMES[status]}
      {children}
    </span>
  );
}

/** How long the present state may last. */
function Left({ task: { expiresAt } }: { task: Task }) {
  const now = useNow();
  if (expiresAt === null || now === null) return null;
  const left = Date.parse(expiresAt) - now;
  return (
    <span className="figures text-ink-3">
      {left > 0 ? `expires in ${left < 60_000 ? duration(left) : withSeconds(left)}` : "expires now"}
    </span>
  );
}

/** Under an hour a countdown shows its seconds. */
function withSeconds(ms: number): string {
  if (ms >= 3_600_000) return duration(ms);
  return `${duration(Math.floor(ms / 60_000) * 60_000)} ${duration(ms % 60_000)}`;
}

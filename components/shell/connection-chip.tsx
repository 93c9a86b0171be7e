"use client";

import { Clock, Play, RefreshCw, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import type { Phase } from "@/components/live/connection";
import { type ConnectionState, usePaused } from "@/components/live/live-provider";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { PauseIcon } from "@/components/ui/pause-icon";
import { useKey } from "@/components/ui/use-key";

function Dot({ open = false }: { open?: boolean }) {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true" className="shrink-0">
      {open ? (
        <circle cx="4" cy="4" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      ) : (
        <circle cx="4" cy="4" r="4" fill="currentColor" />
      )}
    </svg>
  );
}

const LOOKS = {
  live: { sign: <Dot />, className: "text-live", age: "text-ink-3" },
  "catching-up": { sign: <RefreshCw className="size-3" aria-hidden />, className: "bg-hover text-ink-2", age: "text-ink-3" },
  delayed: { sign: <Clock className="size-3" aria-hidden />, className: "bg-warn-bg text-warn", age: "" },
  offline: { sign: <WifiOff className="size-3" aria-hidden />, className: "bg-bad-bg text-bad", age: "" },
  paused: { sign: <PauseIcon className="size-3" />, className: "bg-hover text-ink-2", age: "text-ink-3" },
  connecting: { sign: <Dot open />, className: "bg-hover text-ink-2", age: "text-ink-3" },
} as const satisfies Record<Phase, { sign: ReactNode; className: string; age: string }>;

/** State of the connection and age of the data. Only a change of state is announced, not every second. */
export function ConnectionChip({ connection }: { connection: ConnectionState }) {
  const { phase, word, detail } = connection;
  const look = LOOKS[phase];
  return (
    <>
      <span
        data-phase={phase}
        className={cn(
          "words inline-flex h-7 min-w-0 items-center gap-2 rounded-2 px-2 font-medium whitespace-nowrap",
          look.className,
        )}
      >
        {look.sign}
        {word}
        {detail ? <span className={cn("figures truncate font-normal", look.age)}>{detail}</span> : null}
      </span>
      <span role="status" className="sr-only">
        Connection: {word}
      </span>
    </>
  );
}

/** Holds the page still, and lets it go on. */
export function PauseButton() {
  const { paused, setPaused } = usePaused();
  const label = paused ? "Resume live updates" : "Pause live updates";
  useKey("p", "Pause or resume live updates", () => setPaused(!paused));
  return (
    <IconButton label={label} aria-pressed={paused} aria-keyshortcuts="p" onClick={() => setPaused(!paused)}>
      {paused ? <Play /> : <PauseIcon />}
    </IconButton>
  );
}

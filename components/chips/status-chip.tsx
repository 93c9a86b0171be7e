import { Ban, Clock, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { PauseIcon } from "@/components/ui/pause-icon";
import type { Status, StatusKind } from "./status";

const LOOKS = {
  revoked: { tone: "bad", icon: <Ban aria-hidden /> },
  hold: { tone: "bad", icon: <PauseIcon /> },
  at_risk: { tone: "warn", icon: <TriangleAlert aria-hidden /> },
  silent: { tone: "warn", icon: <Clock aria-hidden /> },
  unrated: { tone: "open", icon: null },
} as const satisfies Record<Exclude<StatusKind, "active" | "idle">, { tone: ChipTone; icon: ReactNode }>;

/** Standing of an agent: plain text when fine, one chip when not. */
export function StatusChip({ status, className }: { status: Status; className?: string }) {
  if (status.kind === "active" || status.kind === "idle") return <span className="words text-12 text-ink-3">{status.text}</span>;
  const { tone, icon } = LOOKS[status.kind];
  return (
    <Chip tone={tone} icon={icon} {...(className ? { className } : {})}>
      {status.text}
    </Chip>
  );
}

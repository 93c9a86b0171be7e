import type { ReactNode } from "react";
import { BandChip } from "@/components/chips/band-chip";
import { PlainText } from "@/components/chips/plain-text";
import { StatusChip } from "@/components/chips/status-chip";
import { TierChip } from "@/components/chips/tier-chip";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { decimal, integer, NO_VALUE, signed } from "@/components/ui/format";
import { tierOf } from "@/lib/registry/tier";
import { BANDS } from "@/lib/trust/band";
import { DIMENSIONS } from "@/lib/trust/dimension";
import type { Column } from "./columns";
import { heldValue } from "./narrowing";
import type { RowProps } from "./row";
import { Value } from "./value";

type ScoreProps = Pick<RowProps, "score" | "rated" | "previewing" | "scoreInForce"> & { off: boolean };

export function Score({ score, rated, previewing, scoreInForce, off }: ScoreProps) {
  const changed = previewing && rated && score !== scoreInForce;
  return (
    <span
      role="cell"
      className={cn(
        "text-right text-14 font-semibold phone:text-16",
        (off || !rated) && "text-ink-3",
        changed && "underline decoration-preview decoration-dashed decoration-1 underline-offset-3",
      )}
    >
      {rated ? integer(score) : NO_VALUE}
    </span>
  );
}

/** One of a row's further columns. */
export function Cell({ column, row }: { column: Exclude<Column, "bar" | "score">; row: RowProps }) {
  switch (column) {
    case "delta24h":
      return <Plain className="text-right text-ink-2">{row.rated ? signed(row.delta24h) : ""}</Plain>;
    case "band":
      return (
        <span role="cell" className="min-w-0">
          <Band {...row} />
        </span>
      );
    case "tier":
      return (
        <span role="cell">
          <Tier level={row.tier} />
        </span>
      );
    case "heldBy":
      return (
        <Plain className="whitespace-nowrap text-ink-3">
          <HeldBy heldBy={row.heldBy} />
        </Plain>
      );
    case "tierDropAt":
      return <Plain className={cn("text-right", row.dropsSoon ? "font-medium text-warn" : "text-ink-2")}>{row.dropsIn}</Plain>;
    case "signals":
      return (
        <Plain className="grid grid-cols-[1fr_24px] gap-2 text-right">
          <span>{integer(row.signals)}</span>
          <span className={row.coverage === DIMENSIONS.length ? "text-ink-3" : "font-medium"}>
            {row.coverage}/{DIMENSIONS.length}
          </span>
        </Plain>
      );
    case "lastSignalAt":
      return <Plain className={cn("text-right", row.silent ? "text-warn" : "text-ink-2 stale:text-warn")}>{row.lastAge}</Plain>;
    case "status":
      return (
        <span role="cell" className="flex min-w-0 items-center">
          <Standing {...row} />
        </span>
      );
    case "model":
      return (
        <Plain className="min-w-0 truncate text-ink-2">
          <Value by="model" value={row.model} className="words">
            <PlainText text={row.model} />
          </Value>
        </Plain>
      );
    default: {
      const mean = [row.p, row.r, row.o, row.s, row.c][DIMENSIONS.indexOf(column)] ?? Number.NaN;
      return (
        <Plain className={cn("text-right", Number.isNaN(mean) ? "text-ink-3" : "text-ink-2")}>
          {Number.isNaN(mean) ? "no data" : decimal(mean)}
        </Plain>
      );
    }
  }
}

function Plain({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span role="cell" className={cn("text-12", className)}>
      {children}
    </span>
  );
}

export function Band({
  rated,
  level,
  levelInForce,
  previewing,
}: Pick<RowProps, "rated" | "level" | "levelInForce" | "previewing">) {
  const band = rated ? (BANDS[level]?.band ?? null) : null;
  return (
    <Value by="band" value={band}>
      <BandChip band={band} preview={previewing && rated && level !== levelInForce} className="text-12" />
    </Value>
  );
}

function Tier({ level }: { level: number }) {
  return (
    <Value by="tier" value={tierOf(level)}>
      <TierChip level={level} className="text-12" />
    </Value>
  );
}

function HeldBy({ heldBy }: Pick<RowProps, "heldBy">) {
  return (
    <Value by="held" value={heldValue(heldBy)}>
      {heldBy === null ? "not certified" : heldBy === "" ? NO_VALUE : heldBy}
    </Value>
  );
}

export function Standing({
  status,
  statusText,
  wouldRevoke,
  rated,
}: Pick<RowProps, "status" | "statusText" | "wouldRevoke" | "rated">) {
  if (wouldRevoke) {
    return (
      <Chip tone="bad" className="border-dashed border-bad bg-transparent">
        Would be revoked
      </Chip>
    );
  }
  return (
    <Value by="status" value={status} className="flex min-w-0">
      {/* What an unrated agent lacks is said in words; its chip stands in the place of the band. */}
      {!rated && status === "unrated" ? (
        <span className="words truncate text-12 text-ink-3">{statusText}</span>
      ) : (
        <StatusChip status={{ kind: status, text: statusText }} />
      )}
    </Value>
  );
}

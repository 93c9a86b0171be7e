import { TierChip } from "@/components/chips/tier-chip";
import { cn } from "@/components/ui/cn";
import { decimal, integer, percent } from "@/components/ui/format";
import { TIERS } from "@/lib/registry/tier";
import type { DecidedCandidate } from "@/lib/routing/decision-shape";
import { PARTS, pointsOf, signedThousandths } from "./decision-words";

type Part = (typeof PARTS)[number];

/** One part of a candidate's score as a bar of 0–1 with its figure, and what it adds to the combined score. */
export function PartBar({ candidate, part, className }: { candidate: DecidedCandidate; part: Part; className?: string }) {
  const value = candidate[part.of];
  return (
    <span className={cn("grid grid-cols-[minmax(0,1fr)_26px] items-center gap-x-1.5 max-wide:grid-cols-1", className)}>
      <span
        aria-hidden
        className={cn("block h-2 overflow-hidden rounded-[1px] max-wide:hidden", candidate.won ? "bg-line-strong" : "bg-line")}
      >
        <span
          className={cn("block h-2 stale:opacity-45", candidate.won ? "bg-ink-1" : "bg-ink-3")}
          style={{ width: percentWidth(value) }}
        />
      </span>
      <span className="figures text-right text-12 max-wide:text-left">
        {value === undefined ? "–" : decimal(value, 2).replace(/^0\./, ".")}
      </span>
      <span className="figures text-11 wide:col-span-2 leading-[14px] text-ink-3">
        <span className="sr-only">adds </span>
        {signedThousandths(candidate.points[part.part])}
      </span>
    </span>
  );
}

const percentWidth = (share: number | undefined) => `${Math.max(0, Math.min(1, share ?? 0)) * 100}%`;

/** What the combined score is made of, in one bar of 0–1: a segment per part, in their order. */
export function CombinedBar({ candidate, className }: { candidate: DecidedCandidate; className?: string }) {
  return (
    <span aria-hidden className={cn("flex h-2 gap-px overflow-hidden rounded-[1px] bg-line", className)}>
      {PARTS.map(({ part }, i) => (
        <span
          key={part}
          className={cn("block h-2 stale:opacity-45", candidate.won ? "bg-ink-1" : "bg-ink-3")}
          style={{ width: percentWidth(candidate.points[part] / 1000), opacity: 1 - i * 0.17 }}
        />
      ))}
    </span>
  );
}

/** The head of a part's column: its name and weight. */
export function PartHead({ part, weight }: { part: Part; weight: number }) {
  return (
    <span data-hint={part.means}>
      <span className="max-wide:hidden">{part.name}</span>
      <span className="wide:hidden">{part.short}</span> <span className="font-normal max-wide:block">{percent(weight)}</span>
    </span>
  );
}

/** Tier and score as they were when it was decided. */
export function TrustThen({ trust, muted = false }: { trust: DecidedCandidate["trust"]; muted?: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <TierChip level={TIERS.indexOf(trust.tier)} />
      <span className={cn("figures", muted ? "text-ink-3" : "text-ink-2")}>
        {trust.band === null ? <span className="words text-12 text-ink-3">unrated</span> : integer(trust.score)}
      </span>
    </span>
  );
}

/** How far behind the best; nothing for the best itself. */
export function behind(candidate: DecidedCandidate, best: DecidedCandidate | undefined): string {
  if (!best || candidate.rank === 1) return "";
  return signedThousandths(pointsOf(candidate) - pointsOf(best));
}

import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { BANDS, type Band } from "@/lib/trust/band";

const STEPS = [1, 2, 3, 4] as const;

function Bars({ level }: { level: number }) {
  return (
    <span aria-hidden className="inline-flex gap-px">
      {STEPS.map((step) => (
        <span key={step} className={cn("h-2.5 w-[3px]", step <= level ? "bg-current" : "bg-line-strong")} />
      ))}
    </span>
  );
}

type Props = {
  /** Null while the agent is unrated. */
  band: Band | null;
  /** The band is that of a preview and differs from the one in force. */
  preview?: boolean;
  className?: string;
};

/** Band of the trust score: up to four small bars and the word, never coloured. */
export function BandChip({ band, preview = false, className }: Props) {
  if (band === null) return <Chip tone="open">Unrated</Chip>;
  const level = BANDS.findIndex((b) => b.band === band);
  const label = (
    <span className={cn("words inline-flex items-center gap-1.5 whitespace-nowrap", !preview && "text-ink-2", className)}>
      <Bars level={level} />
      {BANDS[level]?.name}
    </span>
  );
  return preview ? <Chip tone="preview">{label}</Chip> : label;
}

import { cn } from "@/components/ui/cn";
import { visible } from "./hidden-text";
import { PlainText } from "./plain-text";

type Props = { name: string; model: string; muted?: boolean; className?: string };

/** Name over model, in compact rows side by side. Both came from outside: plain text, cut at the edge. */
export function AgentName({ name, model, muted = false, className }: Props) {
  return (
    <span
      className={cn("words flex min-w-0 flex-col leading-4 compact:flex-row compact:items-baseline compact:gap-1.5", className)}
      title={visible(`${name}, ${model}`)}
    >
      <span className={cn("truncate font-medium", muted && "text-ink-3")}>
        <PlainText text={name} />
      </span>
      <span className="shrink-20 truncate text-11 leading-[14px] text-ink-3">
        <PlainText text={model} />
      </span>
    </span>
  );
}

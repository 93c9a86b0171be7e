import { Undo2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { count } from "@/components/ui/format";

type Props = {
  /** Places where another agent would stand. */
  waiting: number;
  /** What the list is ordered by: ranks, or something else. */
  byRank: boolean;
  onApply: () => void;
  className?: string;
};

/** Says that the order is older than the values, while it is held. Always in the same place, so that nothing shifts. */
export function Pill({ waiting, byRank, onApply, className }: Props) {
  if (waiting === 0) return null;
  return (
    <button
      type="button"
      onClick={onApply}
      aria-keyshortcuts="."
      className={cn(
        "figures inline-flex h-6 items-center gap-2 rounded-full bg-accent px-2.5 text-12 font-medium whitespace-nowrap text-on-accent shadow-pill phone:h-9 phone:px-4 phone:text-13",
        className,
      )}
    >
      <Undo2 aria-hidden className="hidden phone:block" />
      {count(waiting, byRank ? "rank change" : "order change")}, apply
    </button>
  );
}

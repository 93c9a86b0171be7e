import { cn } from "./cn";

/** Two strokes, in the manner of the other icons; theirs is a pair of boxes. */
export function PauseIcon({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
      className={cn("lucide", className)}
    >
      <path d="M8.25 6v12M15.75 6v12" />
    </svg>
  );
}

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const box =
  "w-full min-w-0 rounded-2 border border-control bg-bg text-ink-1 aria-invalid:border-bad disabled:border-line disabled:bg-sunken disabled:text-ink-3 phone:text-16";

type Props = ComponentProps<"input"> & {
  icon?: ReactNode;
  /** Stands at the right end: a key hint or a clear button. */
  end?: ReactNode;
};

/** A line of text, 28 px (36 on a phone). With `icon` or `end` they stand inside the edge. */
export function Input({ icon, end, className, type = "text", ...props }: Props) {
  const field = (
    <input
      type={type}
      autoComplete="off"
      className={cn(box, "h-7 px-2 phone:h-9", icon && "pl-8", end && "pr-8", !icon && !end && className)}
      {...props}
    />
  );
  if (!icon && !end) return field;
  return (
    <span className={cn("relative flex items-center", className)}>
      {icon ? <span className="pointer-events-none absolute left-2 text-ink-3">{icon}</span> : null}
      {field}
      {end ? <span className="absolute right-1.5 flex items-center">{end}</span> : null}
    </span>
  );
}

/** Several lines of text. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(box, "resize-y px-2 py-1", className)} {...props} />;
}
